import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm, type AlarmSpec } from "../observability/alarm";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { ArgumentError } from "../errors";
import { POSTGRES_PORT } from "./database-access";
import { databaseAlarms } from "./database-alarms";
import { INSIGHTS_DAYS, type DatabaseSize } from "./database-size";
import { INSTANCE_CLASS, INSTANCE_CLASS_WANTED } from "./instance-class";
import { monitoringRole } from "./monitoring-role";
import { DATABASE_EVENT_CATEGORIES, type PostgresDatabase } from "./postgres-database";
import { postgresParameters } from "./postgres-parameters";

export interface DatabaseReplicaArgs {
  /** The second region, with the boundary of the roles. */
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: alarms, groups, the role. */
  readonly internalTags: Tags;
  /** Last part of the replica's name. */
  readonly role: string;
  /** The database of the first region. */
  readonly source: PostgresDatabase;
  readonly size: DatabaseSize;
  /** Class of the replica, such as db.m7g.large. */
  readonly instanceClass: string;
  /** Key of the second region: storage, insights and logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Private subnets of the second region, in two zones at the least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly databaseGroupId: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic of the second region: its policy and key admit RDS. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Minutes that the replica may be behind: the recovery point that the platform states for databases. */
export const REPLICA_LAG_MINUTES = 15;

const LOGS = ["postgresql", "upgrade"];

export const replicaIdentifier = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "database", role);

/** The replica is behind its source, or hears nothing from it (RDS User Guide, "Monitoring read replication"). */
export function replicaLagAlarm(role: string, identifier: pulumi.Input<string>): AlarmSpec {
  return {
    role: `${role}-lag`,
    description: `The database's replica is more than ${REPLICA_LAG_MINUTES} minutes behind: what was written since would be lost with its region.`,
    namespace: "AWS/RDS",
    metricName: "ReplicaLag",
    dimensions: { DBInstanceIdentifier: identifier },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: REPLICA_LAG_MINUTES * 60,
    periodSeconds: 300,
    periods: 1,
    silence: "breaching",
  };
}

/**
 * A read replica in a second region, guarded as its source is and ready to take its place: own key, a standby, backups of its own
 * from the first day, alarms, above all on its lag. Its own provider is the second region's.
 */
export class DatabaseReplica extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known at preview; depends on the replica. */
  readonly identifier: pulumi.Output<string>;
  /** Name of its subnet group, where a restored database can stand, too. */
  readonly subnetGroup: pulumi.Output<string>;

  constructor(name: string, args: DatabaseReplicaArgs, opts: pulumi.ComponentResourceOptions) {
    super("phiguard:database:DatabaseReplica", name, {}, opts);
    if (!INSTANCE_CLASS.test(args.instanceClass)) {
      throw new ArgumentError("DatabaseReplica", name, "instanceClass", INSTANCE_CLASS_WANTED, args.instanceClass);
    }
    const child = { parent: this };
    const { site, tags, internalTags, size } = args;
    const identifier = replicaIdentifier(site, args.role);
    const subnets = new aws.rds.SubnetGroup(
      `${name}-subnets`,
      {
        name: identifier,
        description: "Private subnets of the replica.",
        subnetIds: args.subnetIds,
        tags: internalTags,
      },
      child,
    );
    const parameters = new aws.rds.ParameterGroup(
      `${name}-parameters`,
      {
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
    const replica = new aws.rds.Instance(
      `${name}-instance`,
      {
        identifier,
        // Engine, version, owner and first storage are the source's. From another region it is named by its ARN.
        replicateSourceDb: args.source.arn,
        instanceClass: args.instanceClass,
        multiAz: true,
        storageType: aws.types.enums.rds.StorageType.GP3,
        maxAllocatedStorage: size.maxStorageGiB,
        storageEncrypted: true,
        kmsKeyId: args.kmsKeyArn,
        autoMinorVersionUpgrade: true,
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
        // It has backups of its own before it is promoted, not a night after.
        backupRetentionPeriod: size.backupDays,
        backupWindow: "06:00-06:30",
        maintenanceWindow: "sun:07:00-sun:08:00",
        copyTagsToSnapshot: true,
        deletionProtection: site.deletionProtection,
        deleteAutomatedBackups: !site.deletionProtection,
        // RDS takes no final snapshot of a replica (RDS API, DeleteDBInstance).
        skipFinalSnapshot: true,
        applyImmediately: !site.deletionProtection,
        tags: { ...tags, Name: identifier },
      },
      {
        ...child,
        protect: site.deletionProtection,
        dependsOn: logs,
        // Once it is promoted it follows nobody, and making it again would throw away the only database.
        ignoreChanges: ["replicateSourceDb"],
      },
    );
    new aws.rds.EventSubscription(
      `${name}-events`,
      {
        name: identifier,
        snsTopic: args.alarmTopicArn,
        sourceType: "db-instance",
        sourceIds: [replica.identifier],
        eventCategories: DATABASE_EVENT_CATEGORIES,
        tags: internalTags,
      },
      child,
    );
    const scene = { site, tags: internalTags, topicArn: args.alarmTopicArn };
    const watched = { role: args.role, identifier: replica.identifier, storageGiB: size.storageGiB };
    for (const spec of [...databaseAlarms(watched), replicaLagAlarm(args.role, replica.identifier)]) {
      alarm(name, scene, spec, child);
    }
    this.subnetGroup = subnets.name;
    this.arn = replica.arn;
    this.identifier = replica.identifier;
    this.registerOutputs({ arn: this.arn });
  }
}
