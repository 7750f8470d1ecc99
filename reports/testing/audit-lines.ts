import { createHash } from "node:crypto";

import { auditEvent, type AuditEvent } from "../model/audit-event";

/** Synthetic audit events with their true ids, a second apart; the same numbers give the same events. */
export function syntheticEvents(count: number, from = "2026-03-01T00:00:00.000Z", first = 0): AuditEvent[] {
  const start = Date.parse(from);
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return auditEvent({
      at: new Date(start + number * 1000).toISOString(),
      actor: number % 5 === 0 ? "function:image-read" : "function:fhir-read",
      action: number % 5 === 0 ? "image.read" : number % 7 === 0 ? "fhir.search" : "fhir.read",
      outcome: number % 97 === 0 ? "denied" : "success",
      subject: digest(`subject ${number % 5000}`),
      purpose: number % 3 === 0 ? "payment" : "treatment",
      workload: number % 5 === 0 ? "imaging" : "fhir-api",
      detail: { caller: digest(`caller ${number % 300}`), type: "patient", records: number % 9, status: 200, number },
    });
  });
}

export const linesOf = (events: readonly AuditEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
