import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { alarm } from "./alarm";
import { messagesAlarm } from "./queue-alarms";
import { queuePolicy, type QueueSenders } from "./queue-policy";
import { watch } from "./watch";

/** Whose undelivered events come here, beside what roles send. */
export interface DeadLetterQueueArgs extends QueueSenders {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the queue's name. One that ends with `.fifo` makes a FIFO queue, which a FIFO queue needs for its own. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Topic that hears when something has come. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Fourteen days, the longest SQS keeps a message: time to find out why events were not delivered. */
const RETENTION_SECONDS = 14 * 24 * 3600;

/** Keeps the events that a target would not take, encrypted, and raises an alarm at the first one. */
export class DeadLetterQueue extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DeadLetterQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:DeadLetterQueue", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const queue = new aws.sqs.Queue(
      `${name}-queue`,
      {
        name: nameFor(site, "queue", args.role),
        ...(args.role.endsWith(".fifo") && { fifoQueue: true }),
        kmsMasterKeyId: args.kmsKeyArn,
        kmsDataKeyReusePeriodSeconds: 300,
        messageRetentionSeconds: RETENTION_SECONDS,
        tags: args.tags,
      },
      child,
    );
    queuePolicy(name, { site, queue, ruleNames: args.ruleNames, topicNames: args.topicNames }, this);
    watch(site, args.tags, { kind: "queue", role: args.role });
    alarm(
      name,
      { site, tags: args.tags, topicArn: args.alarmTopicArn },
      messagesAlarm(queue, {
        role: `${args.role.replace(".", "-")}-not-empty`,
        description: "Events could not be delivered to their target and wait in the dead-letter queue.",
        threshold: 1,
      }),
      child,
    );
    this.arn = queue.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
