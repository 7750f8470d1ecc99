/** How values of a period were joined, by CloudWatch's names. */
export const STATISTICS = ["Sum", "Average", "Maximum"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** A metric of CloudWatch: a namespace, a name, and the dimensions it is counted by. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The newest value of a metric by one statistic. */
export interface Sample {
  readonly metric: Metric;
  readonly statistic: Statistic;
  readonly value: number;
  /** Begin of the period that it is of, ISO 8601. */
  readonly at: string;
}

/** What leaves: a metric whose names are of the fixed form that the platform's own functions write. */
const NAME = /^[A-Za-z][A-Za-z0-9/_-]{0,99}$/;
/** A value of a dimension: an environment, a queue, a function. Six digits in a row may be somebody's number. */
const VALUE = /^(?!.*\d{6})[\w.:/-]{1,100}$/;

/** Whether a metric may leave: none does whose names or dimensions could hold anything of a person. */
export function mayLeave({ namespace, name, dimensions }: Metric): boolean {
  return (
    NAME.test(namespace) &&
    NAME.test(name) &&
    Object.entries(dimensions).every(([key, value]) => NAME.test(key) && VALUE.test(value))
  );
}

/** `phiguard/phi-pipeline` DocumentsProcessed by Sum gives `phiguard_phi_pipeline_documents_processed_sum`. */
export function seriesName({ namespace, name }: Metric, statistic: Statistic): string {
  return [namespace, name, statistic].map(snake).join("_");
}

/** `Environment` gives `environment`, `ApiId` `api_id`. */
export function labelName(dimension: string): string {
  return snake(dimension);
}

function snake(text: string): string {
  return text
    .replace(/([a-z]|\d(?=[A-Z][a-z]))([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
