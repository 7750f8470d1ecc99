import { stepEvent } from "../phi/audit";
import { readEvent, VALIDATED } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { decide } from "./core";
import type { ConsentSource } from "./ports";

interface Ports {
  readonly consents: ConsentSource;
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks before anything else is done with a document. */
export function createHandler({ consents, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(VALIDATED, input);
    const { id, purpose, recipient } = event.validation;
    const now = clock.now();
    const consent = decide(await consents.find(purpose, recipient), now);
    log.info("checked consent", { document: id, purpose, recipient, outcome: consent.outcome });
    const audit = stepEvent(contract.name, now, {
      action: "consent.checked",
      outcome: consent.outcome === "granted" ? "success" : "denied",
      subject: id,
      purpose,
      recipient,
      ...(consent.outcome === "refused" && { reason: consent.reason }),
    });
    return { ...event, consent, audit };
  };
}
