import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { BATCHES } from "../../lambdas/evidence-intake/contract";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { eventQueries } from "./event-queries";
import { EVENT_COLUMNS, projection } from "./event-table";
import { databaseName, EVENTS_TABLE, QUERIES_ROLE } from "./ledger-names";

export interface EvidenceQueriesArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly ledgerBucket: pulumi.Input<string>;
  /** The ledger's key; its policy admits Athena for this workgroup. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** GiB that one query may read, in [1, 10000]. */
  readonly scanLimitGiB: number;
}

/** The ledger's events as a table of Athena, in a workgroup that keeps results encrypted, for a day, with Athena itself. */
export class EvidenceQueries extends pulumi.ComponentResource {
  readonly workgroupName: pulumi.Output<string>;
  readonly databaseName: pulumi.Output<string>;

  constructor(name: string, args: EvidenceQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:EvidenceQueries", name, {}, opts);
    assertWhole("EvidenceQueries", name, "scanLimitGiB", args.scanLimitGiB, 1, 10_000);
    const { site, tags } = args;
    const child = { parent: this };
    const database = new aws.glue.CatalogDatabase(
      `${name}-database`,
      { name: databaseName(site), description: "Tables over the evidence ledger. No PHI.", tags },
      child,
    );
    new aws.glue.CatalogTable(
      `${name}-table`,
      {
        name: EVENTS_TABLE,
        databaseName: database.name,
        description: "What was observed: audit events, compliance, findings, threats, backup jobs; one row a record.",
        tableType: "EXTERNAL_TABLE",
        partitionKeys: [{ name: "day", type: "string", comment: "UTC day that the event came in, YYYY-MM-DD" }],
        parameters: pulumi.output(args.ledgerBucket).apply((bucket) => ({
          EXTERNAL: "TRUE",
          classification: "json",
          // A table takes no tags.
          [site.tagKeys.classification]: "internal",
          ...projection(bucket),
        })),
        storageDescriptor: {
          location: pulumi.interpolate`s3://${args.ledgerBucket}/${BATCHES}`,
          inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
          outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
          serDeInfo: {
            name: "json",
            serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
            parameters: { "ignore.malformed.json": "false" },
          },
          columns: EVENT_COLUMNS.map(([column, type]) => ({ name: column, type })),
        },
      },
      child,
    );
    const workgroup = new aws.athena.Workgroup(
      `${name}-workgroup`,
      {
        name: nameFor(site, "workgroup", QUERIES_ROLE),
        description: "Queries of auditors over the evidence ledger.",
        state: "ENABLED",
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: args.scanLimitGiB * 2 ** 30,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          managedQueryResultsConfiguration: {
            enabled: true,
            encryptionConfiguration: { kmsKey: args.kmsKeyArn },
          },
        },
        tags,
      },
      child,
    );
    for (const query of eventQueries()) {
      new aws.athena.NamedQuery(
        `${name}-${query.name}`,
        {
          name: nameFor(site, "workgroup", `events-${query.name}`),
          description: query.description,
          workgroup: workgroup.name,
          database: database.name,
          query: query.sql,
        },
        child,
      );
    }
    this.workgroupName = workgroup.name;
    this.databaseName = database.name;
    this.registerOutputs({ workgroupName: this.workgroupName });
  }
}
