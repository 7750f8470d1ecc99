import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** A day of attempts, the most of EventBridge and of its Scheduler, before an event goes to the dead-letter queue. */
export const DELIVERY_RETRIES = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 } as const;

export interface EventRuleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  /** Event pattern (EventBridge User Guide, "Event patterns"). */
  readonly pattern: pulumi.Input<object>;
}

/** A rule on the default bus; `state` is EventBridge's own default where it is left out. */
export function eventRule(
  name: string,
  { site, tags, role, description, pattern }: EventRuleArgs,
  opts: pulumi.CustomResourceOptions,
  state?: aws.cloudwatch.EventRuleArgs["state"],
): aws.cloudwatch.EventRule {
  return new aws.cloudwatch.EventRule(
    name,
    {
      name: nameFor(site, "rule", role),
      description,
      eventPattern: pulumi.output(pattern).apply((known) => JSON.stringify(known)),
      state,
      tags,
    },
    opts,
  );
}

export interface RuleTargetArgs extends Pick<
  aws.cloudwatch.EventTargetArgs,
  "arn" | "roleArn" | "sqsTarget" | "inputTransformer"
> {
  readonly rule: aws.cloudwatch.EventRule;
  /** Id of the target within its rule. */
  readonly role: string;
  /** Queue whose policy admits the rule's name: it keeps what can't be delivered within a day. */
  readonly deadLetterArn: pulumi.Input<string>;
}

/** Where a rule's events go. */
export function ruleTarget(
  name: string,
  { rule, role, deadLetterArn, ...to }: RuleTargetArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.cloudwatch.EventTarget(
    name,
    {
      rule: rule.name,
      targetId: role,
      deadLetterConfig: { arn: deadLetterArn },
      retryPolicy: DELIVERY_RETRIES,
      ...to,
    },
    opts,
  );
}
