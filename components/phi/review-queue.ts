import * as pulumi from "@pulumi/pulumi";
import { workQueue } from "../compute/work-queue";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { waitAlarm } from "../observability/queue-alarms";
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
const RETENTION_DAYS = 14;
/** A reviewer has half an hour before a message is shown to another. */
const HIDDEN_SECONDS = 30 * 60;
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
    const { queue } = workQueue(
      name,
      {
        site,
        tags,
        queueName: reviewQueueName(site),
        kmsKeyArn,
        ruleNames: [],
        retentionDays: RETENTION_DAYS,
        hiddenSeconds: HIDDEN_SECONDS,
        tries: MOST_RECEIVES,
        deadLetterArn: deadLetters.arn,
      },
      this,
    );
    alarm(
      name,
      { site, tags, topicArn: alarmTopicArn },
      waitAlarm(queue, {
        role: "phi-reviews-old",
        description:
          "A document has waited a week for its review; in another the queue forgets it, and only the table has it.",
        threshold: OLD_SECONDS,
        periodSeconds: 3600,
      }),
      child,
    );
    this.queueUrl = queue.url;
    this.arn = queue.arn;
    this.registerOutputs({ queueUrl: this.queueUrl });
  }
}
