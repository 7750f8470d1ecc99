import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { AlarmScene, AlarmSpec } from "./alarm";
import { topicFor } from "./severity";
import { watch } from "./watch";

/** One metric that is counted by the values of a dimension, all of them together against one threshold. */
export interface SumAlarmSpec extends Pick<
  AlarmSpec,
  "role" | "description" | "namespace" | "dimensions" | "threshold" | "periodSeconds" | "periods"
> {
  readonly metricName: string;
  /** The dimension to add up, and its values: at most nine, as an alarm takes ten metrics with the sum. */
  readonly over: { readonly dimension: string; readonly values: readonly string[] };
}

/** Rings when the sum is above the threshold. Silence is good: nothing was counted. */
export function sumAlarm(
  name: string,
  { site, tags, topicArn }: AlarmScene,
  spec: SumAlarmSpec,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { dimension, values } = spec.over;
  assertWhole("Alarm", name, "over.values", values.length, 1, 9);
  watch(site, tags, { kind: "alarm", role: spec.role, severity: "P3" });
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${spec.role}`,
    {
      name: nameFor(site, "alarm", spec.role),
      alarmDescription: spec.description,
      comparisonOperator: "GreaterThanThreshold",
      threshold: spec.threshold,
      evaluationPeriods: spec.periods,
      treatMissingData: "notBreaching",
      metricQueries: [
        // What was not counted is no number yet: without FILL one silent value would silence the sum.
        { id: "total", expression: "SUM(FILL(METRICS(), 0))", label: spec.metricName, returnData: true },
        ...values.map((value, position) => ({
          id: `m${position + 1}`,
          metric: {
            namespace: spec.namespace,
            metricName: spec.metricName,
            dimensions: { ...spec.dimensions, [dimension]: value },
            period: spec.periodSeconds,
            stat: "Sum",
          },
        })),
      ],
      alarmActions: [topicFor(site, "P3", topicArn)],
      tags,
    },
    opts,
  );
}
