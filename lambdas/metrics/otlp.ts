import { labelName, seriesName, type Sample } from "./series";

/**
 * Samples as a request of OpenTelemetry's protocol over HTTP with JSON (OTLP 1.5, "OTLP/HTTP", `ExportMetricsServiceRequest`): gauges of
 * one resource. Times in it are nanoseconds as text.
 */
export function otlpRequest(samples: readonly Sample[], version: string): object {
  return {
    resourceMetrics: [
      {
        resource: { attributes: [attribute("service.name", "phiguard")] },
        scopeMetrics: [{ scope: { name: "phiguard", version }, metrics: samples.map(metricOf) }],
      },
    ],
  };
}

function metricOf({ metric, statistic, value, at }: Sample): object {
  return {
    name: seriesName(metric, statistic),
    gauge: {
      dataPoints: [
        {
          timeUnixNano: `${Date.parse(at)}000000`,
          asDouble: value,
          attributes: Object.entries(metric.dimensions).map(([key, text]) => attribute(labelName(key), text)),
        },
      ],
    },
  };
}

const attribute = (key: string, stringValue: string): object => ({ key, value: { stringValue } });
