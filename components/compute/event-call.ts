import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { eventRule, ruleTarget, type EventRuleArgs } from "../observability/event-rule";
import { watch } from "../observability/watch";
import { LIVE, type LambdaFunction } from "./function";

export interface EventCallArgs extends EventRuleArgs {
  readonly function: LambdaFunction;
  /** Queue whose policy admits this rule's name. */
  readonly deadLetterArn: pulumi.Input<string>;
}

/** Calls a function with the events that match; what can't be delivered within a day is kept. */
export class EventCall extends pulumi.ComponentResource {
  constructor(name: string, args: EventCallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:EventCall", name, {}, opts);
    const child = { parent: this };
    watch(args.site, args.tags, { kind: "rule", role: args.role });
    const rule = eventRule(`${name}-rule`, args, child);
    const admission = new aws.lambda.Permission(
      `${name}-admission`,
      {
        statementId: nameFor(args.site, "rule", args.role),
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        function: args.function.functionName,
        qualifier: LIVE,
        sourceArn: rule.arn,
        sourceAccount: args.site.accountId,
      },
      child,
    );
    ruleTarget(
      `${name}-target`,
      { rule, role: args.role, arn: args.function.liveArn, deadLetterArn: args.deadLetterArn },
      { ...child, dependsOn: admission },
    );
    this.registerOutputs({});
  }
}
