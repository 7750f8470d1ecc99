import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import { all, any, yes, type Answer } from "../../answer";
import { is, notFalse, some } from "../../predicates";
import type { Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const metricAlarm: Kind<MetricAlarmArgs> = { types: ["aws:cloudwatch/metricAlarm:MetricAlarm"] };

export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
}

/** An alarm of this stack watches the resource by this metric, tells somebody, and holds; a metric may stand in a query too. */
export function alarmOn(
  p: Reading<unknown>,
  stack: StackView,
  metric: Metric,
  holds: (alarm: Reading<MetricAlarmArgs>) => Answer = () => yes,
): Answer {
  const tells = (alarm: Reading<MetricAlarmArgs>): Answer =>
    all(
      some(alarm.alarmActions, () => yes),
      notFalse(alarm.actionsEnabled),
      holds(alarm),
    );
  return any(
    stack.partner(p, metricAlarm, "dimensions").some((alarm) => all(measures(alarm, metric), tells(alarm))),
    stack.partner(p, metricAlarm, "metricQueries").some((alarm) =>
      all(
        some(alarm.metricQueries, (query) => measures(query.metric, metric)),
        tells(alarm),
      ),
    ),
  );
}

function measures(of: Reading<{ metricName: string; namespace: string }>, metric: Metric): Answer {
  return all(is(of.namespace, metric.namespace), is(of.metricName, metric.metricName));
}
