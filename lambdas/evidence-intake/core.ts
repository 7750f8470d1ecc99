import { createHash } from "node:crypto";
import { z } from "zod";
import { AUDIT_DETAIL_TYPE, AUDIT_SOURCE_PREFIX } from "../../reports/model/audit-event";
import { observed, type ObservedRecord } from "../../reports/model/observed-record";
import { BATCHES } from "./contract";
import {
  auditObservation,
  backupObservation,
  complianceObservation,
  findingObservation,
  threatObservation,
  type Observation,
} from "./events";

/** An event as EventBridge hands it to a queue (EventBridge User Guide, "Events"). */
const EVENT = z.object({
  id: z.uuid(),
  source: z.string(),
  "detail-type": z.string(),
  account: z.string(),
  region: z.string(),
  time: z.iso.datetime(),
  detail: z.unknown(),
});

export type Translation =
  | { readonly kind: "record"; readonly record: ObservedRecord }
  /** Which field was wrong; the value is left out, as it may be what must not be told. */
  | { readonly kind: "refused"; readonly field: string };

type Envelope = z.infer<typeof EVENT>;

const BACKUP_JOBS: Readonly<Record<string, string>> = {
  "Backup Job State Change": "backup",
  "Copy Job State Change": "copy",
  "Restore Job State Change": "restore",
};

function observation({ source, "detail-type": type, detail, time }: Envelope): Observation | undefined {
  if (source.startsWith(AUDIT_SOURCE_PREFIX) && type === AUDIT_DETAIL_TYPE) {
    const told = auditObservation(detail);
    // Whoever may put events under a source's name could otherwise speak for another workload.
    return source === `${AUDIT_SOURCE_PREFIX}${told.workload}` ? told : undefined;
  }
  if (source === "aws.config" && type === "Config Rules Compliance Change") return complianceObservation(detail);
  if (source === "aws.securityhub" && type === "Security Hub Findings - Imported") return findingObservation(detail);
  if (source === "aws.guardduty" && type === "GuardDuty Finding") return threatObservation(detail);
  const job = source === "aws.backup" ? BACKUP_JOBS[type] : undefined;
  return job === undefined ? undefined : backupObservation(detail, job, new Date(time).toISOString());
}

/** The record of an event that the queue took at `collectedAt`. Times are ISO 8601 in UTC. */
export function translate(body: string, collectedAt: string): Translation {
  try {
    const event = EVENT.parse(JSON.parse(body));
    const told = observation(event);
    if (told === undefined) return { kind: "refused", field: "source" };
    const { id: eventId, source, account, region } = event;
    return { kind: "record", record: observed({ ...told, collectedAt, eventId, source, account, region }) };
  } catch (error) {
    if (error instanceof z.ZodError) {
      const path = error.issues[0]?.path.map((step) => String(step).slice(0, 40)).join(".");
      return { kind: "refused", field: path === undefined || path === "" ? "(whole)" : path };
    }
    if (error instanceof SyntaxError) return { kind: "refused", field: "(not JSON)" };
    throw error;
  }
}

export interface Batch {
  readonly key: string;
  readonly text: string;
  readonly records: number;
}

/** One object a day: JSON lines in the order of their ids, each record once, named by the SHA-256 of its bytes. */
export function batchesOf(records: readonly ObservedRecord[]): Batch[] {
  const days = new Map<string, Map<string, ObservedRecord>>();
  for (const record of records) {
    const day = record.collectedAt.slice(0, 10);
    days.set(day, (days.get(day) ?? new Map<string, ObservedRecord>()).set(record.id, record));
  }
  return [...days].sort().map(([day, ofDay]) => {
    const lines = [...ofDay.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((record) => JSON.stringify(record));
    const text = lines.map((line) => `${line}\n`).join("");
    const name = createHash("sha256").update(text).digest("hex");
    return { key: `${BATCHES}day=${day}/${name}.jsonl`, text, records: lines.length };
  });
}
