import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../names";
import { eventRule, ruleTarget, type EventRuleArgs } from "../observability/event-rule";
import { LIVE, type LambdaFunction } from "./function";

export interface FunctionRuleArgs extends EventRuleArgs {
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
    const rule = eventRule(`${name}-rule`, args, child, "ENABLED");
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
    ruleTarget(
      `${name}-target`,
      { rule, role: args.role, arn: target.liveArn, deadLetterArn: args.deadLetterArn },
      { ...child, dependsOn: admission },
    );
    this.registerOutputs({});
  }
}
