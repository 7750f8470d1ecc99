import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import { APPROVAL } from "../remediation-approval/contract";
import { DECISION } from "./contract";
import { hashOf, MalformedCase } from "../remediation/case";
import type { AuditTrail, Clock, Items, Log } from "../remediation/ports";
import type { Waiting } from "./ports";

const INPUT = z.strictObject({
  execution: z.string().regex(/^[\w-]{1,80}$/),
  decision: z.enum(["approve", "refuse"]),
});
const DECIDED = z.object({ decision: z.string(), at: z.iso.datetime() });
const KEPT = z.object({ token: z.string(), action: z.string(), subject: z.string() });

/**
 * Takes a decision, once: the first one counts, and the same again is told and answered as it was. It is told before the machine goes on, as a
 * second try could not know whether the machine took the answer or gave up waiting. Who called it stands in the trail of the account; the role
 * that may is the approvers'.
 */
export function createHandler(ports: { items: Items; waiting: Waiting; audit: AuditTrail; clock: Clock; log: Log }) {
  const { items, waiting, audit, clock, log } = ports;
  return async (input: unknown): Promise<{ readonly decision: string; readonly answer: "taken" | "nobody-waits" }> => {
    const read = INPUT.safeParse(input);
    if (!read.success) throw new MalformedCase('wanted {"execution": "...", "decision": "approve" or "refuse"}');
    const { execution, decision } = read.data;
    const kept = await items.read(execution, APPROVAL);
    if (kept === undefined) throw new MalformedCase("execution: nobody was asked about it");
    const { token, action, subject } = KEPT.parse(kept);
    const first = DECIDED.parse(await items.keep(execution, DECISION, { decision, at: clock().toISOString() }));
    if (first.decision !== decision) throw new MalformedCase("decision: it was decided otherwise before");
    await audit.tell(
      auditEvent({
        at: first.at,
        actor: "role:remediation-approver",
        action: `${action}.${decision === "approve" ? "approved" : "refused"}`,
        outcome: decision === "approve" ? "success" : "denied",
        subject,
        purpose: "remediation",
        workload: "security",
        detail: { executionHash: hashOf(execution) },
      }),
    );
    const answer = await waiting.answer(token, { approved: decision === "approve" });
    log.info("somebody decided", { execution, decision, answer });
    return { decision, answer };
  };
}
