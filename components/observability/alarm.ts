import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { isUrgent, topicFor, type Severity } from "./severity";
import { watch } from "./watch";

/** For whom an alarm is and whom it tells. */
export interface AlarmScene {
  readonly site: Site;
  readonly tags: Tags;
  /** Topic that hears when the alarm begins, where the site has none for its severity; its policy and key admit CloudWatch. */
  readonly topicArn: pulumi.Input<string>;
}

/** One metric against one threshold. */
export interface AlarmSpec {
  /** Last part of the alarm's name. */
  readonly role: string;
  /** What has happened when it rings, for whoever reads the mail. Never PHI. */
  readonly description: string;
  /** How soon somebody has to act; P3 (e-mail and a ticket) by default. P1 and P2 ring within 15 minutes. */
  readonly severity?: Severity;
  readonly namespace: string;
  readonly metricName: pulumi.Input<string>;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  readonly comparison: "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Seconds that one figure is made from: a multiple of 60, up to an hour. */
  readonly periodSeconds: number;
  /** Periods in a row that must be past the threshold, in [1, 24]. */
  readonly periods: number;
  /** What silence means: nothing was there to measure, or what measures is gone. */
  readonly silence: "notBreaching" | "breaching";
}

/** Rings when what is counted has happened once within five minutes; where nothing was counted, nothing has happened. */
export const AT_FIRST = {
  statistic: "Sum",
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  periodSeconds: 300,
  periods: 1,
  silence: "notBreaching",
} as const;

/** Minutes within which people hear of what is urgent. */
const URGENT_SECONDS = 900;

/** Refuses an urgent alarm that looks too long before it rings. */
export function assertSoon(name: string, severity: Severity, seconds: number): void {
  if (isUrgent(severity)) assertWhole("Alarm", name, "periodSeconds * periods", seconds, 10, URGENT_SECONDS);
}

/** A CloudWatch alarm that tells the topic of its severity when it begins. */
export function alarm(
  name: string,
  { site, tags, topicArn }: AlarmScene,
  spec: AlarmSpec,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { severity = "P3" } = spec;
  assertWhole("Alarm", name, "periodSeconds / 60", spec.periodSeconds / 60, 1, 60);
  assertWhole("Alarm", name, "periods", spec.periods, 1, 24);
  assertSoon(name, severity, spec.periodSeconds * spec.periods);
  watch(site, tags, { kind: "alarm", role: spec.role, severity });
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${spec.role}`,
    {
      name: nameFor(site, "alarm", spec.role),
      alarmDescription: spec.description,
      namespace: spec.namespace,
      metricName: spec.metricName,
      dimensions: spec.dimensions,
      statistic: spec.statistic,
      comparisonOperator: spec.comparison,
      threshold: spec.threshold,
      period: spec.periodSeconds,
      evaluationPeriods: spec.periods,
      treatMissingData: spec.silence,
      alarmActions: [topicFor(site, severity, topicArn)],
      tags,
    },
    opts,
  );
}
