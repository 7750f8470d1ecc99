import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget, type EventRuleArgs } from "../observability/event-rule";
import { waitAlarm } from "../observability/queue-alarms";
import type { Place } from "../site";
import type { LambdaFunction } from "./function";
import { workQueue } from "./work-queue";

/** `role` is in the names of queue, rule and dead-letter queue. */
export interface EventQueueArgs extends EventRuleArgs {
  /** Takes up to ten messages at once and says which of them failed. */
  readonly consumer: LambdaFunction;
  /** Seconds of the consumer's timeout; a message is given again after six times as long. */
  readonly timeoutSeconds: number;
  /** Runs of the consumer at once, in [2, 1000], within its reserved concurrency. */
  readonly concurrency: number;
  /** Minutes that the oldest message may wait before an alarm, in [1, 1440]. */
  readonly lagMinutes: number;
  /** Key that EventBridge may use for both queues, by `queueUses`, and the consumer's role. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Last part of the name of a queue's dead-letter queue. */
export const deadEvents = (role: string): string => `${role}-dead`;

/** Tries before a message is put aside. */
const MOST_TRIES = 5;
const BATCH = 10;

/** What a consumer's role does with its queue. */
export function queueReads(place: Place, role: string): Statement {
  return {
    Sid: "TakeMessages",
    Effect: "Allow",
    Action: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    Resource: arnOf(place, "sqs", nameFor(place, "queue", role)),
  };
}

/** Events of the default bus that match, in a queue that a function empties: a burst waits, and what fails again and again is put aside. */
export class EventQueue extends pulumi.ComponentResource {
  constructor(name: string, args: EventQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:EventQueue", name, {}, opts);
    assertWhole("EventQueue", name, "concurrency", args.concurrency, 2, 1000);
    assertWhole("EventQueue", name, "lagMinutes", args.lagMinutes, 1, 1440);
    const child = { parent: this };
    const { site, tags, role } = args;
    const ruleName = nameFor(site, "rule", role);
    const dead = new DeadLetterQueue(
      `${name}-dead`,
      {
        site,
        tags,
        role: deadEvents(role),
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [ruleName],
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const { queue, policy } = workQueue(
      name,
      {
        site,
        tags,
        queueName: nameFor(site, "queue", role),
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [ruleName],
        retentionDays: 4,
        // Lambda Developer Guide, "Configuring a queue to use with Lambda".
        hiddenSeconds: 6 * args.timeoutSeconds,
        tries: MOST_TRIES,
        deadLetterArn: dead.arn,
      },
      this,
    );
    const rule = eventRule(`${name}-rule`, args, child);
    ruleTarget(
      `${name}-target`,
      { rule, role, arn: queue.arn, deadLetterArn: dead.arn },
      { ...child, dependsOn: policy },
    );
    new aws.lambda.EventSourceMapping(
      `${name}-mapping`,
      {
        eventSourceArn: queue.arn,
        functionName: args.consumer.liveArn,
        batchSize: BATCH,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: args.concurrency },
        tags,
      },
      child,
    );
    alarm(
      name,
      { site, tags, topicArn: args.alarmTopicArn },
      waitAlarm(queue, {
        role: `${role}-lag`,
        description: `Events have waited in ${role} for more than ${args.lagMinutes} minutes.`,
        comparison: "GreaterThanThreshold",
        threshold: args.lagMinutes * 60,
      }),
      child,
    );
    this.registerOutputs({});
  }
}
