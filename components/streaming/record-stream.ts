import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm, type AlarmScene } from "../observability/alarm";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { streamAlarms } from "./stream-alarms";

export interface RecordStreamArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the alarms, which carry no PHI. */
  readonly internalTags: Tags;
  /** Last part of the stream's name. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Each takes 1 MB or 1,000 records a second, in [2, 200]; AWS raises an account's limit on request. */
  readonly shards: number;
  /** Hours that a record can be read again, in [24, 8760]. */
  readonly retentionHours: number;
  /** Name's last part of a consumer with 2 MB a second of each shard for itself; left out, readers share. */
  readonly fanOutRole?: string;
  /** Minutes that the oldest unread record may wait, in [1, 1440]. */
  readonly lagMinutes: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What Kinesis can count by shard; without it one hot shard hides in the stream's average. */
const SHARD_METRICS = [
  "IncomingBytes",
  "IncomingRecords",
  "IteratorAgeMilliseconds",
  "OutgoingBytes",
  "OutgoingRecords",
  "ReadProvisionedThroughputExceeded",
  "WriteProvisionedThroughputExceeded",
];

export const streamName = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "stream", role);

/** A stream of records: customer key, stated shards and retention, metrics by shard, alarms on lag and refused writes. */
export class RecordStream extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known at preview; depends on the stream. */
  readonly streamName: pulumi.Output<string>;
  /** The ARN made from the name: known at preview, and depends on the stream. */
  readonly namedArn: pulumi.Output<string>;
  /** Where there is a consumer of its own. */
  readonly consumerArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: RecordStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:streaming:RecordStream", name, {}, opts);
    assertWhole("RecordStream", name, "shards", args.shards, 2, 200);
    assertWhole("RecordStream", name, "retentionHours", args.retentionHours, 24, 8760);
    assertWhole("RecordStream", name, "lagMinutes", args.lagMinutes, 1, 1440);
    const child = { parent: this };
    const { site } = args;
    const stream = new aws.kinesis.Stream(
      `${name}-stream`,
      {
        name: streamName(site, args.role),
        streamModeDetails: { streamMode: "PROVISIONED" },
        shardCount: args.shards,
        retentionPeriod: args.retentionHours,
        encryptionType: "KMS",
        kmsKeyId: args.kmsKeyArn,
        shardLevelMetrics: SHARD_METRICS,
        // A stream that still has consumers can't be deleted otherwise; where records are protected, that is as it should be.
        enforceConsumerDeletion: !site.deletionProtection,
        tags: args.tags,
      },
      { ...child, protect: site.deletionProtection },
    );
    const consumer =
      args.fanOutRole === undefined
        ? undefined
        : new aws.kinesis.StreamConsumer(
            `${name}-consumer`,
            { name: streamName(site, args.fanOutRole), streamArn: stream.arn, tags: args.internalTags },
            child,
          );
    watch(site, args.tags, { kind: "stream", role: args.role });
    const scene: AlarmScene = { site, tags: args.internalTags, topicArn: args.alarmTopicArn };
    for (const spec of streamAlarms({ ...args, streamName: stream.name, consumerName: consumer?.name })) {
      alarm(name, scene, spec, child);
    }
    this.arn = stream.arn;
    this.streamName = stream.name;
    this.namedArn = pulumi
      .all([site.accountId, stream.name])
      .apply(([accountId, made]) => arnOf({ region: site.region, accountId }, "kinesis", `stream/${made}`));
    this.consumerArn = consumer?.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
