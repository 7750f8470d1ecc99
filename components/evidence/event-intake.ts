import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/evidence-intake/contract";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { workQueue } from "../compute/work-queue";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { waitAlarm } from "../observability/queue-alarms";
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
const RETENTION_DAYS = 14;
/** SQS hides a message that is worked on for six times the function's timeout, as Lambda advises. */
const HIDDEN_SECONDS = 6 * contract.timeoutSeconds + BATCH_SECONDS;

/** From the event bus to the ledger: a rule for each kind of event, a queue, and the function that makes batches of records. */
export class EventIntake extends pulumi.ComponentResource {
  constructor(name: string, args: EventIntakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:EventIntake", name, {}, opts);
    assertWhole("EventIntake", name, "concurrency", args.concurrency, 2, 50);
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const ruleNames = EVENT_SOURCES.map(({ role }) => nameFor(site, "rule", role));
    const letters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: EVENTS_DEAD_LETTER_ROLE,
        kmsKeyArn,
        // The rules' own undelivered events come here, too.
        ruleNames,
        alarmTopicArn,
      },
      child,
    );
    const { queue } = workQueue(
      name,
      {
        site,
        tags,
        queueName: nameFor(site, "queue", EVENTS_ROLE),
        kmsKeyArn,
        ruleNames,
        retentionDays: RETENTION_DAYS,
        hiddenSeconds: HIDDEN_SECONDS,
        tries: MOST_TRIES,
        deadLetterArn: letters.arn,
      },
      this,
    );
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
    for (const source of EVENT_SOURCES) {
      const { role } = source;
      const rule = eventRule(`${name}-${role}`, { site, tags, ...source }, child);
      ruleTarget(`${name}-${role}-target`, { rule, role, arn: queue.arn, deadLetterArn: letters.arn }, child);
    }
    alarm(
      name,
      { site, tags, topicArn: alarmTopicArn },
      waitAlarm(queue, {
        role: `${EVENTS_ROLE}-late`,
        description: "Events wait for an hour to become evidence.",
        threshold: 3600,
      }),
      child,
    );
    this.registerOutputs({});
  }
}
