import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { JOB_METRICS } from "../fhir-jobs/contract";
import type { Lineage } from "../lineage/record";
import type { Metrics } from "../metrics/embedded";
import { INTAKE_METRICS, KEPT, type IntakeMessage } from "./contract";
import type { Counts } from "./core";
import type { Gathered } from "./gather";
import type { Files } from "./ports";

export interface ResultPorts {
  readonly files: Files;
  readonly lineage: Lineage;
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly environment: string;
  readonly inputBucket: string;
  readonly datastoreId: string;
  readonly code: string;
}

/** What became of one file. */
export interface Result {
  readonly id: string;
  readonly message: IntakeMessage;
  readonly counts: Counts;
  /** Key of the file that is imported; undefined where there is nothing to import. */
  readonly output: string | undefined;
  /** Why nothing of the file was read. */
  readonly reason?: string;
}

export const asLines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

export type Refused = Pick<Gathered, "refused" | "texts" | "keepSource">;

/** Keeps what can't be read below the file's id, with codes and places for reasons. */
export async function quarantine(files: Files, id: string, message: IntakeMessage, found: Refused): Promise<void> {
  if (found.refused.length === 0) return;
  const place = `${KEPT.quarantine}${id}/`;
  await files.write(`${place}reasons.ndjson`, asLines(found.refused));
  if (found.texts.length > 0)
    await files.write(`${place}messages.hl7`, found.texts.map((text) => `${text}\r`).join(""));
  if (found.keepSource) await files.keep(message, `${place}source`);
}

/** Writes down where the imported file is from, and tells the auditors and the alarms; the same in each run. */
export async function tell(ports: ResultPorts, { id, message, counts, output, reason }: Result): Promise<void> {
  const { lineage, audit, inputBucket, datastoreId, code } = ports;
  const { time: at, bucket, key, version } = message;
  await lineage.record({
    kind: "convert",
    jobId: id.slice(0, 32),
    step: reason === undefined ? "CONVERTED" : "REFUSED",
    at,
    datastoreId,
    inputs: [{ uri: `s3://${bucket}/${key}`, version }],
    output: output === undefined ? "" : `s3://${inputBucket}/${output}`,
    code,
    facts: { ...counts, ...(reason !== undefined && { reason }) },
  });
  const isWhole = counts.quarantined === 0;
  await audit.tell(
    auditEvent({
      at: new Date(at).toISOString(),
      actor: "function:fhir-convert",
      action: "intake.converted",
      outcome: isWhole ? "success" : "denied",
      subject: `arn:aws:s3:::${inputBucket}`,
      ...(!isWhole && { reason: reason ?? "parts-quarantined" }),
      workload: "healthlake",
      detail: { file: id, ...counts },
    }),
  );
  count(ports, counts, at);
}

/** Figures of the intake; an alarm watches what is kept in quarantine. */
export function count(
  { metrics, environment }: Pick<ResultPorts, "metrics" | "environment">,
  { converted, quarantined }: Pick<Counts, "converted" | "quarantined">,
  at: string,
): void {
  metrics.put({
    namespace: JOB_METRICS,
    dimensions: { Environment: environment },
    metrics: {
      [INTAKE_METRICS.converted]: [converted, "Count"],
      [INTAKE_METRICS.quarantined]: [quarantined, "Count"],
    },
    at,
  });
}
