import type { LogMetricFilterArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { notFalse, some } from "../../predicates";
import { pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on, type Rule, type RuleHead } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { trail } from "../cloudtrail/trail";
import { logGroup } from "../logs/log-group";
import { filterPattern, type LogEvent } from "./filter-pattern";
import { WATCHED, type Watched } from "./watched-events";

const METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const metricFilter = on<LogMetricFilterArgs>(METRIC_FILTER);
const metricAlarm = on<MetricAlarmArgs>(METRIC_ALARM);
const watching = on<unknown>(METRIC_FILTER, METRIC_ALARM);

type Filter = Reading<LogMetricFilterArgs>;
type Alarm = Reading<MetricAlarmArgs>;

type AlarmHead = Omit<RuleHead, "fix" | "why"> & {
  readonly watched: Watched;
  /** A pattern that does it. */
  readonly pattern: string;
};

/** `{ ($.eventName = A) || ($.eventName = B) }` */
export function callsNamed({ events }: Watched): string {
  return `{ ${events.map(({ eventName }) => `($.eventName = ${String(eventName)})`).join(" || ")} }`;
}

/** Someone is told of these events: filters on the trail's log group let them through into metrics with alarms. */
export function trailAlarm({ watched, pattern, ...head }: AlarmHead): Rule {
  return watching.wholeStack({
    ...head,
    fix: `Add an aws.cloudwatch.LogMetricFilter with logGroupName: trailLogGroup.name and pattern: '${pattern}', and an aws.cloudwatch.MetricAlarm on its metric with alarmActions: [topic.arn].`,
    why: "Asked where the account's trail is watched: in its baseline, in a program with a trail, or in one that filters a trail's events. A filter is taken for what it lets through, however it is written; several may share the events.",
    otherwise:
      "This program neither makes a trail nor filters one's events; alarms stand where the trail's log group is.",
    appliesWhen: watchesTrail,
    requires: (stack) => all(...watched.events.map((event) => isTold(event, watched.quiet, stack))),
  });
}

function watchesTrail(stack: StackView): Answer {
  if (stack.settings.baseline === "no") return no();
  if (stack.isBaseline || stack.all(trail).length > 0) return yes;
  const kinds = Object.values(WATCHED);
  return any(
    ...stack.all(metricFilter).map((filter) => any(...kinds.map((kind) => lets(filter, kind.events, kind.quiet)))),
  );
}

function isTold(event: LogEvent, quiet: readonly LogEvent[], stack: StackView): Answer {
  const filters = stack.all(metricFilter);
  if (filters.length === 0) return no("LogMetricFilter");
  return any(
    ...filters.map((filter) => {
      const matches = all(lets(filter, [event], quiet), readsTrail(filter, stack));
      return matches.truth === false ? matches : all(matches, raisesAlarm(filter, stack));
    }),
  );
}

/** One of the events goes through, and none of the quiet ones. */
function lets(filter: Filter, events: readonly LogEvent[], quiet: readonly LogEvent[]): Answer {
  const text = valueOf(filter.pattern);
  if (text === UNKNOWN) return unknown(pathOf(filter.pattern));
  const passes = filterPattern(String(text));
  return fromBoolean(events.some(passes) && !quiet.some(passes), pathOf(filter.pattern));
}

/** Not the log group of something else, as far as it can be told: with a trail in the program its group is known. */
function readsTrail(filter: Filter, stack: StackView): Answer {
  const own = groupOf(filter.logGroupName, stack);
  const groups = stack.all(trail).map((p) => groupOf(p.cloudWatchLogsGroupArn, stack));
  const told = own !== undefined && groups.length > 0 && !groups.includes(undefined);
  return fromBoolean(!told || groups.includes(own), pathOf(filter.logGroupName));
}

/** URN of the log group where the program makes it, else its name; undefined where neither is known. */
function groupOf(property: Reading<unknown>, stack: StackView): string | undefined {
  const [made] = stack.named(property, logGroup).certain;
  if (made !== undefined) return resourceOf(made).urn;
  const value = valueOf(property);
  if (typeof value !== "string") return undefined;
  const name = /:log-group:([^:]+)/.exec(value)?.[1] ?? value;
  const named = stack.all(logGroup).find((group) => valueOf(group.name) === name);
  return named === undefined ? name : resourceOf(named).urn;
}

function raisesAlarm(filter: Filter, stack: StackView): Answer {
  const alarms = stack
    .all(metricAlarm)
    .map((alarm) => ({ alarm, watches: watches(alarm, filter) }))
    .filter(({ watches }) => watches.truth !== false);
  if (alarms.length === 0) return no("MetricAlarm");
  return any(...alarms.map(({ alarm, watches }) => all(watches, tells(alarm))));
}

function tells(alarm: Alarm): Answer {
  return all(
    some(alarm.alarmActions, () => yes),
    notFalse(alarm.actionsEnabled),
  );
}

/** The alarm is about the filter's metric; a metric may stand in a query too. */
function watches(alarm: Alarm, filter: Filter): Answer {
  const measures = (metric: Reading<{ metricName: string; namespace: string }>): Answer =>
    all(
      isMadeOf(metric.metricName, filter.metricTransformation.name, filter),
      isMadeOf(metric.namespace, filter.metricTransformation.namespace, filter),
    );
  return any(
    measures(alarm as Reading<unknown> as Reading<{ metricName: string; namespace: string }>),
    some(alarm.metricQueries, (query) => measures(query.metric)),
  );
}

/** The same text; where one is not known yet, made from the filter or from what the filter's was made from. */
function isMadeOf(text: Reading<unknown>, original: Reading<unknown>, filter: Filter): Answer {
  const [one, other] = [valueOf(text), valueOf(original)];
  if (one !== UNKNOWN && other !== UNKNOWN) return fromBoolean(one === other, pathOf(text));
  const sources = [resourceOf(filter).urn, ...(referencesOf(original) ?? [])];
  return (referencesOf(text) ?? []).some((urn) => sources.includes(urn)) ? yes : unknown(pathOf(text));
}
