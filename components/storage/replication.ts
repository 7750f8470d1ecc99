import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
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
            id: "all-versions",
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
