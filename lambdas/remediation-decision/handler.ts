import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import { APPROVAL } from "../remediation-approval/contract";
import { hashOf, MalformedCase } from "../remediation/case";
import type { AuditTrail, Clock, Items, Log } from "../remediation/ports";
import type { Waiting } from "./ports";

const INPUT = z.strictObject({
  execution: z.string().regex(/^[\w-]{1,80}$/),
  decision: z.enum(["approve", "refuse"]),
});
const KEPT = z.object({ token: z.string(), action: z.string(), subject: z.string() });

/** Who called it stands in the trail of the account; the role that may is the approvers'. */
export function createHandler(ports: { items: Items; waiting: Waiting; audit: AuditTrail; clock: Clock; log: Log }) {
  const { items, waiting, audit, clock, log } = ports;
  return async (input: unknown): Promise<{ readonly decision: string }> => {
    const read = INPUT.safeParse(input);
    if (!read.success) throw new MalformedCase('wanted {"execution": "...", "decision": "approve" or "refuse"}');
    const { execution, decision } = read.data;
    const kept = await items.read(execution, APPROVAL);
    if (kept === undefined) throw new MalformedCase("execution: nobody was asked about it");
    const { token, action, subject } = KEPT.parse(kept);
    await waiting.answer(token, { approved: decision === "approve" });
    await audit.tell(
      auditEvent({
        at: clock().toISOString(),
        actor: "role:remediation-approver",
        action: `${action}.${decision === "approve" ? "approved" : "refused"}`,
        outcome: decision === "approve" ? "success" : "denied",
        subject,
        purpose: "remediation",
        workload: "security",
        detail: { executionHash: hashOf(execution) },
      }),
    );
    log.info("somebody decided", { execution, decision });
    return { decision };
  };
}
