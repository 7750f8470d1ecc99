import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { LogGroup } from "../observability/log-group";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { POSTGRES_PORT } from "./database-access";
import { databaseAlarms } from "./database-alarms";
import { assertSize, INSIGHTS_DAYS, type DatabaseSize } from "./database-size";
import { DatabaseSecret, describeInSecret, type SecretCopy } from "./database-secret";
import { monitoringRole } from "./monitoring-role";
import { postgresParameters } from "./postgres-parameters";

export interface PostgresDatabaseArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: alarms, groups, the role. */
  readonly internalTags: Tags;
  /** Last part of the database's name. */
  readonly role: string;
  readonly size: DatabaseSize;
  /** Encrypts storage, backups, insights, secret and logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Private subnets in two zones at the least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly databaseGroupId: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Hears alarms and RDS's own events: its policy and key admit both. */
  readonly alarmTopicArn: pulumi.Input<string>;
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
const LOGS = ["postgresql", "upgrade"];
export const DATABASE_EVENT_CATEGORIES = [
  "configuration change",
  "deletion",
  "failover",
  "failure",
  "low storage",
  "maintenance",
  "recovery",
  "restoration",
  "security patching",
];

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
    const subnets = new aws.rds.SubnetGroup(
      `${name}-subnets`,
      {
        name: identifier,
        description: "Private subnets of the database.",
        subnetIds: args.subnetIds,
        tags: internalTags,
      },
      child,
    );
    const parameters = new aws.rds.ParameterGroup(
      `${name}-parameters`,
      {
        // The family is part of the name: another one is another group, and the old one is still in use while it is made.
        name: `${identifier}-postgres${size.majorVersion}`,
        family: `postgres${size.majorVersion}`,
        description: "TLS and SCRAM only; audit log without values.",
        parameters: postgresParameters(),
        tags: internalTags,
      },
      child,
    );
    const monitor = monitoringRole(
      `${name}-monitor`,
      { site, tags: internalTags, role: `${args.role}-monitor`, identifier },
      child,
    );
    const logs = LOGS.map(
      (log) =>
        new LogGroup(
          `${name}-${log}-log`,
          {
            site,
            tags,
            role: log,
            groupName: `/aws/rds/instance/${identifier}/${log}`,
            kmsKeyArn: args.kmsKeyArn,
            retentionDays: args.logRetentionDays,
            masksIdentifiers: true,
          },
          child,
        ),
    );
    const instance = new aws.rds.Instance(
      `${name}-instance`,
      {
        identifier,
        engine: aws.types.enums.rds.EngineType.Postgres,
        engineVersion: String(size.majorVersion),
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: false,
        instanceClass: size.instanceClass,
        multiAz: size.multiAz,
        storageType: aws.types.enums.rds.StorageType.GP3,
        allocatedStorage: size.storageGiB,
        maxAllocatedStorage: size.maxStorageGiB,
        storageEncrypted: true,
        kmsKeyId: args.kmsKeyArn,
        dbName: DATABASE_NAME,
        username: OWNER,
        password: this.secret.firstPassword,
        iamDatabaseAuthenticationEnabled: true,
        port: POSTGRES_PORT,
        publiclyAccessible: false,
        networkType: "IPV4",
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [args.databaseGroupId],
        caCertIdentifier: "rds-ca-rsa2048-g1",
        parameterGroupName: parameters.name,
        enabledCloudwatchLogsExports: LOGS,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: args.kmsKeyArn,
        performanceInsightsRetentionPeriod: INSIGHTS_DAYS[size.insights],
        databaseInsightsMode: size.insights,
        monitoringInterval: 60,
        monitoringRoleArn: monitor.arn,
        backupRetentionPeriod: size.backupDays,
        // Both in UTC, and apart from each other, as RDS demands.
        backupWindow: "06:00-06:30",
        maintenanceWindow: "sun:07:00-sun:08:00",
        copyTagsToSnapshot: true,
        deletionProtection: site.deletionProtection,
        deleteAutomatedBackups: !site.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: this.secret.suffix.apply((suffix) => `${identifier}-final-${suffix}`),
        applyImmediately: !site.deletionProtection,
        tags: { ...tags, Name: identifier },
      },
      {
        ...child,
        protect: site.deletionProtection,
        dependsOn: logs,
        // The first password alone is from here; from then on the rotation changes it.
        ignoreChanges: ["password"],
      },
    );
    this.described = describeInSecret(`${name}-secret`, this.secret, instance, DATABASE_NAME);
    new aws.rds.EventSubscription(
      `${name}-events`,
      {
        name: identifier,
        snsTopic: args.alarmTopicArn,
        sourceType: "db-instance",
        sourceIds: [instance.identifier],
        eventCategories: DATABASE_EVENT_CATEGORIES,
        tags: internalTags,
      },
      child,
    );
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
