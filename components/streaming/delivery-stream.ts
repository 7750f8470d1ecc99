import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { StoreBucket } from "../storage/store-bucket";
import type { Tags } from "../tags";
import type { RecordStream } from "./record-stream";

export interface DeliveryStreamArgs {
  readonly site: Site;
  /** Tags of the records, and of what carries no PHI. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  /** Last part of the delivery stream's name. */
  readonly role: string;
  readonly stream: RecordStream;
  /** Reads the stream and writes to the bucket; made before. */
  readonly deliversAs: ServiceRole;
  readonly bucket: StoreBucket;
  /** The bucket's key. */
  readonly bucketKeyArn: pulumi.Input<string>;
  /** Where records and where those that can't be delivered go; each ends with a slash. */
  readonly prefix: string;
  readonly errorPrefix: string;
  /** Minutes that records may wait to make a larger file, in [1, 15]. */
  readonly bufferMinutes: number;
  /** Minutes that the oldest record may wait before an alarm, in [bufferMinutes, 1440]. */
  readonly lateMinutes: number;
  /** Key of the errors' log. */
  readonly logKeyArn: pulumi.Input<string>;
  readonly logPrefix: string;
  readonly logRole: string;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Partitions by the hour of arrival, in UTC, as Hive names them, so that the catalog finds them (Firehose Developer Guide, "Custom prefixes"). */
const BY_HOUR = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/";

/** Firehose from a stream to a bucket: compressed, encrypted with the bucket's key, partitioned by hour; what it can't deliver is kept and told. */
export class DeliveryStream extends pulumi.ComponentResource {
  constructor(name: string, args: DeliveryStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:streaming:DeliveryStream", name, {}, opts);
    assertWhole("DeliveryStream", name, "bufferMinutes", args.bufferMinutes, 1, 15);
    assertWhole("DeliveryStream", name, "lateMinutes", args.lateMinutes, args.bufferMinutes, 1440);
    const { site, internalTags } = args;
    const child = { parent: this };
    const logs = new LogGroup(
      `${name}-log`,
      {
        site,
        tags: args.tags,
        role: args.logRole,
        namePrefix: args.logPrefix,
        kmsKeyArn: args.logKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const errors = new aws.cloudwatch.LogStream(
      `${name}-errors`,
      { name: nameFor(site, "other", "destination"), logGroupName: logs.groupName },
      child,
    );
    const delivery = new aws.kinesis.FirehoseDeliveryStream(
      `${name}-delivery`,
      {
        name: nameFor(site, "deliveryStream", args.role),
        destination: "extended_s3",
        kinesisSourceConfiguration: { kinesisStreamArn: args.stream.namedArn, roleArn: args.deliversAs.arn },
        extendedS3Configuration: {
          bucketArn: args.bucket.namedArn,
          roleArn: args.deliversAs.arn,
          kmsKeyArn: args.bucketKeyArn,
          prefix: `${args.prefix}${BY_HOUR}`,
          errorOutputPrefix: `${args.errorPrefix}!{firehose:error-output-type}/${BY_HOUR}`,
          bufferingInterval: args.bufferMinutes * 60,
          bufferingSize: 64,
          compressionFormat: "GZIP",
          cloudwatchLoggingOptions: { enabled: true, logGroupName: logs.groupName, logStreamName: errors.name },
        },
        tags: args.tags,
      },
      // Firehose tries its role at once.
      { ...child, dependsOn: [args.deliversAs, ...args.bucket.ready] },
    );
    alarm(
      name,
      { site, tags: internalTags, topicArn: args.alarmTopicArn },
      {
        role: `${args.role}-late`,
        description: `Records have waited for more than ${args.lateMinutes} minutes to be delivered.`,
        namespace: "AWS/Firehose",
        metricName: "DeliveryToS3.DataFreshness",
        dimensions: { DeliveryStreamName: delivery.name },
        statistic: "Maximum",
        comparison: "GreaterThanThreshold",
        threshold: args.lateMinutes * 60,
        periodSeconds: 300,
        periods: 3,
        silence: "notBreaching",
      },
      child,
    );
    this.registerOutputs({});
  }
}
