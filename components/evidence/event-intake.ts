import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/evidence-intake/contract";
import { denyPlainTransport, policyDocument } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { EVENT_SOURCES } from "./event-sources";
import { EVENTS_DEAD_LETTER_ROLE, EVENTS_ROLE } from "./ledger-names";

export interface EventIntakeArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly role: ServiceRole;
  readonly ledgerBucket: pulumi.Input<string>;
  /** The ledger's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Batches that are written at the same time, in [2, 50]. */
  readonly concurrency: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Messages in one batch, and seconds that a batch waits to fill: 1,440 objects a day at the least load, one a message at none. */
const BATCH_SIZE = 500;
const BATCH_SECONDS = 60;
/** Tries of a message before it goes to the dead-letter queue. */
const MOST_TRIES = 5;
/** Fourteen days, the longest SQS keeps a message: evidence outlives a long fault of what takes it in. */
const RETENTION_SECONDS = 14 * 24 * 3600;
/** SQS hides a message that is worked on for six times the function's timeout, as Lambda advises. */
const HIDDEN_SECONDS = 6 * contract.timeoutSeconds + BATCH_SECONDS;

/** From the event bus to the ledger: a rule for each kind of event, a queue, and the function that makes batches of records. */
export class EventIntake extends pulumi.ComponentResource {
  constructor(name: string, args: EventIntakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:EventIntake", name, {}, opts);
    assertWhole("EventIntake", name, "concurrency", args.concurrency, 2, 50);
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const letters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: EVENTS_DEAD_LETTER_ROLE,
        kmsKeyArn,
        // The rules' own undelivered events come here, too.
        ruleNames: EVENT_SOURCES.map(({ role }) => nameFor(site, "rule", role)),
        alarmTopicArn,
      },
      child,
    );
    const queue = this.queue(name, args, letters.arn);
    const worker = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.role,
        environment: { LEDGER_BUCKET: args.ledgerBucket },
        kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    new aws.lambda.EventSourceMapping(
      `${name}-source`,
      {
        eventSourceArn: queue.arn,
        functionName: worker.liveArn,
        batchSize: BATCH_SIZE,
        maximumBatchingWindowInSeconds: BATCH_SECONDS,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: args.concurrency },
        tags,
      },
      child,
    );
    for (const { role, description, pattern } of EVENT_SOURCES) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${role}`,
        { name: nameFor(site, "rule", role), description, eventPattern: JSON.stringify(pattern), tags },
        child,
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${role}-target`,
        {
          rule: rule.name,
          targetId: role,
          arn: queue.arn,
          deadLetterConfig: { arn: letters.arn },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
        child,
      );
    }
    alarm(
      name,
      { site, tags, topicArn: alarmTopicArn },
      {
        role: `${EVENTS_ROLE}-late`,
        description: "Events wait for an hour to become evidence.",
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
        comparison: "GreaterThanOrEqualToThreshold",
        threshold: 3600,
        periodSeconds: 300,
        periods: 1,
        silence: "notBreaching",
      },
      child,
    );
    this.registerOutputs({});
  }

  private queue(
    name: string,
    { site, tags, kmsKeyArn }: EventIntakeArgs,
    letters: pulumi.Input<string>,
  ): aws.sqs.Queue {
    const child = { parent: this };
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      {
        name: nameFor(site, "queue", EVENTS_ROLE),
        kmsMasterKeyId: kmsKeyArn,
        kmsDataKeyReusePeriodSeconds: 300,
        messageRetentionSeconds: RETENTION_SECONDS,
        visibilityTimeoutSeconds: HIDDEN_SECONDS,
        redrivePolicy: pulumi
          .output(letters)
          .apply((deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MOST_TRIES })),
        tags,
      },
      child,
    );
    new aws.sqs.QueuePolicy(
      `${name}-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi.all([site.accountId, queue.name]).apply(([accountId, queueName]) => {
          const place = { ...site, accountId };
          const queueArn = arnOf(place, "sqs", queueName);
          return policyDocument([
            {
              Sid: "RulesSend",
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queueArn,
              Condition: {
                ArnEquals: {
                  "aws:SourceArn": EVENT_SOURCES.map(({ role }) =>
                    arnOf(place, "events", `rule/${nameFor(site, "rule", role)}`),
                  ),
                },
              },
            },
            denyPlainTransport("sqs:*", queueArn),
          ]);
        }),
      },
      child,
    );
    return queue;
  }
}
