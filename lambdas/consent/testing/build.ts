import { admit } from "../admit";
import type { Author, Command, ConsentEvent } from "../event";
import { stateOf } from "../state";
import type { Grant } from "../event";

export const STAFF: Author = { role: "staff", caller: "5a".repeat(32) };
export const PATIENT: Author = { role: "patient", caller: "7b".repeat(32) };
export const AT = "2026-11-22T12:00:00.000Z";

/** The history after these changes, those that are refused left out. */
export function historyAfter(changes: readonly (readonly [Command, Date, Author?])[]): ConsentEvent[] {
  const events: ConsentEvent[] = [];
  for (const [change, now, by = STAFF] of changes) {
    const admission = admit({ events, state: stateOf(events) }, change, by, now);
    if (admission.kind === "event") events.push(admission.event);
  }
  return events;
}

export function grant(more: Partial<Grant> = {}): Grant {
  return {
    kind: "grant",
    requestId: "grant-0001",
    basis: "authorization",
    purposes: ["HRESCH"],
    recipients: ["north.lab"],
    classes: ["general"],
    ...more,
  };
}
