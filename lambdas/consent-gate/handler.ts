import { DOCUMENTS_SUBJECT } from "../consent/contract";
import type { ConsentReader } from "../consent/ports";
import { historyOf } from "../consent/record";
import { stepEvent } from "../phi/audit";
import { readEvent, VALIDATED } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { consentTo } from "./core";

interface Ports {
  readonly consents: ConsentReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks before anything else is done with a document, and again before it goes out. */
export function createHandler({ consents, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(VALIDATED, input);
    const { id, purpose, recipient } = event.validation;
    const { state } = await historyOf(consents, DOCUMENTS_SUBJECT);
    const now = clock.now();
    const consent = consentTo(state, purpose, recipient, now);
    log.info("checked consent", { document: id, purpose, recipient, outcome: consent.outcome });
    const audit = stepEvent(contract.name, now, {
      action: "consent.checked",
      outcome: consent.outcome === "granted" ? "success" : "denied",
      subject: id,
      purpose,
      recipient,
      ...(consent.outcome === "refused" && { reason: consent.reason }),
      detail: { version: state.version, atRelease: "route" in event },
    });
    return { ...event, consent, audit };
  };
}
