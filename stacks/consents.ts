import { ConsentTables } from "../components/consent/consent-tables";
import type { TableReplica } from "../components/database/record-table";
import { CustomerKey } from "../components/keys/customer-key";
import { tagsFor } from "../components/tags";
import type { Context } from "./context";
import type { Foundation } from "./foundation";
import { recordTags } from "./record-keeping";

export type Consents = Pick<ConsentTables, "consents" | "disclosures">;

/** Part of names and the workload's tag; what asks for consent are other workloads. */
const WORKLOAD = "consent";

/** One table of consents and one of disclosures for every workload that asks, under a key of their own. */
export function buildConsents(context: Context, { alarms }: Pick<Foundation, "alarms">): Consents {
  const { home, replica } = context;
  const { site, opts } = home;
  const tags = recordTags(context, site, { workload: WORKLOAD });
  const key = (name: string, at: typeof home, description: string): CustomerKey =>
    new CustomerKey(name, { site: at.site, tags, role: WORKLOAD, description, uses: [{ kind: "tables" }] }, at.opts);
  const homeKey = key(`${WORKLOAD}-key`, home, "Consents, and what was disclosed of whom");
  const tableReplica: TableReplica | undefined = replica && {
    site: replica.site,
    provider: replica.provider,
    kmsKeyArn: key(`${WORKLOAD}-copy-key`, replica, "Copies of consents and disclosures").arn,
  };
  return new ConsentTables(
    WORKLOAD,
    {
      site,
      tags,
      internalTags: tagsFor(site, { workload: WORKLOAD, classification: "internal" }),
      kmsKeyArn: homeKey.arn,
      replica: tableReplica,
      alarmTopicArn: alarms.arn,
    },
    opts,
  );
}
