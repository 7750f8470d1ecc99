import * as pulumi from "@pulumi/pulumi";
import { eventRule, ruleTarget, type EventRuleArgs } from "./event-rule";
import { topicFor, type Severity } from "./severity";
import { watch } from "./watch";

export interface EventRouteArgs extends EventRuleArgs {
  /** True also for read-only calls of the trail, which EventBridge leaves out by itself: AssumeRole is one. */
  readonly readOnlyCalls?: boolean;
  /** How soon somebody has to act; P3 (e-mail and a ticket) by default. */
  readonly severity?: Severity;
  /** Topic that is told where the site has none for the severity; its policy and key admit EventBridge. */
  readonly topicArn: pulumi.Input<string>;
  /** Queue whose policy admits this rule's name. */
  readonly deadLetterArn: pulumi.Input<string>;
  /** What the message says: a name for each JSON path of the event. Nothing else of the event leaves: it may name a patient. */
  readonly says: Readonly<Record<string, string>>;
}

/** Tells a topic of the events that match, in a message of named fields alone; what can't be delivered is kept. */
export class EventRoute extends pulumi.ComponentResource {
  constructor(name: string, args: EventRouteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:EventRoute", name, {}, opts);
    const child = { parent: this };
    const { says } = args;
    watch(args.site, args.tags, { kind: "rule", role: args.role });
    const state = args.readOnlyCalls === true ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED";
    const rule = eventRule(`${name}-rule`, args, child, state);
    ruleTarget(
      `${name}-target`,
      {
        rule,
        role: args.role,
        arn: topicFor(args.site, args.severity, args.topicArn),
        deadLetterArn: args.deadLetterArn,
        inputTransformer: {
          inputPaths: { ...says },
          inputTemplate: messageTemplate(args.description, Object.keys(says)),
        },
      },
      child,
    );
    this.registerOutputs({});
  }
}

/**
 * A JSON object whose values EventBridge fills in: `{"what": "...", "id": <id>}`. A variable stands without quotes, as
 * EventBridge adds those that a text needs (EventBridge User Guide, "Input transformation").
 */
export function messageTemplate(what: string, fields: readonly string[]): string {
  return `{"what": ${JSON.stringify(what)}, ${fields.map((field) => `"${field}": <${field}>`).join(", ")}}`;
}
