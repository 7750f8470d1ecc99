import type * as aws from "@pulumi/aws";
import type { AlarmSpec } from "./alarm";

/** What an alarm says for itself; the rest holds for every queue unless it says otherwise. */
type QueueAlarm = Pick<AlarmSpec, "role" | "description" | "threshold"> & Partial<AlarmSpec>;

const ofQueue = (queue: aws.sqs.Queue) =>
  ({
    namespace: "AWS/SQS",
    dimensions: { QueueName: queue.name },
    statistic: "Maximum",
    comparison: "GreaterThanOrEqualToThreshold",
    periodSeconds: 300,
    periods: 1,
    silence: "notBreaching",
  }) as const;

/** The oldest message has waited for as many seconds as the threshold says. */
export function waitAlarm(queue: aws.sqs.Queue, alarm: QueueAlarm): AlarmSpec {
  return { ...ofQueue(queue), metricName: "ApproximateAgeOfOldestMessage", ...alarm };
}

/** As many messages as the threshold says are there to be taken. */
export function messagesAlarm(queue: aws.sqs.Queue, alarm: QueueAlarm): AlarmSpec {
  return { ...ofQueue(queue), metricName: "ApproximateNumberOfMessagesVisible", ...alarm };
}
