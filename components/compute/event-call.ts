import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import { watch } from "../observability/watch";
import type { Tags } from "../tags";
import { LIVE, type LambdaFunction } from "./function";

export interface EventCallArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  /** Event pattern (EventBridge User Guide, "Event patterns"). */
  readonly pattern: pulumi.Input<object>;
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
    const rule = new aws.cloudwatch.EventRule(
      `${name}-rule`,
      {
        name: nameFor(args.site, "rule", args.role),
        description: args.description,
        eventPattern: pulumi.output(args.pattern).apply((pattern) => JSON.stringify(pattern)),
        tags: args.tags,
      },
      child,
    );
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
    new aws.cloudwatch.EventTarget(
      `${name}-target`,
      {
        rule: rule.name,
        targetId: args.role,
        arn: args.function.liveArn,
        deadLetterConfig: { arn: args.deadLetterArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
      { ...child, dependsOn: admission },
    );
    this.registerOutputs({});
  }
}
