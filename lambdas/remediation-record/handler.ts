import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import { CASE, codeOf, hashOf } from "../remediation/case";
import type { AuditTrail, Clock, Log } from "../remediation/ports";
import type { RecordResult } from "./contract";

const INPUT = z.object({
  execution: z.string(),
  event: z.object({ account: z.string().regex(/^\d{12}$/) }).optional(),
  decision: z.object({ approved: z.boolean() }).optional(),
  error: z.object({ Error: z.string() }).optional(),
  /** When it ended, so that each try tells the same; executions from before the machine noted it have none. */
  noted: z.object({ at: z.iso.datetime() }).optional(),
});

/** Names of errors are ours or AWS's; their texts are left out. */
function reasonOf({ decision, error }: z.infer<typeof INPUT>): string {
  if (error === undefined) return decision?.approved === false ? "approval-refused" : "no-such-action";
  if (error.Error === "States.Timeout") return "took-too-long";
  return codeOf(error.Error);
}

export function createHandler({ audit, clock, log }: { audit: AuditTrail; clock: Clock; log: Log }) {
  return async (input: unknown): Promise<RecordResult> => {
    const ended = INPUT.parse(input);
    const { execution, event, decision, noted } = ended;
    const reason = reasonOf(ended);
    const refused = reason === "approval-refused";
    const read = CASE.safeParse(input);
    const account = event?.account ?? "";
    await audit.tell(
      auditEvent({
        at: noted?.at ?? clock().toISOString(),
        actor: "function:remediation-record",
        action: read.success ? `${read.data.action}.not-done` : "finding.not-looked-at",
        outcome: refused ? "denied" : "failure",
        // Where the finding could not even be read, the account is what is known.
        subject: read.success ? read.data.subject : `arn:aws:iam::${account}:root`,
        purpose: "remediation",
        reason,
        workload: "security",
        detail: { executionHash: hashOf(execution), asked: decision !== undefined },
      }),
    );
    log.info("a remedy was not done", { execution, reason });
    return { ended: refused ? "refused" : "failed", reason };
  };
}
