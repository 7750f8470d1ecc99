import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf, nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { LIVE, type LambdaFunction } from "./function";

export interface FunctionRuleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  /** Event pattern (EventBridge User Guide, "Event patterns"). */
  readonly pattern: pulumi.Input<object>;
  readonly target: LambdaFunction;
  /** Queue whose policy admits this rule's name. */
  readonly deadLetterArn: pulumi.Input<string>;
}

/** Calls a function's `live` version for each event that matches; what can't be delivered in a day is kept. */
export class FunctionRule extends pulumi.ComponentResource {
  constructor(name: string, args: FunctionRuleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:FunctionRule", name, {}, opts);
    const child = { parent: this };
    const { site, target } = args;
    const rule = new aws.cloudwatch.EventRule(
      `${name}-rule`,
      {
        name: nameFor(site, "rule", args.role),
        description: args.description,
        eventPattern: pulumi.output(args.pattern).apply((pattern) => JSON.stringify(pattern)),
        state: "ENABLED",
        tags: args.tags,
      },
      child,
    );
    const admission = new aws.lambda.Permission(
      `${name}-admission`,
      {
        statementId: args.role,
        action: "lambda:InvokeFunction",
        function: target.functionName,
        qualifier: LIVE,
        principal: "events.amazonaws.com",
        sourceArn: pulumi
          .all([site.accountId, rule.name])
          .apply(([accountId, ruleName]) => arnOf({ region: site.region, accountId }, "events", `rule/${ruleName}`)),
        sourceAccount: site.accountId,
      },
      child,
    );
    new aws.cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        targetId: args.role,
        arn: target.liveArn,
        deadLetterConfig: { arn: args.deadLetterArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
      { ...child, dependsOn: admission },
    );
    this.registerOutputs({});
  }
}
