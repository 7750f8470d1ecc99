import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { queuePolicy, type QueueSenders } from "../observability/queue-policy";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface WorkQueueArgs extends QueueSenders {
  readonly site: Site;
  readonly tags: Tags;
  /** Full name; one that ends with `.fifo` makes a FIFO queue. */
  readonly queueName: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days that a message is kept, in [1, 14]. */
  readonly retentionDays: number;
  /** Seconds that nobody else sees a message that was taken. */
  readonly hiddenSeconds: number;
  /** How often a message is taken before it goes to the dead-letter queue. */
  readonly tries: number;
  readonly deadLetterArn: pulumi.Input<string>;
}

export interface WorkQueue {
  readonly queue: aws.sqs.Queue;
  readonly policy: aws.sqs.QueuePolicy;
}

/** An encrypted queue that somebody works off; what fails again and again is put aside. */
export function workQueue(name: string, args: WorkQueueArgs, parent: pulumi.Resource): WorkQueue {
  const { site, ruleNames, topicNames } = args;
  const queue = new aws.sqs.Queue(
    `${name}-queue`,
    {
      name: args.queueName,
      // The same event told twice within five minutes is one message.
      ...(args.queueName.endsWith(".fifo") && { fifoQueue: true, contentBasedDeduplication: true }),
      kmsMasterKeyId: args.kmsKeyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: args.retentionDays * 24 * 3600,
      visibilityTimeoutSeconds: args.hiddenSeconds,
      redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: args.deadLetterArn, maxReceiveCount: args.tries }),
      tags: args.tags,
    },
    { parent },
  );
  return { queue, policy: queuePolicy(name, { site, queue, ruleNames, topicNames }, parent) };
}
