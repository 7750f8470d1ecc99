import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument } from "../access/policy-document";
import { arnOf } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { REVIEW_DEAD_LETTER_ROLE, reviewQueueName } from "./phi-names";

export interface ReviewQueueArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Key of the workload. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Fourteen days, the longest SQS keeps a message; the item in the table stays. */
const RETENTION_SECONDS = 14 * 24 * 3600;
/** A reviewer has half an hour before a message is shown to another. */
const VISIBILITY_SECONDS = 30 * 60;
const MOST_RECEIVES = 5;
/** A review that has waited for a week will be lost from the queue in another. */
const OLD_SECONDS = 7 * 24 * 3600;

/** What people have to look at, by reference: the keys of review items. What is taken five times without an end is kept apart. */
export class ReviewQueue extends pulumi.ComponentResource {
  readonly queueUrl: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ReviewQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:ReviewQueue", name, {}, opts);
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      { site, tags, role: REVIEW_DEAD_LETTER_ROLE, kmsKeyArn, ruleNames: [], alarmTopicArn },
      child,
    );
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      {
        name: reviewQueueName(site),
        kmsMasterKeyId: kmsKeyArn,
        kmsDataKeyReusePeriodSeconds: 300,
        messageRetentionSeconds: RETENTION_SECONDS,
        visibilityTimeoutSeconds: VISIBILITY_SECONDS,
        redrivePolicy: deadLetters.arn.apply((deadLetterTargetArn) =>
          JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MOST_RECEIVES }),
        ),
        tags,
      },
      child,
    );
    new aws.sqs.QueuePolicy(
      `${name}-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi
          .all([site.accountId, queue.name])
          .apply(([accountId, queueName]) =>
            policyDocument([denyPlainTransport("sqs:*", arnOf({ ...site, accountId }, "sqs", queueName))]),
          ),
      },
      child,
    );
    alarm(
      name,
      { site, tags, topicArn: alarmTopicArn },
      {
        role: "phi-reviews-old",
        description:
          "A document has waited a week for its review; in another the queue forgets it, and only the table has it.",
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
        comparison: "GreaterThanOrEqualToThreshold",
        threshold: OLD_SECONDS,
        periodSeconds: 3600,
        periods: 1,
        silence: "notBreaching",
      },
      child,
    );
    this.queueUrl = queue.url;
    this.arn = queue.arn;
    this.registerOutputs({ queueUrl: this.queueUrl });
  }
}
