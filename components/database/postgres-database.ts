import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import { databaseAlarms } from "./database-alarms";
import { databaseEvents, databaseParts, type DatabasePartsArgs } from "./database-parts";
import { assertSize } from "./database-size";
import { DatabaseSecret, describeInSecret, type SecretCopy } from "./database-secret";

export interface PostgresDatabaseArgs extends DatabasePartsArgs {
  /** A copy of the secret in the second region. */
  readonly secretCopy?: SecretCopy;
}

export const databaseIdentifier = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "database", role);

/** Last part of the name of a database's secret. */
export const databaseSecretRole = (role: string): string => `${role}-database`;

const DATABASE_NAME = "records";
/** Not one of the names that everyone tries. */
const OWNER = "records_owner";

/** PostgreSQL on RDS: private, encrypted, TLS and SCRAM only, audited without values, backed up, watched, its password in a secret. */
export class PostgresDatabase extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Name of its subnet group, where a restored one can stand, too. */
  readonly subnetGroup: pulumi.Output<string>;
  readonly identifier: pulumi.Output<string>;
  /** `host:port`. */
  readonly endpoint: pulumi.Output<string>;
  readonly secret: DatabaseSecret;
  /** The secret's first version: there is nothing to read or to rotate before it. */
  readonly described: pulumi.Resource;

  constructor(name: string, args: PostgresDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:database:PostgresDatabase", name, {}, opts);
    assertSize(name, args.size);
    const child = { parent: this };
    const { site, tags, internalTags, size } = args;
    const identifier = databaseIdentifier(site, args.role);
    this.secret = new DatabaseSecret(
      `${name}-secret`,
      { site, tags, role: databaseSecretRole(args.role), kmsKeyArn: args.kmsKeyArn, copy: args.secretCopy },
      child,
    );
    const { subnets, logs, settings } = databaseParts(name, args, { identifier, what: "database" }, this);
    const instance = new aws.rds.Instance(
      `${name}-instance`,
      {
        ...settings,
        engine: aws.types.enums.rds.EngineType.Postgres,
        engineVersion: String(size.majorVersion),
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        allowMajorVersionUpgrade: false,
        instanceClass: size.instanceClass,
        multiAz: size.multiAz,
        allocatedStorage: size.storageGiB,
        dbName: DATABASE_NAME,
        username: OWNER,
        password: this.secret.firstPassword,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: this.secret.suffix.apply((suffix) => `${identifier}-final-${suffix}`),
      },
      {
        ...child,
        protect: site.deletionProtection,
        dependsOn: [...logs],
        // The first password alone is from here; from then on the rotation changes it.
        ignoreChanges: ["password"],
      },
    );
    this.described = describeInSecret(`${name}-secret`, this.secret, instance, DATABASE_NAME);
    databaseEvents(name, args, identifier, instance, this);
    watch(site, tags, { kind: "database", role: args.role });
    const scene = { site, tags: internalTags, topicArn: args.alarmTopicArn };
    const watched = { role: `${args.role}-database`, identifier: instance.identifier, storageGiB: size.storageGiB };
    for (const spec of databaseAlarms(watched)) alarm(name, scene, spec, child);
    this.subnetGroup = subnets.name;
    this.arn = instance.arn;
    this.identifier = instance.identifier;
    this.endpoint = instance.endpoint;
    this.registerOutputs({ arn: this.arn });
  }
}
