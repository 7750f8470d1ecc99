import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, assertWhole } from "../errors";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { waitAlarm } from "../observability/queue-alarms";
import type { Site } from "../site";
import type { Tags } from "../tags";
import type { LambdaFunction } from "./function";
import type { FunctionContract } from "./function-contract";
import { workQueue } from "./work-queue";

export interface OrderedQueueArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the queue's name; it ends with `.fifo`, as SQS asks of such a queue. */
  readonly role: string;
  /** Its policy admits EventBridge for the queue's name, and the function's role. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Names of the EventBridge rules that may send. */
  readonly ruleNames: readonly string[];
  readonly function: LambdaFunction;
  readonly contract: FunctionContract;
  /** Seconds until a message that the function put off comes again: six times its timeout at the least, 43200 at most. */
  readonly againAfterSeconds: number;
  /** How often a message comes before it is put aside, in [1, 1000]. */
  readonly tries: number;
  /** Hours that the oldest message may wait before somebody hears of it, in [1, 336]. */
  readonly waitAlarmHours: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * A FIFO queue that one function works off in order. A message that can't be done yet comes again after the visibility timeout, and what
 * follows it in its group waits: no loop asks in between.
 */
export class OrderedQueue extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: OrderedQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:OrderedQueue", name, {}, opts);
    const { site, tags, role } = args;
    if (!role.endsWith(".fifo"))
      throw new ArgumentError("OrderedQueue", name, "role", "a name that ends with .fifo", role);
    const least = 6 * args.contract.timeoutSeconds;
    assertWhole("OrderedQueue", name, "againAfterSeconds", args.againAfterSeconds, least, 43_200);
    assertWhole("OrderedQueue", name, "tries", args.tries, 1, 1000);
    assertWhole("OrderedQueue", name, "waitAlarmHours", args.waitAlarmHours, 1, 336);
    const child = { parent: this };
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: role.replace(/\.fifo$/, "-dlq.fifo"),
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [],
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const { queue } = workQueue(
      name,
      {
        site,
        tags,
        queueName: nameFor(site, "queue", role),
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: args.ruleNames,
        retentionDays: 14,
        hiddenSeconds: args.againAfterSeconds,
        tries: args.tries,
        deadLetterArn: deadLetters.arn,
      },
      this,
    );
    new aws.lambda.EventSourceMapping(
      `${name}-reader`,
      {
        eventSourceArn: queue.arn,
        functionName: args.function.liveArn,
        // One at a time: a message that has to wait holds back nothing that was read with it.
        batchSize: 1,
        functionResponseTypes: ["ReportBatchItemFailures"],
        tags,
      },
      child,
    );
    alarm(
      name,
      { site, tags, topicArn: args.alarmTopicArn },
      waitAlarm(queue, {
        role: `${role.replace(".", "-")}-waits`,
        description: `The oldest message of ${role} has waited for more than ${args.waitAlarmHours} hours.`,
        threshold: args.waitAlarmHours * 3600,
      }),
      child,
    );
    this.arn = queue.arn;
    this.url = queue.url;
    this.registerOutputs({ arn: this.arn });
  }
}
