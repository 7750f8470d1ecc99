import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { TRIGGERS } from "./finding-patterns";
import { RULES_DEAD_LETTER_ROLE } from "./remediation-names";

export interface RemediationRulesArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly machineArn: pulumi.Input<string>;
  /** Role with which EventBridge starts the machine. */
  readonly roleArn: pulumi.Input<string>;
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Starts the state machine with each finding that has a remedy; what can't be started is kept. */
export class RemediationRules extends pulumi.ComponentResource {
  constructor(name: string, args: RemediationRulesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:remediation:RemediationRules", name, {}, opts);
    const { site, tags } = args;
    const child = { parent: this };
    const letters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: RULES_DEAD_LETTER_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: TRIGGERS.map(({ role }) => nameFor(site, "rule", role)),
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    for (const { role, description, pattern } of TRIGGERS) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${role}`,
        { name: nameFor(site, "rule", role), description, eventPattern: JSON.stringify(pattern), tags },
        child,
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${role}-target`,
        {
          rule: rule.name,
          targetId: role,
          arn: args.machineArn,
          roleArn: args.roleArn,
          deadLetterConfig: { arn: letters.arn },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
