import type { AuditTrail } from "../audit/ports";
import { drillEvent, type Clock, type DrillEvent, type Log } from "../recovery/drill";
import { report } from "./core";

export interface Ports {
  readonly audit: AuditTrail;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the machine goes on by: whether all is within what the platform states. */
export interface DrillResult extends DrillEvent {
  readonly met: boolean;
}

/** Tells the evidence. `$.error` says that the drill ended early; its text stays behind, as it may quote anything. */
export function createHandler({ audit, clock, log }: Ports) {
  return async (input: unknown): Promise<DrillResult> => {
    const event = drillEvent(input);
    const { events, met } = report(event, event.noted?.at ?? clock.now(), event["error"] !== undefined);
    for (const one of events) await audit.tell(one);
    log.info("told of a drill", { mode: event.mode, events: events.length, met: String(met) });
    return { ...event, met };
  };
}
