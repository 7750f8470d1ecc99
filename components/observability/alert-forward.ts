import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { batchOf, contract, type ReceiverKind } from "../../lambdas/alert-forward/contract";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction } from "../compute/function";
import { functionRole } from "../compute/function-role";
import { workQueue } from "../compute/work-queue";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { alarm } from "./alarm";
import { DeadLetterQueue } from "./dead-letter-queue";
import { waitAlarm } from "./queue-alarms";
import { SEVERITIES, type Severity } from "./severity";
import { severityTopicRole } from "./severity-topics";

/** Name of a receiver and what it is. */
export type Receivers = Readonly<Record<string, ReceiverKind>>;

export interface AlertForwardArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly receivers: Receivers;
  /** Names of the receivers of each severity. */
  readonly routes: Readonly<Record<Severity, readonly string[]>>;
  readonly topicArns: Readonly<Record<Severity, pulumi.Output<string>>>;
  /** Made before by `alertForwardRole`. */
  readonly role: ServiceRole;
  /** Key of secrets, queues, environment and logs; its policy has `alertForwardUses`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic that hears when the forwarding itself fails; not one that it forwards. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Last part of the names of a receiver's secret and queue. */
const receiverRole = (receiver: string): string => `alerts-${receiver}`;
/** Last part of the name of the queue of what no receiver took. */
const DEAD_ROLE = "alert-forward-dead";

/**
 * Seconds until a message that was handed back is given again, and how often it is given: for 20 minutes. Each queue has as many runs reserved as it
 * starts, so that none is refused, and a message need not be hidden for six times a run as elsewhere: somebody may be waiting for a page.
 */
const HIDDEN_SECONDS = 2 * contract.timeoutSeconds;
const MOST_TRIES = 10;
/** Runs of a queue at once: the fewest that Lambda can be told. */
const RUNS = 2;
/** Minutes until somebody hears of a message that waits. */
const LAG_MINUTES = 5;

/** The role of the function that forwards; it reads the receivers' secrets and nothing else. */
export function alertForwardRole(
  name: string,
  args: { readonly site: Site; readonly tags: Tags; readonly receivers: Receivers },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return functionRole(
    name,
    {
      site: args.site,
      tags: args.tags,
      contract,
      inNetwork: false,
      statements: (place) => [
        {
          Sid: "ReadReceivers",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: Object.keys(args.receivers).map((receiver) => secretArn(place, receiver)),
        },
        {
          Sid: "TakeMessages",
          Effect: "Allow",
          Action: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
          Resource: Object.keys(args.receivers).map((receiver) => arnOf(place, "sqs", queueName(place, receiver))),
        },
      ],
    },
    opts,
  );
}

/** What the key has to allow: topics send to the queues. */
export function alertForwardUses(site: Pick<Site, "project" | "environment">, receivers: Receivers): KeyUse[] {
  const names = [
    ...Object.keys(receivers).map((receiver) => queueName(site, receiver)),
    nameFor(site, "queue", DEAD_ROLE),
  ];
  return names.map((name, index) => ({
    kind: "send",
    sid: `TopicsSendToReceiver${index + 1}`,
    service: "sns.amazonaws.com",
    queueName: name,
  }));
}

const queueName = (site: Pick<Site, "project" | "environment">, receiver: string): string =>
  nameFor(site, "queue", receiverRole(receiver));

const secretArn = (place: Place, receiver: string): string =>
  arnOf(place, "secretsmanager", `secret:${nameFor(place, "secret", receiverRole(receiver))}-??????`);

/**
 * Forwards alarms to pagers, chat and ticket systems. Each receiver has a queue of its own behind the topics of its severities: what one could not
 * be told waits there and is told in batches, and no other hears of it again. Each has a secret, made empty: its address or key is put in by whoever
 * has it and is never in the program, its configuration or its state. Outside of the network, as the receivers are on the internet.
 */
