import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { ALARM_PATTERNS } from "./alarm-patterns";

export interface AccountAlarmsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Log group that the audit trail writes to. */
  readonly logGroupName: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
}

/** A metric filter and an alarm for each kind of call in the benchmark's list. */
export class AccountAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: AccountAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AccountAlarms", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const namespace = `${site.project}/${site.environment}/audit`;
    for (const { role, description, pattern, threshold } of ALARM_PATTERNS) {
      const filter = new aws.cloudwatch.LogMetricFilter(
        `${name}-${role}-filter`,
        {
          name: nameFor(site, "other", role),
          logGroupName: args.logGroupName,
          pattern,
          metricTransformation: { name: role, namespace, value: "1", defaultValue: "0" },
        },
        child,
      );
      new aws.cloudwatch.MetricAlarm(
        `${name}-${role}-alarm`,
        {
          name: nameFor(site, "alarm", role),
          alarmDescription: description,
          namespace,
          metricName: filter.metricTransformation.name,
          statistic: "Sum",
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold,
          period: 300,
          evaluationPeriods: 1,
          treatMissingData: "notBreaching",
          alarmActions: [args.topicArn],
          tags: args.tags,
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
