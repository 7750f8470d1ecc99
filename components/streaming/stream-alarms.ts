import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";

export interface StreamAlarmsArgs {
  readonly role: string;
  readonly streamName: pulumi.Input<string>;
  readonly consumerName?: pulumi.Input<string>;
  readonly retentionHours: number;
  readonly lagMinutes: number;
}

const MINUTE_MS = 60_000;

/**
 * What goes wrong with a stream: readers fall behind, records are about to be dropped unread, writers or readers are
 * refused (Kinesis Developer Guide, "Monitor the Kinesis Data Streams service with CloudWatch").
 */
export function streamAlarms(args: StreamAlarmsArgs): AlarmSpec[] {
  const { role, streamName, consumerName } = args;
  const ofStream = {
    namespace: "AWS/Kinesis",
    dimensions: { StreamName: streamName },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    periodSeconds: 300,
    periods: 1,
    silence: "notBreaching",
  } as const;
  const age =
    consumerName === undefined
      ? { metricName: "GetRecords.IteratorAgeMilliseconds" }
      : {
          metricName: "SubscribeToShardEvent.MillisBehindLatest",
          dimensions: { StreamName: streamName, ConsumerName: consumerName },
        };
  const refused = (what: string, metricName: string, description: string): AlarmSpec => ({
    ...ofStream,
    role: `${role}-${what}`,
    description,
    metricName,
    statistic: "Sum",
    threshold: 0,
    periods: 3,
  });
  return [
    {
      ...ofStream,
      ...age,
      role: `${role}-lag`,
      severity: "P2",
      description: `Records of the stream wait for more than ${args.lagMinutes} minutes until they are read.`,
      threshold: args.lagMinutes * MINUTE_MS,
      periods: 3,
    },
    {
      ...ofStream,
      ...age,
      role: `${role}-loss-near`,
      severity: "P1",
      description: "The oldest unread record has used half of the stream's retention: after that it is lost.",
      threshold: (args.retentionHours * 60 * MINUTE_MS) / 2,
    },
    refused(
      "write-refused",
      "WriteProvisionedThroughputExceeded",
      "Writers were refused for 15 minutes: a shard has more than it takes.",
    ),
    refused(
      "read-refused",
      "ReadProvisionedThroughputExceeded",
      "Readers were refused for 15 minutes: they share more than a shard gives.",
    ),
  ];
}
