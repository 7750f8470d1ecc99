import { computeBoundary } from "../components/compute/compute-boundary";
import { SFTP_PORT } from "../components/lake/claims-server";
import { clusterStatements } from "../components/lake/databricks-clusters";
import { lakeBoundary } from "../components/lake/lake-boundary";
import { LAKE_DEAD_LETTER_ROLE } from "../components/lake/lake-names";
import { nameFor } from "../components/names";
import type { Needs } from "./needs";

export const dataPlatformNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "LakeRulesSendDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", LAKE_DEAD_LETTER_ROLE),
    },
  ],
  // Functions put audit events and tell of risks; people who work inside the network ask Athena and Glue, and send notes.
  endpoints: ["athena", "events", "execute-api", "glue", "sns"],
  inbound: ({ dataPlatform: { partners, sftpAddresses } }) =>
    partners.flatMap(({ cidrBlocks }) =>
      cidrBlocks.map((cidrBlock) => ({
        port: SFTP_PORT,
        cidrBlock,
        subnets: sftpAddresses === "elastic" ? ("public" as const) : ("private" as const),
      })),
    ),
  boundary: (place, { dataPlatform: { databricks }, tagKeys }) => [
    ...computeBoundary(place),
    ...lakeBoundary(place),
    ...(databricks?.clusters === undefined ? [] : clusterStatements(place, tagKeys.environment)),
  ],
};
