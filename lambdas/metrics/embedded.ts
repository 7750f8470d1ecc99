/** One set of figures with the dimensions they are counted by. Neither may name a patient. */
export interface Figures {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Value and unit of each metric, by CloudWatch's names of units. */
  readonly metrics: Readonly<
    Record<
      string,
      readonly [value: number, unit: "Count" | "Milliseconds" | "Seconds" | "Megabytes" | "Percent" | "None"]
    >
  >;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * A log line from which CloudWatch makes metrics (CloudWatch User Guide, "Embedded metric format specification"): a function in a
 * network needs no way to CloudWatch for it.
 */
export function embeddedMetrics({ namespace, dimensions, metrics, at }: Figures): string {
  return JSON.stringify({
    _aws: {
      Timestamp: Date.parse(at),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: Object.entries(metrics).map(([Name, [, Unit]]) => ({ Name, Unit })),
        },
      ],
    },
    ...dimensions,
    ...Object.fromEntries(Object.entries(metrics).map(([name, [value]]) => [name, value])),
  });
}

export interface Metrics {
  put(figures: Figures): void;
}

/** Lambda puts what `console` says into a JSON of its own, in which CloudWatch sees no metrics; what is written here stays as it is. */
export const logMetrics: Metrics = { put: (figures) => void process.stdout.write(`${embeddedMetrics(figures)}\n`) };
