import * as pulumi from "@pulumi/pulumi";
import { iamArn, nameFor } from "../names";
import type { KeyUse } from "../keys/key-policy";
import type { Statement } from "../access/policy-document";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { alarmsPublish, rulesPublish } from "./publishers";
import { SEVERITIES, type AlarmTopics, type Severity } from "./severity";
import { Topic } from "./topic";

export interface SeverityTopicsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Key of the messages; its policy has `severityTopicUses`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Addresses that get every message of a severity, each to be confirmed by its owner. */
  readonly emails: Readonly<Record<Severity, readonly string[]>>;
}

/** Last part of the name of a severity's topic. */
export const severityTopicRole = (severity: Severity): string => `alarms-${severity.toLowerCase()}`;

/** What tells of costs; both are services without a region. */
const COST_SERVICES = [
  ["BudgetsPublish", "budgets.amazonaws.com"],
  ["CostAlertsPublish", "costalerts.amazonaws.com"],
] as const;

/** Costs can wait for the next morning. */
export const COST_SEVERITY: Severity = "P3";

/** What the key of the topics has to allow. */
export function severityTopicUses(site: Pick<Site, "project" | "environment">): KeyUse[] {
  return SEVERITIES.flatMap((severity) => {
    const topicName = nameFor(site, "topic", severityTopicRole(severity));
    const services = [
      ["AlarmsPublish", "cloudwatch.amazonaws.com"],
      ["RulesPublish", "events.amazonaws.com"],
      ...(severity === COST_SEVERITY ? COST_SERVICES : []),
    ] as const;
    return services.map(([sid, service]): KeyUse => ({
      kind: "publish",
      sid: `${severity}${sid}`,
      service,
      topicName,
    }));
  });
}

/** A topic a severity, which alarms and rules tell, and for costs AWS Budgets and Cost Anomaly Detection. */
export class SeverityTopics extends pulumi.ComponentResource {
  readonly arns: AlarmTopics & Readonly<Record<Severity, pulumi.Output<string>>>;
  /** Hears of costs; its policy is there when the ARN is. */
  readonly costArn: pulumi.Output<string>;

  constructor(name: string, args: SeverityTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:SeverityTopics", name, {}, opts);
    const made = Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        new Topic(
          `${name}-${severity.toLowerCase()}`,
          {
            site: args.site,
            tags: args.tags,
            role: severityTopicRole(severity),
            kmsKeyArn: args.kmsKeyArn,
            publishers: (place, arn) => [
              alarmsPublish(place, arn),
              rulesPublish(arn),
              ...(severity === COST_SEVERITY ? costsPublish(place, arn) : []),
            ],
            emails: args.emails[severity],
          },
          { parent: this },
        ),
      ]),
    ) as Record<Severity, Topic>;
    this.arns = Object.fromEntries(SEVERITIES.map((severity) => [severity, made[severity].arn])) as Record<
      Severity,
      pulumi.Output<string>
    >;
    const cost = made[COST_SEVERITY];
    this.costArn = pulumi.all([cost.arn, cost.policy.urn]).apply(([arn]) => arn);
    this.registerOutputs({ arns: this.arns });
  }
}

/** Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications" and "... for anomaly notifications". */
function costsPublish(place: Place, topicArn: string): Statement[] {
  return COST_SERVICES.map(([Sid, Service]) => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ...(Service === "budgets.amazonaws.com" && {
        ArnLike: { "aws:SourceArn": iamArn(place, "*").replace(":iam:", ":budgets:") },
      }),
    },
  }));
}
