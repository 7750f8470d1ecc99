import { Gauge, Registry } from "prom-client";
import { labelName, seriesName, type Sample } from "./series";

/** Of an answer in OpenMetrics' text. */
export const OPEN_METRICS_TYPE = Registry.OPENMETRICS_CONTENT_TYPE;

/**
 * Samples as OpenMetrics' text, with `phiguard_exporter_up`, which is 1 where CloudWatch could be read, and how many metrics were left out
 * as their names may not leave. CloudWatch's values are of a period, so each is a gauge.
 */
export async function openMetrics(read: {
  readonly samples: readonly Sample[];
  readonly leftOut: number;
}): Promise<string> {
  const registry = new Registry<typeof OPEN_METRICS_TYPE>();
  registry.setContentType(OPEN_METRICS_TYPE);
  const registers = [registry];
  for (const [name, samples] of byName(read.samples)) {
    const labelNames = [...new Set(samples.flatMap(({ metric }) => Object.keys(metric.dimensions).map(labelName)))];
    const { metric, statistic } = samples[0] as Sample;
    const help = `${metric.namespace} ${metric.name}, ${statistic} of the newest whole period`;
    const gauge = new Gauge({ name, help, labelNames, registers });
    for (const { metric: one, value } of samples) gauge.set(labelsOf(one.dimensions), value);
  }
  const own = (name: string, help: string, value: number): void => new Gauge({ name, help, registers }).set(value);
  own("phiguard_exporter_up", "1 where CloudWatch could be read", 1);
  own("phiguard_exporter_left_out", "metrics left out, as their names may not leave", read.leftOut);
  return registry.metrics();
}

function labelsOf(dimensions: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(dimensions).map(([key, value]) => [labelName(key), value]));
}

function byName(samples: readonly Sample[]): [string, Sample[]][] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const name = seriesName(sample.metric, sample.statistic);
    groups.set(name, [...(groups.get(name) ?? []), sample]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
