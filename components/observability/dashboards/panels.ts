import { auditNamespace } from "../../detection/account-alarms";
import { machineArn } from "../../compute/state-machine-role";
import type { Place } from "../../site";
import { watchedName, type Watch, type Watched, type WatchedKind, type WatchedOf } from "../watch";
import type { Panel, Series, Unit } from "./board";

const FIVE_MINUTES = 300;
const DAY = 86_400;

/** S3's name for the figures of all requests to a bucket; the metrics configuration has to have it as its id. */
export const ALL_REQUESTS = "EntireBucket";

type Row = readonly [metric: string, stat: Series["stat"]];

/** One panel of a metric for each thing of a kind, or none where there is none. */
function each<K extends WatchedKind>(
  things: readonly WatchedOf<K>[],
  panel: Pick<Panel, "title" | "unit"> & { readonly periodSeconds?: number },
  namespace: string,
  rows: readonly Row[],
  dimensions: (thing: WatchedOf<K>) => Readonly<Record<string, string>>,
): Panel[] {
  const series = things.flatMap((thing) =>
    rows.map(([metric, stat]): Series => ({
      namespace,
      metric,
      stat,
      dimensions: dimensions(thing),
      label: rows.length === 1 ? thing.role : `${thing.role} ${metric}`,
    })),
  );
  return series.length === 0 ? [] : [{ periodSeconds: FIVE_MINUTES, ...panel, series }];
}

