import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { watch } from "../observability/watch";
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

/** Where the counts of calls stand, each under its pattern's role. */
export const auditNamespace = (site: Pick<Site, "project" | "environment">): string =>
  `${site.project}/${site.environment}/audit`;

/** A metric filter and an alarm for each kind of call in the benchmark's list. */
export class AccountAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: AccountAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AccountAlarms", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const namespace = auditNamespace(site);
    for (const { role, description, severity, pattern, threshold } of ALARM_PATTERNS) {
      watch(site, args.tags, { kind: "audit", role });
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
      alarm(
        name,
        { site, tags: args.tags, topicArn: args.topicArn },
        {
          role,
          description,
          severity,
          namespace,
          metricName: filter.metricTransformation.name,
          dimensions: {},
          statistic: "Sum",
          comparison: "GreaterThanOrEqualToThreshold",
          threshold,
          periodSeconds: 300,
          periods: 1,
          silence: "notBreaching",
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
