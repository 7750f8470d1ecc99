import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { contract, type Receiver, type ReceiverKind } from "../../lambdas/alert-forward/contract";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction, LIVE } from "../compute/function";
import { functionRole } from "../compute/function-role";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { SEVERITIES, type Severity } from "./severity";

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
  /** Key of secrets, environment, logs and dead letters. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic that hears when the forwarding itself fails; not one that it forwards. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

const secretRole = (receiver: string): string => `alerts-${receiver}`;

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
      ],
    },
    opts,
  );
}

const secretArn = (place: Place, receiver: string): string =>
  arnOf(place, "secretsmanager", `secret:${nameFor(place, "secret", secretRole(receiver))}-??????`);

/**
 * Forwards alarms to pagers, chat and ticket systems. Each receiver has a secret, made empty: its address or key is put in by whoever has it
 * and is never in the program, its configuration or its state. Outside of the network, as the receivers are on the internet.
 */
export class AlertForward extends pulumi.ComponentResource {
  /** Names of the secrets to fill, by receiver. */
  readonly secretNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: AlertForwardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:AlertForward", name, {}, opts);
    const child = { parent: this };
    const { site, tags, receivers, routes } = args;
    this.secretNames = Object.fromEntries(
      Object.entries(receivers).map(([receiver, kind]) => [
        receiver,
        new aws.secretsmanager.Secret(
          `${name}-${receiver}`,
          {
            name: nameFor(site, "secret", secretRole(receiver)),
            description: `Address or key of the alarms' receiver ${receiver} (${kind}).`,
            kmsKeyId: args.kmsKeyArn,
            recoveryWindowInDays: site.deletionProtection ? 30 : 0,
            tags,
          },
          child,
        ).name,
      ]),
    );
    const forwarded = SEVERITIES.filter((severity) => routes[severity].length > 0);
    const forward = new LambdaFunction(
      `${name}-function`,
      {
        // Without the severities' topics: news of its own failure must not go by way of itself.
        site: { ...site, alarmTopics: undefined },
        tags,
        contract,
        role: args.role,
        environment: {
          NAME_PREFIX: `${site.project}-${site.environment}-`,
          RECEIVERS: pulumi.jsonStringify(
            Object.fromEntries(
              forwarded.map((severity) => [
                severity,
                routes[severity].map((receiver) => this.receiver(receivers, receiver)),
              ]),
            ),
          ),
          TOPICS: pulumi
            .all(forwarded.map((severity) => args.topicArns[severity]))
            .apply((arns) => JSON.stringify(Object.fromEntries(arns.map((arn, index) => [arn, forwarded[index]])))),
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 5,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    for (const severity of forwarded) {
      const topic = args.topicArns[severity];
      const part = `${name}-${severity.toLowerCase()}`;
      const admission = new aws.lambda.Permission(
        `${part}-admission`,
        {
          statementId: `${severity}Forwards`,
          action: "lambda:InvokeFunction",
          principal: "sns.amazonaws.com",
          function: forward.functionName,
          qualifier: LIVE,
          sourceArn: topic,
          sourceAccount: site.accountId,
        },
        // The alias has to be there before somebody may call it.
        { ...child, dependsOn: forward },
      );
      new aws.sns.TopicSubscription(
        `${part}-subscription`,
        { topic, protocol: "lambda", endpoint: forward.liveArn },
        { ...child, dependsOn: admission },
      );
    }
    this.registerOutputs({ secretNames: this.secretNames });
  }

  private receiver(
    receivers: Receivers,
    name: string,
  ): pulumi.Input<{ [K in keyof Receiver]: pulumi.Input<Receiver[K]> }> {
    const [kind, secret] = [receivers[name], this.secretNames[name]];
    if (kind === undefined || secret === undefined) throw new Error(`there is no receiver ${name}`);
    return { kind, secret };
  }
}