export class AlertForward extends pulumi.ComponentResource {
  /** Names of the secrets to fill, by receiver. */
  readonly secretNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AlertForwardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:AlertForward", name, {}, opts);
    const child = { parent: this };
    const { tags, receivers, routes, kmsKeyArn, alarmTopicArn } = args;
    // Without the severities' topics: news of its own failure must not go by way of itself.
    const site = { ...args.site, alarmTopics: undefined };
    const names = Object.keys(receivers);
    const topicNames = (heard: readonly Severity[]): string[] =>
      heard.map((severity) => nameFor(site, "topic", severityTopicRole(severity)));
    const dead = new DeadLetterQueue(
      `${name}-dead`,
      {
        site,
        tags,
        role: DEAD_ROLE,
        kmsKeyArn,
        ruleNames: [],
        // What a queue would not take.
        topicNames: topicNames(SEVERITIES.filter((severity) => routes[severity].length > 0)),
        alarmTopicArn,
      },
      child,
    );
    const made = names.map((receiver) => {
      const kind = receivers[receiver] as ReceiverKind;
      const severities = SEVERITIES.filter((severity) => routes[severity].includes(receiver));
      const secret = new aws.secretsmanager.Secret(
        `${name}-${receiver}`,
        {
          name: nameFor(site, "secret", receiverRole(receiver)),
          description: `Address or key of the alarms' receiver ${receiver} (${kind}).`,
          kmsKeyId: kmsKeyArn,
          recoveryWindowInDays: site.deletionProtection ? 30 : 0,
          tags,
        },
        child,
      );
      const { queue, policy } = workQueue(
        `${name}-${receiver}`,
        {
          site,
          tags,
          queueName: queueName(site, receiver),
          kmsKeyArn,
          ruleNames: [],
          topicNames: topicNames(severities),
          retentionDays: 4,
          hiddenSeconds: HIDDEN_SECONDS,
          tries: MOST_TRIES,
          deadLetterArn: dead.arn,
        },
        this,
      );
      for (const severity of severities) {
        new aws.sns.TopicSubscription(
          `${name}-${receiver}-${severity.toLowerCase()}`,
          {
            topic: args.topicArns[severity],
            protocol: "sqs",
            endpoint: queue.arn,
            redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: dead.arn }),
          },
          { ...child, dependsOn: policy },
        );
      }
      alarm(
        name,
        { site, tags, topicArn: alarmTopicArn },
        waitAlarm(queue, {
          role: `${receiverRole(receiver)}-lag`,
          description: `Alarms have waited for the receiver ${receiver} for more than ${LAG_MINUTES} minutes.`,
          comparison: "GreaterThanThreshold",
          threshold: LAG_MINUTES * 60,
        }),
        child,
      );
      return { receiver, kind, secret, queue };
    });
    this.secretNames = Object.fromEntries(made.map(({ receiver, secret }) => [receiver, secret.name]));
    const forward = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.role,
        environment: {
          NAME_PREFIX: `${site.project}-${site.environment}-`,
          RECEIVERS: pulumi
            .all(made.map(({ queue, secret }) => pulumi.all([queue.arn, secret.name])))
            .apply((all) =>
              JSON.stringify(
                Object.fromEntries(all.map(([arn, secret], index) => [arn, { kind: made[index]?.kind, secret }])),
              ),
            ),
          TOPICS: pulumi
            .all(SEVERITIES.map((severity) => args.topicArns[severity]))
            .apply((arns) => JSON.stringify(Object.fromEntries(arns.map((arn, index) => [arn, SEVERITIES[index]])))),
        },
        kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: RUNS * names.length,
        alarmTopicArn,
      },
      child,
    );
    for (const { receiver, kind, queue } of made) {
      const { messages, waitSeconds } = batchOf(kind);
      new aws.lambda.EventSourceMapping(
        `${name}-${receiver}-mapping`,
        {
          eventSourceArn: queue.arn,
          functionName: forward.liveArn,
          batchSize: messages,
          maximumBatchingWindowInSeconds: waitSeconds,
          functionResponseTypes: ["ReportBatchItemFailures"],
          scalingConfig: { maximumConcurrency: RUNS },
          tags,
        },
        child,
      );
    }
    this.registerOutputs({ secretNames: this.secretNames });
  }
}
