import { createHash } from "node:crypto";
import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "./contract";
import { decide, messageOf, type Decision } from "./core";
import type { Alerts, Log, Memories } from "./ports";

/** The event is none of ours; no second try would mend that. */
export class RefusedEvent extends Error {
  override readonly name = "RefusedEvent";
}

/** 64 hex digits: a reference that looks like anything else may be a number of the patient's own. */
const reference = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();
const EVENT = z.discriminatedUnion("detail-type", [
  z.object({
    "detail-type": z.literal(RISK_RAISED),
    source: z.literal(RISK_SOURCE),
    id: z.string().min(1),
    time,
    detail: z.object({ reference, riskScore: z.number().min(0).max(100) }),
  }),
  z.object({
    "detail-type": z.literal(CALL_COMPLETED),
    source: z.literal(RISK_SOURCE),
    detail: z.object({ reference, outcome: z.enum(["reached", "not-reached"]), at: time }),
  }),
]);

interface Ports {
  readonly threshold: number;
  readonly topicArn: string;
  readonly memories: Memories;
  readonly alerts: Alerts;
  readonly audit: AuditTrail;
  readonly log: Log;
}

/**
 * Hears of risks and of calls. An alert is marked as sent once it was sent and told: should the function end before that, a second
 * notice comes, which is better than none.
 */
export function createHandler({ threshold, topicArn, memories, alerts, audit, log }: Ports) {
  return async (input: unknown): Promise<Decision | { readonly kind: "call" }> => {
    const event = EVENT.safeParse(input);
    if (!event.success)
      throw new RefusedEvent(`the event's ${event.error.issues[0]?.path.join(".") ?? ""} can't be read`);
    if (event.data["detail-type"] === CALL_COMPLETED) {
      const { detail } = event.data;
      if (detail.outcome === "reached") await memories.reached(detail.reference, new Date(detail.at).toISOString());
      return { kind: "call" };
    }
    const { id, detail } = event.data;
    const at = new Date(event.data.time).toISOString();
    const raised = { id, ...detail, at };
    const decision = decide(raised, await memories.of(detail.reference), threshold);
    log.info("a risk was looked at", { event: id, kind: decision.kind });
    if (decision.kind === "quiet") return decision;
    await alerts.publish(messageOf(raised));
    await audit.tell(
      auditEvent({
        at,
        actor: "function:risk-alert",
        action: "risk.told",
        outcome: "success",
        subject: topicArn,
        workload: "data-platform",
        // Risks of two patients may be seen in the same second.
        detail: { threshold, event: createHash("sha256").update(id).digest("hex") },
      }),
    );
    await memories.alerted(detail.reference, id);
    return decision;
  };
}
