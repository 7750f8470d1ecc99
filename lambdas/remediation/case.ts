import { createHash } from "node:crypto";
import { z } from "zod";
import { auditEvent, SUBJECT_ARN, type AuditEvent, type AuditFacts } from "../../reports/model/audit-event";
import { ACTIONS } from "../finding-triage/contract";

/** What the states of a remediation hand on: codes and names of AWS resources, nothing of the finding's text. */
export const CASE = z.object({
  /** Name of the state machine's execution. */
  execution: z.string().regex(/^[\w-]{1,80}$/),
  /** When the finding was seen, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** Kind of the finding, as a code. */
  sign: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
  action: z.enum([...ACTIONS, "none"]),
  /** What the action is done to, as its service names it: bucket, instance id, role's name, ARN. */
  target: z.string().max(512),
  /** The same by its ARN; of a person, who has none, the keyed hash. */
  subject: z.union([z.string().regex(SUBJECT_ARN), z.string().regex(/^[0-9a-f]{64}$/)]),
  dryRun: z.boolean(),
  needsApproval: z.boolean(),
  /** Whether patient data may have been seen by somebody who must not. */
  breach: z.boolean(),
  /** Hours of a suspension, in [1, 168]. */
  suspendHours: z.number().int().min(1).max(168).optional(),
});

export type Case = z.infer<typeof CASE>;

/** The input is not one of the state machine's; no second try would mend it. The text names fields, never values. */
export class MalformedCase extends Error {
  override readonly name = "MalformedCase";
}

export function readCase(input: unknown): Case {
  const read = CASE.safeParse(input);
  if (read.success) return read.data;
  throw new MalformedCase(read.error.issues.map(({ path }) => path.join(".")).join(", "));
}

/** A finding's type as a code: `Policy:S3/BucketAnonymousAccessGranted` gives `policy-s3-bucketanonymousaccessgranted`. */
export function codeOf(type: string): string {
  const code = type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/\d{6,}/g, "n")
    .slice(0, 60)
    .replace(/^[^a-z]+|-+$/g, "");
  return code === "" ? "finding" : code;
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The audit event of a step of a case. */
export function told(
  actor: string,
  { subject, execution, sign, dryRun }: Pick<Case, "subject" | "execution" | "sign" | "dryRun">,
  facts: Pick<AuditFacts, "at" | "action" | "outcome" | "reason">,
): AuditEvent {
  return auditEvent({
    ...facts,
    actor: `function:${actor}`,
    subject,
    purpose: "remediation",
    workload: "security",
    detail: { finding: sign, executionHash: hashOf(execution), dryRun },
  });
}
