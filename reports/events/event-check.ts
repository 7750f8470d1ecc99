import { hasOwnId } from "../ledger/record-lines";
import { auditEventSchema, type AuditEvent } from "../model/audit-event";
import { observedRecord } from "../model/observed-record";
import { firstIssue } from "../model/record-parser";

/** Why a line counts for nothing: a field of the schema and what was wanted, never what stands there. */
export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
}

export type Checked =
  | {
      readonly kind: "event";
      readonly event: AuditEvent;
      /** When it was taken in before, if a ledger says so. */ readonly collectedAt?: string;
    }
  | Refused;

const { shape } = auditEventSchema;
const HASH = /^[0-9a-f]{64}$/;
const TIME_OF_DAY = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/**
 * Checks a line: an audit event by its own schema, or a record of the ledger that holds one. What the schema admits is remembered for
 * values that come again and again (actors, actions, days), so that millions of lines are checked in seconds; whatever is not plainly
 * right is put to the schema itself, which says why it is wrong.
 */
export function checkLine(text: string): Checked {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "refused", reason: "(whole): wanted JSON" };
  }
  if (isPlainlyRight(value) && hasOwnId(value)) return { kind: "event", event: value };
  if ((value as { readonly kind?: unknown } | null)?.kind === "audit-event") return checkObserved(value);
  const parsed = auditEventSchema.safeParse(value);
  return parsed.success ? { kind: "event", event: parsed.data } : refused(parsed.error);
}

/** A record of the intake: the event in it, under the id that it had when it was told. */
function checkObserved(value: unknown): Checked {
  const parsed = observedRecord.safeParse(value);
  if (!parsed.success) return refused(parsed.error);
  const { auditId, observedAt: at, collectedAt, actor, action, outcome, subject, workload, ...rest } = parsed.data;
  if (
    auditId === undefined ||
    actor === undefined ||
    outcome === undefined ||
    subject === undefined ||
    workload === undefined
  )
    return { kind: "refused", reason: "(whole): wanted an audit event with actor, outcome, subject and workload" };
  const { purpose, recipient, reason, detail } = rest;
  return {
    kind: "event",
    event: { id: auditId, at, actor, action, outcome, subject, workload, purpose, recipient, reason, detail },
    collectedAt,
  };
}

function refused(error: Parameters<typeof firstIssue>[0]): Refused {
  const { field, problem } = firstIssue(error);
  // Below a field of the schema names are the sender's own.
  return { kind: "refused", reason: `${field.split(".")[0]}: ${problem}` };
}

/** Values that a field's schema has admitted. */
class Admitted {
  private readonly known = new Set<unknown>();

  constructor(private readonly admits: (value: unknown) => boolean) {}

  has(value: unknown): boolean {
    if (this.known.has(value)) return true;
    if (!this.admits(value)) return false;
    if (this.known.size < MOST_KNOWN) this.known.add(value);
    return true;
  }
}

const MOST_KNOWN = 100_000;

const by = (schema: { safeParse(value: unknown): { success: boolean } }): Admitted =>
  new Admitted((value) => schema.safeParse(value).success);
const orHash =
  (field: Admitted) =>
  (value: unknown): boolean =>
    (typeof value === "string" && HASH.test(value)) || field.has(value);
const days = new Admitted((day) => shape.at.safeParse(`${String(day)}T00:00:00Z`).success);
const detailNames = new Admitted((name) => shape.detail.safeParse({ [String(name)]: true }).success);
const detailValues = orHash(new Admitted((value) => shape.detail.safeParse({ a: value }).success));

const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => typeof value === "string" && HASH.test(value),
  at: (value) => typeof value === "string" && days.has(value.slice(0, 10)) && TIME_OF_DAY.test(value.slice(10)),
  ...Object.fromEntries(
    (["actor", "action", "outcome", "purpose", "reason", "workload"] as const).map((name) => {
      const field = by(shape[name]);
      // A field that may be left out is not there; it is never `undefined` in JSON.
      return [name, (value: unknown) => field.has(value)];
    }),
  ),
  subject: orHash(by(shape.subject)),
  recipient: orHash(by(shape.recipient)),
  detail: isPlainDetail,
};

const REQUIRED = Object.keys(shape).filter((name) => !shape[name as keyof typeof shape].safeParse(undefined).success);

function isPlainlyRight(value: unknown): value is AuditEvent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const name of REQUIRED) if (!Object.hasOwn(value, name)) return false;
  for (const [name, item] of Object.entries(value)) {
    if (!Object.hasOwn(FIELDS, name) || !FIELDS[name]!(item)) return false;
  }
  return true;
}

function isPlainDetail(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  // The schema has the last word on how many there may be; few events have as many.
  if (entries.length > 12) return shape.detail.safeParse(value).success;
  return entries.every(([name, item]) => detailNames.has(name) && detailValues(item));
}
