import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { crawledPaths } from "./lake-jobs-plan";
import { crawlerRole, databaseName, DATABASES, PREFIX, type Database, type LakeBucket } from "./lake-names";
import type { LakeRoles } from "./lake-roles";

export interface LakeCatalogArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  readonly bucketNames: pulumi.Output<Record<LakeBucket, string>>;
  /** How the crawlers' logs are encrypted. */
  readonly securityConfiguration: pulumi.Input<string>;
}

const DESCRIPTIONS: Readonly<Record<Database, string>> = {
  raw: "Claims, the EHR's records, decisions and care notes as they came.",
  curated: "Claims, records, notes, codes and patients, with types.",
  analytics: "Figures without identifiers.",
  outreach: "Patients to call, by the lake's own numbers.",
};

/** Tables are folders two levels below the bucket where a prefix holds several, else one below; partitions stay in their table. */
export function crawlerConfiguration(database: Database): string {
  const tableLevel = database === "curated" ? 2 : 3;
  return JSON.stringify({
    Version: 1.0,
    CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
    Grouping: {
      TableGroupingPolicy: "CombineCompatibleSchemas",
      ...(database !== "raw" && { TableLevelConfiguration: tableLevel }),
    },
  });
}

/** A database and a crawler for each part of the lake that people ask different questions of. */
export class LakeCatalog extends pulumi.ComponentResource {
  readonly databases: Readonly<Record<Database, aws.glue.CatalogDatabase>>;
  readonly crawlers: Readonly<Record<Database, aws.glue.Crawler>>;

  constructor(name: string, args: LakeCatalogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:LakeCatalog", name, {}, opts);
    const { site, roles } = args;
    const child = { parent: this };
    const databases = {} as Record<Database, aws.glue.CatalogDatabase>;
    const crawlers = {} as Record<Database, aws.glue.Crawler>;
    for (const database of DATABASES) {
      databases[database] = new aws.glue.CatalogDatabase(
        `${name}-${database}`,
        { name: databaseName(site, database), description: DESCRIPTIONS[database], tags: args.phiTags },
        child,
      );
      crawlers[database] = new aws.glue.Crawler(
        `${name}-${database}-crawler`,
        {
          name: nameFor(site, "other", crawlerRole(database)),
          description: `Tables of the database ${database}.`,
          databaseName: databases[database].name,
          role: roles.crawlers[database].arn,
          s3Targets: args.bucketNames.apply((names) =>
            crawledPaths(database, names).map((found) => ({
              path: found,
              exclusions: [`${PREFIX.scratch}**`, "**/_temporary/**"],
            })),
          ),
          configuration: crawlerConfiguration(database),
          schemaChangePolicy: { updateBehavior: "UPDATE_IN_DATABASE", deleteBehavior: "LOG" },
          recrawlPolicy: { recrawlBehavior: "CRAWL_EVERYTHING" },
          securityConfiguration: args.securityConfiguration,
          tags: args.tags,
        },
        // Glue tries the role when it makes the crawler.
        { ...child, dependsOn: roles.crawlers[database] },
      );
    }
    this.databases = databases;
    this.crawlers = crawlers;
    this.registerOutputs({});
  }
}

/** A query of components/lake/queries, whose first line says what it shows. */
export function queryOf(file: string): { readonly description: string; readonly sql: string } {
  const sql = readFileSync(path.join(__dirname, "queries", `${file}.sql`), "utf8");
  return { description: (sql.split("\n", 1)[0] ?? "").replace(/^-- /, ""), sql };
}
