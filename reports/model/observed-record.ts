import { z } from "zod";

import { recordId } from "../../policies/record";

import { auditEventSchema } from "./audit-event";
import { callName, requestId } from "./aws-request";

/**
 * One thing that was observed while the platform ran, as a line of the ledger: flat, so that a query at scale reads it as a table. It is
 * a pure function of what the source said and of when that was taken: an event that comes twice gives the same record, and so does a
 * page of a collection that is read twice, but for the request that told it, of which the first stands. Text of others is not kept: of AWS's answers only names that AWS makes, and of an audit
 * event what its own schema admits. Live events and collections write the same record for the same fact; one has `eventId`, the other
 * `runId`.
 */
export const OBSERVED_KINDS = [
  "audit-event",
  "config-compliance",
  "config-history",
  "conformance-pack",
  "security-finding",
  "threat",
  "trail-digest",
  "backup-job",
  "stack-resource",
  "imported-finding",
] as const;

export type ObservedKind = (typeof OBSERVED_KINDS)[number];

/** A state that a source told stands until it is asked again, at most a month later, as a policy run does. */
const STATE = { days: 30, from: "collectedAt" } as const;
/** What a file tells was so when its tool looked, whenever the file is read. */
const LOOKED = { days: 30, from: "observedAt" } as const;
/** Something that happened is looked back on for a year and a day. */
const EVENT = { days: 366, from: "observedAt" } as const;

/** How long a record speaks, and from when. */
export const FRESH_FOR = {
  "audit-event": EVENT,
  "config-compliance": STATE,
  "config-history": EVENT,
  "conformance-pack": STATE,
  "security-finding": STATE,
  threat: STATE,
  "trail-digest": EVENT,
  "backup-job": EVENT,
  "stack-resource": STATE,
  "imported-finding": LOOKED,
} as const satisfies Readonly<Record<ObservedKind, typeof STATE | typeof EVENT | typeof LOOKED>>;

/** Names that AWS makes: rules, types, states. */
export const TOKEN = /^[A-Za-z0-9][A-Za-z0-9 :/_.()!&-]{0,199}$/;

const id = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const time = z.iso.datetime({ error: "wanted a time in UTC, ISO 8601 with Z" });
const token = z.string().regex(TOKEN, "wanted a name that AWS makes");
const { actor, outcome, subject, purpose, recipient, reason, workload, detail } = auditEventSchema.shape;

export const observedRecord = z
  .strictObject({
    /** SHA-256 of the rest. */
    id,
    kind: z.enum(OBSERVED_KINDS),
    /** When the queue took it, or when the collection that read it began. */
    collectedAt: time,
    /** When it happened, as its source says. */
    observedAt: time,
    /** From then on it shows nothing any more. */
    expiresAt: time,
    /** EventBridge's own id of the event. */
    eventId: z.uuid("wanted a UUID").optional(),
    /** The collection that read it: `runId` of its collection-run. */
    runId: id.optional(),
    /** The call of that collection whose answer told it, and AWS's id of the very request. */
    call: callName.optional(),
    request: requestId.optional(),
    source: token,
    /** `none` for what belongs to no account, such as a state whose resources name none. */
    account: z.string().regex(/^(\d{12}|none)$/, "wanted twelve digits"),
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
    /** AWS's own name of what the rule checks, such as `S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED`. */
    check: token.optional(),
    /** Conformance pack that the rule belongs to. */
    pack: token.optional(),
    /** What said so, where a source passes on what others found: `Security Hub`, `Inspector`. */
    product: token.optional(),
    /** Keyed hash (HMAC-SHA-256, hex) of the source's own id of the thing: a finding, a configuration item, a digest file. */
    item: id.optional(),
    result: z.enum(["pass", "fail", "not-applicable", "undetermined"]).optional(),
    /** The source's own word for the result, so that those that mean the same here stay apart: `WARNING`, `INSUFFICIENT_DATA`. */
    said: token.optional(),
    severity: z.enum(["critical", "high", "medium", "low", "informational"]).optional(),
    /** What people made of a finding. */
    workflow: z.enum(["new", "notified", "resolved", "suppressed"]).optional(),
    recordState: z.enum(["active", "archived"]).optional(),
    /** Of a stack's resource. */
    urn: z
      .string()
      .regex(/^urn:pulumi:[A-Za-z0-9:/_.$-]{1,500}$/, "wanted a URN of Pulumi")
      .optional(),
    detail,
  })
  .refine((record) => (record.eventId === undefined) !== (record.runId === undefined), {
    error: "wanted either eventId or runId",
    path: ["runId"],
  })
  .refine((record) => record.id === recordId(record), { error: "is not the hash of the content", path: ["id"] });

export type ObservedRecord = Readonly<z.infer<typeof observedRecord>>;

/** The record with its id and its end. */
export function observed(facts: Omit<ObservedRecord, "id" | "expiresAt">): ObservedRecord {
  const whole = { ...facts, expiresAt: expiryOf(facts) };
  return observedRecord.parse({ ...whole, id: recordId(whole) });
}

function expiryOf(facts: Omit<ObservedRecord, "id" | "expiresAt">): string {
  const { days, from } = FRESH_FOR[facts.kind] ?? STATE;
  const begun = Date.parse(facts[from]);
  // A time or a kind that is none is refused by the schema, which names the field.
  return Number.isNaN(begun) ? facts[from] : new Date(begun + days * 86_400_000).toISOString();
}
