import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument, type Statement } from "../access/policy-document";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import type { LambdaFunction } from "./function";

export interface EventQueueArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the names of queue, rule and dead-letter queue. */
  readonly role: string;
  readonly description: string;
  /** Event pattern (EventBridge User Guide, "Event patterns"). */
  readonly pattern: object;
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
const RETENTION_SECONDS = 4 * 24 * 3600;
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
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      {
        name: nameFor(site, "queue", role),
        kmsMasterKeyId: args.kmsKeyArn,
        kmsDataKeyReusePeriodSeconds: 300,
        messageRetentionSeconds: RETENTION_SECONDS,
        // Lambda Developer Guide, "Configuring a queue to use with Lambda".
        visibilityTimeoutSeconds: 6 * args.timeoutSeconds,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: MOST_TRIES }),
        tags,
      },
      child,
    );
    const policy = new aws.sqs.QueuePolicy(
      `${name}-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi.all([site.accountId, queue.name]).apply(([accountId, queueName]) => {
          const place = { ...site, accountId };
          const queueArn = arnOf(place, "sqs", queueName);
          return policyDocument([
            {
              Sid: "RuleSends",
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queueArn,
              Condition: { ArnEquals: { "aws:SourceArn": arnOf(place, "events", `rule/${ruleName}`) } },
            },
            denyPlainTransport("sqs:*", queueArn),
          ]);
        }),
      },
      child,
    );
    const rule = new aws.cloudwatch.EventRule(
      `${name}-rule`,
      { name: ruleName, description: args.description, eventPattern: JSON.stringify(args.pattern), tags },
      child,
    );
    new aws.cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        targetId: role,
        arn: queue.arn,
        deadLetterConfig: { arn: dead.arn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
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
      {
        role: `${role}-lag`,
        description: `Events have waited in ${role} for more than ${args.lagMinutes} minutes.`,
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
        comparison: "GreaterThanThreshold",
        threshold: args.lagMinutes * 60,
        periodSeconds: 300,
        periods: 1,
        silence: "notBreaching",
      },
      child,
    );
    this.registerOutputs({});
  }
}
