import { PHI_METRICS } from "./contract";

/**
 * A log line from which CloudWatch makes metrics (CloudWatch User Guide, "Specification: Embedded metric format"): counts, and the
 * latency where there is one.
 */
export function metricLine(
  environment: string,
  at: Date,
  counts: Readonly<Record<string, number>>,
  latencyMs?: number,
): string {
  const { namespace, dimension, latency } = PHI_METRICS;
  const figures = [
    ...Object.entries(counts).map(([Name, value]) => ({ Name, Unit: "Count", value })),
    ...(latencyMs === undefined ? [] : [{ Name: latency as string, Unit: "Milliseconds", value: latencyMs }]),
  ];
  return JSON.stringify({
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[dimension]],
          Metrics: figures.map(({ Name, Unit }) => ({ Name, Unit })),
        },
      ],
    },
    [dimension]: environment,
    ...Object.fromEntries(figures.map(({ Name, value }) => [Name, value])),
  });
}
