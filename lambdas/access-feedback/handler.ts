import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { REVIEWED } from "./contract";
import { thresholdAfter, VERDICTS } from "./core";
import type { Clock, Feedback, Log } from "./ports";

const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const INPUT = z.strictObject({ caller: HASH, event: HASH, verdict: z.enum(VERDICTS) });

/** No second try would mend it. */
export class MalformedVerdict extends Error {
  override readonly name = "MalformedVerdict";
}

const TRIES = 5;

/**
 * Takes a verdict on an alert, once: `{"caller": <hash>, "event": <id of the access>, "verdict": "misuse" or "honest"}`. The same verdict again
 * changes nothing. Who called stands in the trail of the account; the role that may is the reviewers'.
 */
export function createHandler(ports: { feedback: Feedback; audit: AuditTrail; clock: Clock; log: Log }) {
  const { feedback, audit, clock, log } = ports;
  return async (input: unknown): Promise<{ readonly threshold: number }> => {
    const read = INPUT.safeParse(input);
    if (!read.success)
      throw new MalformedVerdict(
        'wanted {"caller": "<64 hex digits>", "event": "<64 hex digits>", "verdict": "misuse" or "honest"}',
      );
    const { verdict, ...reviewed } = read.data;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const { alert, review: before, threshold } = await feedback.of(reviewed);
      if (alert === undefined) throw new MalformedVerdict("event: nobody was told of it");
      if (before !== undefined) {
        if (before.reason !== verdict) throw new MalformedVerdict("event: there is another verdict on it");
        await audit.tell(before);
        return { threshold: threshold.value };
      }
      const value = thresholdAfter(threshold.value, verdict);
      const review = auditEvent({
        at: clock().toISOString(),
        actor: "role:access-reviewer",
        action: REVIEWED,
        outcome: "success",
        subject: reviewed.caller,
        reason: verdict,
        workload: "fhir-api",
        detail: { alert: alert.id, event: reviewed.event, thresholdBefore: threshold.value, thresholdAfter: value },
      });
      if ((await feedback.keep(reviewed, review, { value, version: threshold.version + 1 })) === "changed") continue;
      await audit.tell(review);
      log.info("an alert was reviewed", { alert: alert.id, verdict, threshold: value });
      return { threshold: value };
    }
    throw new Error("other verdicts came between; try again");
  };
}
