import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";
import type { StoreBucket } from "./store-bucket";

export interface ReplicationArgs {
  readonly source: StoreBucket;
  /** A bucket of another region with the same settings. */
  readonly replica: StoreBucket;
  readonly roleArn: pulumi.Input<string>;
  /** Customer key of the replica's region. */
  readonly replicaKeyArn: pulumi.Input<string>;
}

/** Minutes within which S3 undertakes to copy 99.99 % of new objects (S3 Replication Time Control; 15 is its only value). */
const RECOVERY_POINT_MINUTES = 15;

/** The one rule of each replication, by which S3 counts. */
const RULE = "all-versions";

/** The replica is behind for longer than S3 undertakes; S3 counts in the replica's region (S3 User Guide, "Using S3 Replication metrics"). */
export function lagAlarm(role: string, sourceName: pulumi.Input<string>, replicaName: pulumi.Input<string>): AlarmSpec {
  return {
    role: `${role}-replica-lag`,
    description: `The replica of a bucket is more than ${RECOVERY_POINT_MINUTES} minutes behind it: what was written since would be lost with its region.`,
    namespace: "AWS/S3",
    metricName: "ReplicationLatency",
    dimensions: { SourceBucket: sourceName, DestinationBucket: replicaName, RuleId: RULE },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: RECOVERY_POINT_MINUTES * 60,
    periodSeconds: 300,
    periods: 1,
    silence: "notBreaching",
  };
}

/** Copies every new version, encrypted ones and delete markers too, to a bucket of a second region, and measures the lag. */
export class Replication extends pulumi.ComponentResource {
  constructor(name: string, args: ReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:storage:Replication", name, {}, opts);
    const { source, replica } = args;
    new aws.s3.BucketReplicationConfig(
      `${name}-config`,
      {
        bucket: source.bucketName,
        role: args.roleArn,
        rules: [
          {
            id: RULE,
            status: "Enabled",
            priority: 1,
            filter: {},
            deleteMarkerReplication: { status: "Enabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
              bucket: replica.namedArn,
              storageClass: "STANDARD_IA",
              encryptionConfiguration: { replicaKmsKeyId: args.replicaKeyArn },
              replicationTime: { status: "Enabled", time: { minutes: RECOVERY_POINT_MINUTES } },
              metrics: { status: "Enabled", eventThreshold: { minutes: RECOVERY_POINT_MINUTES } },
            },
          },
        ],
      },
      { parent: this, dependsOn: [...source.ready, ...replica.ready] },
    );
    this.registerOutputs({});
  }
}
