import { z } from "zod";
import { cohorts, populationMetrics } from "../population/cohorts";
import { factOf } from "../population/facts";
import { qualityMeasures } from "../population/measures";
import { Population } from "../population/population";
import { SCHEMAS, type AnalysisFile } from "../population/schema";
import { ANALYTICS_PREFIX, EXPORT_COMPLETED, type AlertMessage } from "./contract";

/** The event or the export is one that no second try would mend. */
export class AnalysisRefused extends Error {
  override readonly name = "AnalysisRefused";
}

/** What a function of fifteen minutes reads: larger exports are the data platform's jobs. */
export const MOST_BYTES = 20 * 1024 ** 3;

const ID = z.string().regex(/^[0-9a-f]{32}$/);
const EVENT = z.object({
  "detail-type": z.literal(EXPORT_COMPLETED),
  detail: z.object({ jobId: ID, datastoreId: ID }),
});

export interface ExportId {
  readonly jobId: string;
  readonly datastoreId: string;
}

/** Throws AnalysisRefused with the names of the fields that are wrong. */
export function exportOf(event: unknown): ExportId {
  const read = EVENT.safeParse(event);
  if (read.success) return read.data.detail;
  throw new AnalysisRefused(
    `can't read ${read.error.issues.map(({ path }) => path.join(".") || "the event").join(", ")}`,
  );
}

/** The prefix of an export's own folder, where HealthLake names the folder itself or the one above. Throws AnalysisRefused for another bucket. */
export function exportPrefix({ jobId, datastoreId }: ExportId, output: string, bucket: string): string {
  const [, there, prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(output) ?? [];
  if (there !== bucket) throw new AnalysisRefused("the export lies in another bucket");
  const below = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const folder = `${datastoreId}-FHIR_EXPORT-${jobId}/`;
  return below.endsWith(folder) ? below : below + folder;
}

/** Reads lines of NDJSON, in any order; what is no JSON is counted and left. */
export class Analysis {
  lines = 0;
  malformed = 0;
  private readonly population: Population;

  /** Results in units that are not known, which nobody judged. */
  get unjudged(): number {
    return this.population.unjudged;
  }

  /** @param asOf ISO 8601: when the export was asked for. */
  constructor(asOf: string) {
    this.population = new Population(Date.parse(asOf));
  }

  add(line: string): void {
    if (line === "") return;
    this.lines += 1;
    let resource: unknown;
    try {
      resource = JSON.parse(line);
    } catch {
      this.malformed += 1;
      return;
    }
    const fact = factOf(resource);
    if (fact !== undefined) this.population.add(fact);
  }

  /** The files of the result by name; the same lines give the same bytes, whatever their order. */
  files(): Readonly<Record<AnalysisFile, string>> {
    const { population } = this;
    return {
      "cohorts.ndjson": ndjson(cohorts(population)),
      "population.ndjson": ndjson(populationMetrics(population)),
      "quality.ndjson": ndjson(qualityMeasures(population)),
      "alerts.ndjson": ndjson(
        population.alerts
          .map((alert) => ({ ...alert, at: new Date(alert.at).toISOString() }))
          .sort((a, b) => (`${a.at}${a.resource}` < `${b.at}${b.resource}` ? -1 : 1)),
      ),
    };
  }

  /** What the topic is told; undefined where there is nothing to tell. */
  message(jobId: string, bucket: string): AlertMessage | undefined {
    const { alerts } = this.population;
    if (alerts.length === 0) return undefined;
    const findings: Record<string, number> = {};
    for (const { name } of alerts) findings[name] = (findings[name] ?? 0) + 1;
    return {
      what: "critical findings",
      job: jobId,
      findings: Object.fromEntries(Object.entries(findings).sort(([a], [b]) => (a < b ? -1 : 1))),
      details: `s3://${bucket}/${ANALYTICS_PREFIX}${jobId}/alerts.ndjson`,
    };
  }
}

/** Beside the files: what a line of each looks like. */
export function schemaText(): string {
  return `${JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", $defs: SCHEMAS }, undefined, 2)}\n`;
}

function ndjson(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