/** Makers of panels for what is watched, of all workloads or of those that pass. */
export function panelsOf(place: Place, watch: Watch, passes: (workload: string) => boolean = () => true) {
  const of = <K extends WatchedKind>(kind: K): readonly WatchedOf<K>[] =>
    watch.of(kind).filter(({ workload }) => passes(workload));
  const named =
    (key: string) =>
    (thing: Watched): Record<string, string> => ({ [key]: watchedName(place, thing) });
  const functions = (title: string, unit: Unit, row: Row): Panel[] =>
    each(of("function"), { title, unit }, "AWS/Lambda", [row], named("FunctionName"));
  return {
    functionErrors: () => functions("Errors of functions", "count", ["Errors", "Sum"]),
    functionDuration: () => functions("Duration of functions, 95th percentile", "milliseconds", ["Duration", "p95"]),
    functionRuns: () => functions("Runs of functions", "count", ["Invocations", "Sum"]),
    functionThrottles: () => functions("Runs refused", "count", ["Throttles", "Sum"]),
    machines: () =>
      each(
        of("machine"),
        { title: "Executions", unit: "count" },
        "AWS/States",
        [
          ["ExecutionsStarted", "Sum"],
          ["ExecutionsSucceeded", "Sum"],
          ["ExecutionsFailed", "Sum"],
          ["ExecutionsTimedOut", "Sum"],
        ],
        ({ role }) => ({ StateMachineArn: machineArn(place, role) }),
      ),
    apiErrors: () =>
      each(of("api"), { title: "Answers of APIs", unit: "count" }, "AWS/ApiGateway", API_ROWS, (thing) => ({
        ApiName: watchedName(place, thing),
        Stage: thing.stage,
      })),
    apiLatency: () =>
      each(
        of("api"),
        { title: "Latency of APIs, 95th percentile", unit: "milliseconds" },
        "AWS/ApiGateway",
        [["Latency", "p95"]],
        (thing) => ({ ApiName: watchedName(place, thing), Stage: thing.stage }),
      ),
    queues: () =>
      each(
        of("queue"),
        { title: "Events not delivered", unit: "count" },
        "AWS/SQS",
        [["ApproximateNumberOfMessagesVisible", "Maximum"]],
        named("QueueName"),
      ),
    rules: () =>
      each(
        of("rule"),
        { title: "Rules: matches and failed calls", unit: "count" },
        "AWS/Events",
        [
          ["TriggeredRules", "Sum"],
          ["Invocations", "Sum"],
          ["FailedInvocations", "Sum"],
        ],
        named("RuleName"),
      ),
    streams: () =>
      each(
        of("stream"),
        { title: "Age of the oldest unread record", unit: "milliseconds" },
        "AWS/Kinesis",
        [["GetRecords.IteratorAgeMilliseconds", "Maximum"]],
        named("StreamName"),
      ),
    streamBytes: () =>
      each(
        of("stream"),
        { title: "Bytes into streams", unit: "bytes" },
        "AWS/Kinesis",
        [["IncomingBytes", "Sum"]],
        named("StreamName"),
      ),
    databases: () =>
      each(
        of("database"),
        { title: "Processors of databases", unit: "percent" },
        "AWS/RDS",
        [["CPUUtilization", "Average"]],
        named("DBInstanceIdentifier"),
      ),
    databaseRoom: () =>
      each(
        of("database"),
        { title: "Free storage of databases", unit: "bytes" },
        "AWS/RDS",
        [["FreeStorageSpace", "Minimum"]],
        named("DBInstanceIdentifier"),
      ),
    tasks: () =>
      each(
        of("service"),
        { title: "Tasks that run", unit: "count" },
        "ECS/ContainerInsights",
        [["RunningTaskCount", "Minimum"]],
        (thing) => ({
          ClusterName: watchedName(place, { ...thing, role: thing.cluster }),
          ServiceName: watchedName(place, thing),
        }),
      ),
    auditCalls: (): Panel[] => {
      const series = of("audit").map(({ role }): Series => ({
        namespace: auditNamespace(place),
        metric: role,
        dimensions: {},
        label: role,
        stat: "Sum",
      }));
      return series.length === 0
        ? []
        : [{ title: "Calls that someone has to look at", unit: "count", periodSeconds: FIVE_MINUTES, series }];
    },
    bucketRequests: () =>
      each(
        of("requests"),
        { title: "Requests to buckets", unit: "count" },
        "AWS/S3",
        [
          ["GetRequests", "Sum"],
          ["PutRequests", "Sum"],
          ["4xxErrors", "Sum"],
        ],
        (thing) => ({ BucketName: watchedName(place, thing), FilterId: ALL_REQUESTS }),
      ),
    bucketBytes: () =>
      each(
        of("bucket"),
        { title: "Size of buckets", unit: "bytes", periodSeconds: DAY },
        "AWS/S3",
        [["BucketSizeBytes", "Average"]],
        (thing) => ({ BucketName: watchedName(place, thing), StorageType: "StandardStorage" }),
      ),
    figures: (): Panel[] => of("figures").flatMap((thing) => figurePanels(place, thing)),
    compliance: (): Panel[] =>
      of("figures").flatMap(({ role, namespace, dimensions, compliance }) =>
        compliance === undefined
          ? []
          : [
              {
                title: `What complies: ${role}`,
                unit: "percent" as const,
                periodSeconds: 3600,
                series: [
                  {
                    namespace,
                    metric: compliance,
                    dimensions: dimensions(place),
                    label: role,
                    stat: "Average" as const,
                  },
                ],
              },
            ],
      ),
  };
}

const API_ROWS: readonly Row[] = [
  ["Count", "Sum"],
  ["4XXError", "Sum"],
  ["5XXError", "Sum"],
];

function figurePanels(place: Place, thing: WatchedOf<"figures">): Panel[] {
  const { role, namespace, counts, rates, score } = thing;
  const dimensions = thing.dimensions(place);
  const panel = (title: string, unit: Unit, metrics: readonly string[], stat: Series["stat"]): Panel => ({
    title,
    unit,
    periodSeconds: FIVE_MINUTES,
    series: metrics.map((metric) => ({ namespace, metric, dimensions, label: metric, stat })),
  });
  return [
    ...(counts.length === 0 ? [] : [panel(`Counts of ${role}`, "count", counts, "Sum")]),
    ...(rates === undefined
      ? []
      : [panel(`Latency of ${role}, 95th percentile`, "milliseconds", [rates.latency], "p95")]),
    ...(score === undefined ? [] : [panel(`Highest score of ${role}`, "count", [score], "Maximum")]),
  ];
}
