import { z } from "zod";

import { recordId } from "../../policies/record";

import { auditEventSchema } from "./audit-event";

/**
 * One thing that was observed while the platform ran, as a line of the ledger: flat, so that a query at scale reads it as a table. It is
 * a pure function of the event and of when the queue took it, so an event that comes twice gives the same record. Text of others is not
 * kept: of AWS's events only names that AWS makes, and of an audit event what its own schema admits.
 */
export const OBSERVED_KINDS = ["audit-event", "config-compliance", "security-finding", "threat", "backup-job"] as const;

export type ObservedKind = (typeof OBSERVED_KINDS)[number];

/** Names that AWS makes: rules, types, states. */
export const TOKEN = /^[A-Za-z0-9][A-Za-z0-9 :/_.()-]{0,199}$/;

const id = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const time = z.iso.datetime({ error: "wanted a time in UTC, ISO 8601 with Z" });
const token = z.string().regex(TOKEN, "wanted a name that AWS makes");
const { actor, outcome, subject, purpose, recipient, reason, workload, detail } = auditEventSchema.shape;

export const observedRecord = z
  .strictObject({
    /** SHA-256 of the rest. */
    id,
    kind: z.enum(OBSERVED_KINDS),
    /** When the queue took it. */
    collectedAt: time,
    /** When it happened, as its source says. */
    observedAt: time,
    /** EventBridge's own id of the event. */
    eventId: z.uuid("wanted a UUID"),
    source: token,
    account: z.string().regex(/^\d{12}$/, "wanted twelve digits"),
    region: token,
    /** What happened: the action of an audit event, the type of a finding, the state of a job. */
    action: token,
    /** Of an audit event: its own id. One that was told twice counts once. */
    auditId: id.optional(),
    actor: actor.optional(),
    outcome: outcome.optional(),
    subject: subject.optional(),
    /** `AWS::S3::Bucket` and the like. */
    subjectType: token.optional(),
    purpose,
    recipient,
    reason,
    workload: workload.optional(),
    /** Rule of AWS Config, or control of Security Hub. */
    rule: token.optional(),
    result: z.enum(["pass", "fail", "not-applicable", "undetermined"]).optional(),
    severity: z.enum(["critical", "high", "medium", "low", "informational"]).optional(),
    detail,
  })
  .refine((record) => record.id === recordId(record), { error: "is not the hash of the content", path: ["id"] });

export type ObservedRecord = Readonly<z.infer<typeof observedRecord>>;

/** The record with its id. */
export function observed(facts: Omit<ObservedRecord, "id">): ObservedRecord {
  return observedRecord.parse({ ...facts, id: recordId(facts) });
}
