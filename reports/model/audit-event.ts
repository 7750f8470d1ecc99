import { z } from "zod";

import { canonicalJson, recordId } from "../../policies/record";

/**
 * What every workload puts on the default event bus when something happened that an auditor may ask after: source
 * `phiguard.<workload>`, detail type "Audit event". There is no field for text: what is not a code of the program's own, a number, an
 * ARN or a hash is refused as a whole, and so is a field that is not known, so nothing of a patient's can come along.
 */
export const AUDIT_DETAIL_TYPE = "Audit event";
export const AUDIT_SOURCE_PREFIX = "phiguard.";

/** Six digits in a row are how record numbers, dates of birth and telephone numbers look; no code of ours needs them. */
const NO_NUMBERS = "(?!.*\\d{6})";
const within = (pattern: string, longest: number): RegExp => new RegExp(`^(?=.{1,${longest}}$)${pattern}$`);

/** What a code is; whoever takes codes from others checks them first, as an event with anything else is refused as a whole. */
export const AUDIT_CODE = within(`${NO_NUMBERS}[a-z][a-z0-9]*([.-][a-z0-9]+)*`, 64);
const HASH = /^[0-9a-f]{64}$/;
const ACTOR = within(`(function|role|system):${NO_NUMBERS}[A-Za-z][A-Za-z0-9_-]*`, 80);
/** Of a bucket the bucket alone: the names of objects are chosen by others and may name a patient. */
export const SUBJECT_ARN = within(
  "arn:aws[a-z-]*:(s3:::[a-z0-9.-]+|(?!s3:)[a-z0-9-]+:[a-z0-9-]*:\\d{0,12}:[A-Za-z0-9:/_.*-]+)",
  512,
);
const NAME = within("[a-z][A-Za-z0-9]*", 32);
/** Names of values that have no place here, whatever their type. */
const IDENTIFYING = /(name|birth|dob|mrn|ssn|phone|fax|mail|address|street|zip|postal|patient|member|beneficiary)/i;
const MOST_DETAILS = 24;

const code = z.string().regex(AUDIT_CODE, "wanted a code of small letters, digits, dots and hyphens");
const hash = z.string().regex(HASH, "wanted 64 hex digits");
const time = z.iso.datetime({ error: "wanted a time in UTC, ISO 8601 with Z" });

const fields = z.strictObject({
  /** When it happened, ISO 8601 in UTC. */
  at: time,
  /** `function:<name>`, `role:<name>` or `system:<name>`; never a person. */
  actor: z.string().regex(ACTOR, "wanted function:, role: or system: and a name of letters, digits, _ and -"),
  /** What was done, such as `consent.checked`. */
  action: code,
  outcome: z.enum(["success", "failure", "denied"]),
  /** What it was done to: an ARN, or the keyed hash (HMAC-SHA-256, hex) of an identifier. */
  subject: z.union([hash, z.string().regex(SUBJECT_ARN, "wanted an ARN, of a bucket without its objects")]),
  /** What for, such as `treatment`. */
  purpose: code.optional(),
  /** To whom something was disclosed: a code or a keyed hash. */
  recipient: z.union([hash, code]).optional(),
  /** Why it ended as it did: a code. */
  reason: code.optional(),
  /** The workload that says so, such as `fhir-api`. */
  workload: code,
  /** Counts, durations, scores, flags, codes and hashes. At most 24. */
  detail: z
    .record(
      z
        .string()
        .regex(NAME, "wanted a name of letters and digits")
        .refine((name) => !IDENTIFYING.test(name), "wanted a name of something that identifies nobody"),
      z.union([z.number().min(-1e12).max(1e12), z.boolean(), hash, code]),
    )
    .refine((detail) => Object.keys(detail).length <= MOST_DETAILS, `wanted ${MOST_DETAILS} values at most`)
    .optional(),
});

export const auditEventSchema = fields
  .extend({ id: hash })
  .refine((event) => event.id === recordId(event), { error: "is not the hash of the content", path: ["id"] });

export type AuditFacts = Readonly<z.infer<typeof fields>>;
export type AuditEvent = Readonly<z.infer<typeof auditEventSchema>>;

/**
 * The event with its id, the SHA-256 of its content: the same facts give the same event, and one that is sent twice counts once.
 * Throws a ZodError that names the field, never the value, for facts that may not be told.
 */
export function auditEvent(facts: AuditFacts): AuditEvent {
  const told = fields.parse(JSON.parse(canonicalJson(facts)));
  return { id: recordId(told), ...told };
}

/** The event as EventBridge takes it (EventBridge API, PutEventsRequestEntry). */
export function auditEntry(event: AuditEvent): {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
} {
  return {
    Source: `${AUDIT_SOURCE_PREFIX}${event.workload}`,
    DetailType: AUDIT_DETAIL_TYPE,
    Detail: JSON.stringify(event),
  };
}
