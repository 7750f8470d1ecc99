import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { queryOf, type LakeCatalog } from "./lake-catalog";
import { RESULTS_UNDER, type LakeKeys } from "./lake-keys";
import { WORKGROUPS, workgroupName, type Database, type Workgroup } from "./lake-names";

export interface LakeQueriesArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly keys: LakeKeys;
  readonly catalog: LakeCatalog;
  /** GiB that one query may read, in [1, 10000]. */
  readonly scanLimitGiB: number;
}

const GIB = 1024 ** 3;

const WHO: Readonly<Record<Workgroup, string>> = {
  engineering: "Data engineers: raw and curated data.",
  analysis: "Analysts and dashboards: figures without identifiers.",
  outreach: "Care coordinators: patients to call.",
};

/** Queries of the repository: file, workgroup and database. */
export const NAMED_QUERIES: readonly {
  readonly file: string;
  readonly workgroup: Workgroup;
  readonly database: Database;
}[] = [
  { file: "patient-risk-view", workgroup: "analysis", database: "analytics" },
  { file: "readmission-rate", workgroup: "analysis", database: "analytics" },
  { file: "outreach-compliance", workgroup: "outreach", database: "outreach" },
  { file: "high-risk-list", workgroup: "outreach", database: "outreach" },
];

/**
 * Athena for each kind of reader: clients can't ask for other settings, no query reads without bound, and Athena keeps the results itself,
 * encrypted, for a day, so that there is no bucket of copies.
 */
export class LakeQueries extends pulumi.ComponentResource {
  readonly workgroups: Readonly<Record<Workgroup, aws.athena.Workgroup>>;

  constructor(name: string, args: LakeQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:LakeQueries", name, {}, opts);
    assertWhole("LakeQueries", name, "scanLimitGiB", args.scanLimitGiB, 1, 10_000);
    const { site, keys, catalog } = args;
    const child = { parent: this };
    this.workgroups = Object.fromEntries(
      WORKGROUPS.map((workgroup) => [
        workgroup,
        new aws.athena.Workgroup(
          `${name}-${workgroup}`,
          {
            name: workgroupName(site, workgroup),
            description: WHO[workgroup],
            state: "ENABLED",
            forceDestroy: !site.deletionProtection,
            configuration: {
              enforceWorkgroupConfiguration: true,
              publishCloudwatchMetricsEnabled: true,
              requesterPaysEnabled: false,
              bytesScannedCutoffPerQuery: args.scanLimitGiB * GIB,
              engineVersion: { selectedEngineVersion: "Athena engine version 3" },
              managedQueryResultsConfiguration: {
                enabled: true,
                encryptionConfiguration: { kmsKey: keys.zones[RESULTS_UNDER[workgroup]].arn },
              },
            },
            tags: args.tags,
          },
          child,
        ),
      ]),
    ) as Record<Workgroup, aws.athena.Workgroup>;
    for (const { file, workgroup, database } of NAMED_QUERIES) {
      const { description, sql } = queryOf(file);
      new aws.athena.NamedQuery(
        `${name}-${file}`,
        {
          name: nameFor(site, "workgroup", file),
          description,
          workgroup: this.workgroups[workgroup].name,
          database: catalog.databases[database].name,
          query: sql,
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
