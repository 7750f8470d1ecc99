import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { ALERTS_DUE, CALL_COMPLETED, contract, RISK_RAISED, RISK_SOURCE, type Outreach } from "./contract";
import {
  alertMessage,
  alertOf,
  digestDay,
  digestMessage,
  digestOf,
  escalationMessage,
  hoursAfter,
  isWaiting,
  localTime,
  sendableAt,
  sinceOf,
  WAITS,
  type Raised,
  type Waiting,
} from "./core";
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
  z.object({ "detail-type": z.literal(ALERTS_DUE), source: z.literal(RISK_SOURCE) }),
]);

interface Ports {
  readonly threshold: number;
  readonly topicArn: string;
  readonly escalationTopicArn: string;
  readonly outreach: Outreach;
  readonly memories: Memories;
  readonly alerts: Alerts;
  readonly audit: AuditTrail;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Longer than a run goes on: who claimed an alert for as long and has not told of it then never will. */
const CLAIM_MS = contract.timeoutSeconds * 1000;
/** Alerts of a sweep at the same time, and what has to be left of its time for more: the rest waits for the next sweep. */
const AT_ONCE = 10;
const LEAST_LEFT_MS = 20_000;

type Step = "alert" | "escalated" | "held" | "reached" | "taken";
export type Outcome =
  | { readonly kind: "call" | "alert" | "held" }
  | { readonly kind: "quiet"; readonly reason: "below-threshold" | "already-told" | "reached-lately" }
  | ({ readonly kind: "swept"; readonly digest: string } & Readonly<Record<Step, number>>);

/**
 * Hears of risks and of calls, and is woken up for what is due. Whoever sends something claims it first, for as long as a run takes; it is noted
 * as sent once it was sent and told: should the function end before that, a second notice comes, which is better than none.
 */
export function createHandler(ports: Ports) {
  const { threshold, outreach, memories, clock, log } = ports;
  const claimed = (): string => new Date(clock().getTime() + CLAIM_MS).toISOString();

  /** Does what an alert waits for, or puts it off until the end of the quiet hours. `isOurs`: it was claimed when it was kept. */
  async function advance(alert: Waiting, isOurs = false): Promise<Step> {
    const now = clock();
    const at = sendableAt(now, alert.riskScore, outreach);
    if (at > now) return (await memories.claim(alert, at.toISOString())) === "claimed" ? "held" : "taken";
    const until = isOurs ? alert.due : claimed();
    const claim = isOurs ? "claimed" : await memories.claim(alert, until, sinceOf(alert));
    if (claim === "taken") return "taken";
    const ours = { ...alert, due: until };
    if (claim === "reached") {
      await memories.ended(alert, "reached");
      return "reached";
    }
    if (ours.waits === "answer") {
      await send(ports, "escalation", ours);
      await memories.ended(ours, "escalated");
      return "escalated";
    }
    await send(ports, "alert", ours);
    const toldAt = now.toISOString();
    const due = hoursAfter(toldAt, outreach.escalateAfterHours);
    await memories.told(ours, { toldAt, day: localTime(now, outreach.timeZone).day, due });
    return "alert";
  }

  async function raise(raised: Raised): Promise<Outcome> {
    if (raised.riskScore < threshold) return { kind: "quiet", reason: "below-threshold" };
    const now = clock();
    const at = sendableAt(now, raised.riskScore, outreach);
    const isHeld = at > now;
    const fresh: Waiting = { ...alertOf(raised), waits: "telling", due: isHeld ? at.toISOString() : claimed() };
    const kept = await memories.keep(fresh, sinceOf(fresh));
    if (kept === "reached") return { kind: "quiet", reason: "reached-lately" };
    if (kept === "kept") return { kind: isHeld || (await advance(fresh, true)) === "held" ? "held" : "alert" };
    // It came before: somebody has told of it, is about to, or has given up on it.
    const known = await memories.known(fresh.id);
    if (known === undefined || !isWaiting(known) || known.waits !== "telling" || new Date(known.due) > clock())
      return { kind: "quiet", reason: "already-told" };
    const step = await advance(known);
    if (step === "reached") return { kind: "quiet", reason: "reached-lately" };
    return step === "alert" || step === "held" ? { kind: step } : { kind: "quiet", reason: "already-told" };
  }

  /** Sends the digest of the last day that is over, once. */
  async function digest(): Promise<string> {
    const now = clock();
    const day = digestDay(now, outreach);
    const at = await memories.claimDigest(day, now.toISOString(), claimed());
    if (at === undefined) return "sent";
    const told = await memories.toldOn(day);
    const references = [...new Set(told.map((alert) => alert.reference))];
    const summed = digestOf(day, told, await memories.reachedAt(references));
    await ports.alerts.publish("digest", digestMessage(summed));
    const { told: count, reached, escalated, waiting } = summed;
    await tell(
      ports,
      { at, action: "risk.summed", subject: ports.topicArn },
      { told: count, reached, escalated, waiting },
    );
    await memories.digestSent(day);
    return "now";
  }

  async function sweep(remainingMs: () => number): Promise<Outcome> {
    const steps: Record<Step, number> = { alert: 0, escalated: 0, held: 0, reached: 0, taken: 0 };
    const errors: unknown[] = [];
    /** One that can't be sent keeps no other back; the sweep fails in the end, so that somebody hears of it. */
    const attempt = async <T>(work: Promise<T>): Promise<T | undefined> =>
      work.catch((error) => void errors.push(error));
    const begun = clock().toISOString();
    for (const waits of WAITS) {
      for await (const part of memories.due(waits, begun)) {
        for (let at = 0; at < part.length && remainingMs() > LEAST_LEFT_MS; at += AT_ONCE) {
          const done = part.slice(at, at + AT_ONCE).map((alert) => attempt(advance(alert)));
          for (const step of await Promise.all(done)) if (step !== undefined) steps[step] += 1;
        }
        if (remainingMs() <= LEAST_LEFT_MS) break;
      }
    }
    const summed = (await attempt(digest())) ?? "failed";
    log.info("what was due was looked at", { ...steps, digest: summed, errors: errors.length });
    if (errors.length > 0) throw errors[0];
    return { kind: "swept", digest: summed, ...steps };
  }

  return async (
    input: unknown,
    context: { getRemainingTimeInMillis(): number } = { getRemainingTimeInMillis: () => CLAIM_MS },
  ): Promise<Outcome> => {
    const event = EVENT.safeParse(input);
    if (!event.success)
      throw new RefusedEvent(`the event's ${event.error.issues[0]?.path.join(".") ?? ""} can't be read`);
    switch (event.data["detail-type"]) {
      case ALERTS_DUE:
        return sweep(() => context.getRemainingTimeInMillis());
      case CALL_COMPLETED: {
        const { detail } = event.data;
        if (detail.outcome === "reached") await memories.reached(detail.reference, new Date(detail.at).toISOString());
        return { kind: "call" };
      }
      case RISK_RAISED: {
        const { id, detail } = event.data;
        const outcome = await raise({ id, ...detail, at: new Date(event.data.time).toISOString() });
        log.info("a risk was looked at", { event: id, kind: outcome.kind });
        return outcome;
      }
    }
  };
}

/** Sends one alert or escalation and tells auditors. A second try says the same. */
async function send(ports: Ports, notice: "alert" | "escalation", alert: Waiting): Promise<void> {
  const { topicArn, escalationTopicArn, threshold } = ports;
  const isAlert = notice === "alert";
  await ports.alerts.publish(notice, isAlert ? alertMessage(alert) : escalationMessage(alert));
  const { action, at, subject } = isAlert
    ? { action: "risk.told", at: alert.raisedAt, subject: topicArn }
    : { action: "risk.escalated", at: alert.toldAt ?? alert.raisedAt, subject: escalationTopicArn };
  // Risks of two patients may be seen in the same second.
  await tell(ports, { at, action, subject }, { threshold, event: alert.id });
}

async function tell(
  { audit }: Ports,
  facts: { readonly at: string; readonly action: string; readonly subject: string },
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  const [actor, outcome, workload] = ["function:risk-alert", "success", "data-platform"] as const;
  await audit.tell(auditEvent({ ...facts, actor, outcome, workload, detail }));
}
