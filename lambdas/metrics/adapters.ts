import {
  CloudWatchClient,
  paginateGetMetricData,
  paginateListMetrics,
  type Metric as CloudWatchMetric,
} from "@aws-sdk/client-cloudwatch";
import { mayLeave, STATISTICS, type Metric, type Sample } from "./series";

export interface MetricReading {
  readonly samples: readonly Sample[];
  /** Metrics whose names may not leave. */
  readonly leftOut: number;
}

export interface ReadMetrics {
  /** Namespaces begin with it. */
  readonly prefix: string;
  /** Length of a period, seconds: 60 or a multiple of it. */
  readonly periodSeconds: number;
  readonly now: Date;
}

/** GetMetricData takes so many queries a call (CloudWatch API Reference, "GetMetricData"). */
const QUERIES_A_CALL = 500;
/** How many periods are looked back at: what functions write comes late, and not in every period. */
const PERIODS = 5;

/** The newest value of every metric of the namespaces, by each statistic. ListMetrics knows metrics that had values in the last 3 hours. */
export async function readMetrics(region: string, { prefix, periodSeconds, now }: ReadMetrics): Promise<MetricReading> {
  const client = new CloudWatchClient({ region });
  const found: Metric[] = [];
  let leftOut = 0;
  for await (const { Metrics = [] } of paginateListMetrics({ client }, { RecentlyActive: "PT3H" })) {
    for (const metric of Metrics.map(metricOf)) {
      if (!metric.namespace.startsWith(prefix)) continue;
      if (mayLeave(metric)) found.push(metric);
      else leftOut += 1;
    }
  }
  const wanted = found.flatMap((metric) => STATISTICS.map((statistic) => ({ metric, statistic })));
  const end = Math.floor(now.getTime() / 1000 / periodSeconds) * periodSeconds;
  const samples: Sample[] = [];
  for (let from = 0; from < wanted.length; from += QUERIES_A_CALL) {
    const page = wanted.slice(from, from + QUERIES_A_CALL);
    const request = {
      StartTime: new Date((end - PERIODS * periodSeconds) * 1000),
      EndTime: new Date(end * 1000),
      ScanBy: "TimestampDescending" as const,
      MetricDataQueries: page.map(({ metric, statistic }, index) => ({
        Id: `m${index}`,
        MetricStat: { Metric: toAws(metric), Period: periodSeconds, Stat: statistic },
      })),
    };
    const newest = new Map<number, Sample>();
    for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, request)) {
      for (const { Id = "", Values: [value] = [], Timestamps: [at] = [] } of MetricDataResults) {
        const index = Number(Id.slice(1));
        const query = page[index];
        if (query === undefined || value === undefined || at === undefined || newest.has(index)) continue;
        newest.set(index, { ...query, value, at: at.toISOString() });
      }
    }
    samples.push(...newest.values());
  }
  return { samples, leftOut };
}

function metricOf({ Namespace = "", MetricName = "", Dimensions = [] }: CloudWatchMetric): Metric {
  return {
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value])),
  };
}

function toAws({ namespace, name, dimensions }: Metric): CloudWatchMetric {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  };
}
