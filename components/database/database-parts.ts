import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { POSTGRES_PORT } from "./database-access";
import { INSIGHTS_DAYS, type DatabaseSize } from "./database-size";
import { monitoringRole } from "./monitoring-role";
import { postgresParameters } from "./postgres-parameters";

/** What a database and its replica are told alike. */
export interface DatabasePartsArgs {
  /** Region, and the boundary of the roles. */
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: alarms, groups, the role. */
  readonly internalTags: Tags;
  /** Last part of the name. */
  readonly role: string;
  readonly size: DatabaseSize;
  /** Key of the region: storage, backups, insights, secret and logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Private subnets of the region, in two zones at the least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly databaseGroupId: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic of the region, which hears alarms and RDS's own events: its policy and key admit both. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

export interface DatabaseParts {
  readonly subnets: aws.rds.SubnetGroup;
  /** Have to be there before the instance: RDS would make them itself, without a key and for ever. */
  readonly logs: readonly LogGroup[];
  /** What holds for every instance, whatever it is made from. */
  readonly settings: InstanceSettings;
}

type InstanceSettings = Omit<aws.rds.InstanceArgs, "instanceClass"> & { readonly identifier: string };

const LOGS = ["postgresql", "upgrade"];
const EVENT_CATEGORIES = [
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

/**
 * What every PostgreSQL instance stands on and how it is guarded: private subnets, TLS and SCRAM, customer key, backups, logs and
 * insights. `what` is the word for it in a description.
 */
export function databaseParts(
  name: string,
  args: DatabasePartsArgs,
  { identifier, what }: { readonly identifier: string; readonly what: string },
  parent: pulumi.Resource,
): DatabaseParts {
  const child = { parent };
  const { site, tags, internalTags, size } = args;
  const subnets = new aws.rds.SubnetGroup(
    `${name}-subnets`,
    {
      name: identifier,
      description: `Private subnets of the ${what}.`,
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
  const settings: InstanceSettings = {
    identifier,
    autoMinorVersionUpgrade: true,
    storageType: aws.types.enums.rds.StorageType.GP3,
    maxAllocatedStorage: size.maxStorageGiB,
    storageEncrypted: true,
    kmsKeyId: args.kmsKeyArn,
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
    applyImmediately: !site.deletionProtection,
    tags: { ...tags, Name: identifier },
  };
  return { subnets, logs, settings };
}

/** Has RDS's own events of an instance told. */
export function databaseEvents(
  name: string,
  { internalTags, alarmTopicArn }: DatabasePartsArgs,
  identifier: string,
  instance: aws.rds.Instance,
  parent: pulumi.Resource,
): void {
  new aws.rds.EventSubscription(
    `${name}-events`,
    {
      name: identifier,
      snsTopic: alarmTopicArn,
      sourceType: "db-instance",
      sourceIds: [instance.identifier],
      eventCategories: EVENT_CATEGORIES,
      tags: internalTags,
    },
    { parent },
  );
}
