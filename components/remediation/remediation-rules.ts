import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
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
    for (const trigger of TRIGGERS) {
      const { role } = trigger;
      const rule = eventRule(`${name}-${role}`, { site, tags, ...trigger }, child);
      ruleTarget(
        `${name}-${role}-target`,
        { rule, role, arn: args.machineArn, roleArn: args.roleArn, deadLetterArn: letters.arn },
        child,
      );
    }
    this.registerOutputs({});
  }
}
