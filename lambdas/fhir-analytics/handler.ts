import { lineageKey, lineageMetadata, type Lineage, type LineageInput } from "../lineage/record";
import { ANALYTICS_PREFIX } from "./contract";
import { Analysis, AnalysisRefused, exportOf, exportPrefix, MOST_BYTES, schemaText } from "./core";
import type { Alerts, Exports, Files, Log } from "./ports";

export interface AnalyticsPorts {
  readonly exports: Exports;
  readonly files: Files;
  readonly alerts: Alerts;
  readonly lineage: Lineage;
  readonly log: Log;
  readonly bucket: string;
  readonly datastoreId: string;
  readonly code: string;
}

export type AnalyticsResult =
  | {
      readonly kind: "done";
      readonly output: string;
      readonly lines: number;
      readonly malformed: number;
      readonly unjudged: number;
    }
  | { readonly kind: "nothing"; readonly reason: "another-store" | "done-before" };

/**
 * Reads a finished export once, line by line. Alerts go out before the last record is written: a run that breaks down in between tells
 * them again rather than never, and a run after the record does nothing.
 */
export function createHandler(ports: AnalyticsPorts) {
  const { exports, files, alerts, lineage, log, bucket, datastoreId, code } = ports;
  return async (event: unknown): Promise<AnalyticsResult> => {
    const id = exportOf(event);
    const { jobId } = id;
    if (id.datastoreId !== datastoreId) return { kind: "nothing", reason: "another-store" };
    const step = { kind: "analytics", jobId, step: "COMPLETED" } as const;
    if ((await files.list(lineageKey(step))).length > 0) return { kind: "nothing", reason: "done-before" };
    const job = await exports.describe(id);
    if (job === undefined) throw new AnalysisRefused("HealthLake knows no such export");
    const found = await files.list(exportPrefix(id, job.output, bucket));
    const lists = found.filter(({ key }) => key.endsWith(".ndjson"));
    if (lists.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MOST_BYTES) {
      throw new AnalysisRefused(`the export is larger than ${MOST_BYTES} bytes`);
    }
    const analysis = new Analysis(job.submittedAt);
    const inputs: LineageInput[] = [];
    for (const { key } of lists) {
      const version = await files.lines(key, (line) => analysis.add(line));
      inputs.push({ uri: `s3://${bucket}/${key}`, ...(version !== undefined && { version }) });
    }
    const folder = `${ANALYTICS_PREFIX}${jobId}/`;
    const metadata = lineageMetadata({ kind: "analytics", jobId, code });
    for (const [name, text] of Object.entries(analysis.files())) {
      await files.write(folder + name, text, "application/x-ndjson", metadata);
    }
    await files.write(`${folder}schema.json`, schemaText(), "application/schema+json", metadata);
    const message = analysis.message(jobId, bucket);
    if (message !== undefined) await alerts.tell(message);
    const { lines, malformed, unjudged } = analysis;
    const output = `s3://${bucket}/${folder}`;
    await lineage.record({
      ...step,
      at: job.submittedAt,
      datastoreId,
      inputs,
      output,
      code,
      facts: { files: lists.length, lines, malformed, unjudged },
    });
    log.info("counted an export", { jobId, files: lists.length, lines, malformed, unjudged });
    return { kind: "done", output, lines, malformed, unjudged };
  };
}
