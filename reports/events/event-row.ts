import type { AuditEvent } from "../model/audit-event";
import { subjectName } from "../model/subject";
import type { EventRow } from "../queries/columns";

const HASH = /^[0-9a-f]{64}$/;

/** Purposes by which a record is opened without the usual right: HL7 PurposeOfUse BTG and ETREAT, and our own word. */
const BREAK_GLASS: ReadonlySet<string> = new Set(["btg", "etreat", "break-glass"]);

/**
 * The allow-listed fields of an event, times in milliseconds since 1970. A subject that is an ARN becomes a keyed hash (HMAC-SHA-256, hex),
 * as names of resources are chosen by people; other values of `detail` stay behind.
 */
export function rowOf(event: AuditEvent, collectedMs: number, key: Uint8Array): EventRow {
  const { id, at, actor, action, outcome, subject, purpose, recipient, reason, workload, detail = {} } = event;
  const hashed = (name: string): string | undefined => {
    const value = detail[name];
    return typeof value === "string" && HASH.test(value) ? value : undefined;
  };
  const { records, breakGlass } = detail;
  return {
    id,
    observed_at: Date.parse(at),
    collected_at: collectedMs,
    actor_kind: actor.slice(0, actor.indexOf(":")),
    actor,
    action,
    outcome,
    subject: HASH.test(subject) ? subject : subjectName({ type: serviceOf(subject), id: subject }, key),
    purpose,
    recipient,
    reason,
    workload,
    caller: hashed("caller"),
    records: typeof records === "number" && Number.isSafeInteger(records) ? records : undefined,
    break_glass: breakGlass === true || (purpose !== undefined && BREAK_GLASS.has(purpose)),
    about: hashed("event"),
  };
}

/** `dynamodb` of an ARN. */
const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";
