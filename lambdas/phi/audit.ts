import { auditEvent, type AuditEvent, type AuditFacts } from "../../reports/model/audit-event";
import { PHI_WORKLOAD } from "./contract";

/** What a step says of itself; the state machine puts it on the event bus before it goes on. */
export type StepFacts = Pick<
  AuditFacts,
  "action" | "outcome" | "subject" | "purpose" | "recipient" | "reason" | "detail"
>;

/** The audit event of a function's step. */
export function stepEvent(functionName: string, at: Date, facts: StepFacts): AuditEvent {
  return auditEvent({ ...facts, at: at.toISOString(), actor: `function:${functionName}`, workload: PHI_WORKLOAD });
}
