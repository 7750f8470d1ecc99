import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { denyPlainTransport, policyDocument, type Statement } from "../access/policy-document";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { alarm } from "./alarm";
import { watch } from "./watch";

export interface DeadLetterQueueArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the queue's name. One that ends with `.fifo` makes a FIFO queue, which a FIFO queue needs for its own. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Names of the EventBridge rules whose undelivered events come here; none where a role alone sends. */
  readonly ruleNames: readonly string[];
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
    new aws.sqs.QueuePolicy(
      `${name}-policy`,
      {
        queueUrl: queue.url,
        policy: pulumi.all([site.accountId, queue.name]).apply(([accountId, queueName]) => {
          const place = { ...site, accountId };
          const queueArn = arnOf(place, "sqs", queueName);
          return policyDocument([...rulesSend(place, queueArn, args.ruleNames), denyPlainTransport("sqs:*", queueArn)]);
        }),
      },
      child,
    );
    watch(site, args.tags, { kind: "queue", role: args.role });
    alarm(
      name,
      { site, tags: args.tags, topicArn: args.alarmTopicArn },
      {
        role: `${args.role.replace(".", "-")}-not-empty`,
        description: "Events could not be delivered to their target and wait in the dead-letter queue.",
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
        comparison: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        periodSeconds: 300,
        periods: 1,
        silence: "notBreaching",
      },
      child,
    );
    this.arn = queue.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function rulesSend(place: Place, queueArn: string, ruleNames: readonly string[]): Statement[] {
  if (ruleNames.length === 0) return [];
  return [
    {
      Sid: "RulesSend",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": ruleNames.map((rule) => arnOf(place, "events", `rule/${rule}`)) } },
    },
  ];
}
