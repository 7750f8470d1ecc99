import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm, type AlarmSpec } from "../observability/alarm";
import type { Site } from "../site";
import { ArgumentError } from "../errors";
import { databaseAlarms } from "./database-alarms";
import { databaseEvents, databaseParts, type DatabasePartsArgs } from "./database-parts";
import { INSTANCE_CLASS, INSTANCE_CLASS_WANTED } from "./instance-class";
import type { PostgresDatabase } from "./postgres-database";

export interface DatabaseReplicaArgs extends DatabasePartsArgs {
  /** The database of the first region. */
  readonly source: PostgresDatabase;
  /** Class of the replica, such as db.m7g.large. */
  readonly instanceClass: string;
}

/** Minutes that the replica may be behind: the recovery point that the platform states for databases. */
export const REPLICA_LAG_MINUTES = 15;

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
    const { site, internalTags, size } = args;
    const identifier = replicaIdentifier(site, args.role);
    const { subnets, logs, settings } = databaseParts(name, args, { identifier, what: "replica" }, this);
    const replica = new aws.rds.Instance(
      `${name}-instance`,
      {
        // With backups of its own before it is promoted, not a night after.
        ...settings,
        // Engine, version, owner and first storage are the source's. From another region it is named by its ARN.
        replicateSourceDb: args.source.arn,
        instanceClass: args.instanceClass,
        multiAz: true,
        // RDS takes no final snapshot of a replica (RDS API, DeleteDBInstance).
        skipFinalSnapshot: true,
      },
      {
        ...child,
        protect: site.deletionProtection,
        dependsOn: [...logs],
        // Once it is promoted it follows nobody, and making it again would throw away the only database.
        ignoreChanges: ["replicateSourceDb"],
      },
    );
    databaseEvents(name, args, identifier, replica, this);
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
