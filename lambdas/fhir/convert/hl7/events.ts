import type { Encounter } from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import type { Message } from "../../../hl7/message";

interface Event {
  readonly what: string;
  /** Status of the visit that the event makes; `unknown` where the event is not about a visit. */
  readonly visit: Encounter["status"];
  /** Segments without which the event says nothing. */
  readonly needs: readonly string[];
}

const VISIT = ["PID", "PV1"];

/** Events that are read (HL7 v2.5.1, chapters 3 and 7), by type and trigger. */
export const EVENTS: Readonly<Record<string, Event>> = {
  "ADT^A01": { what: "admit a patient", visit: "in-progress", needs: VISIT },
  "ADT^A02": { what: "transfer a patient", visit: "in-progress", needs: VISIT },
  "ADT^A03": { what: "discharge a patient", visit: "finished", needs: VISIT },
  "ADT^A04": { what: "register a patient", visit: "in-progress", needs: VISIT },
  "ADT^A05": { what: "pre-admit a patient", visit: "planned", needs: VISIT },
  "ADT^A06": { what: "change an outpatient to an inpatient", visit: "in-progress", needs: VISIT },
  "ADT^A07": { what: "change an inpatient to an outpatient", visit: "in-progress", needs: VISIT },
  "ADT^A08": { what: "update a patient's information", visit: "in-progress", needs: VISIT },
  "ADT^A28": { what: "add a person", visit: "unknown", needs: ["PID"] },
  "ADT^A31": { what: "update a person's information", visit: "unknown", needs: ["PID"] },
  "ADT^A40": { what: "merge two patients", visit: "unknown", needs: ["PID", "MRG"] },
  "ORU^R01": { what: "results", visit: "unknown", needs: ["PID", "OBR"] },
};

/** What a message is about. Throws Hl7Fault for another event, and for one whose segments are missing. */
export function eventOf({ type, event, segments }: Message): Event {
  const found = EVENTS[`${type}^${event}`];
  if (found === undefined) throw new Hl7Fault("type-not-supported", { segment: "MSH", place: 1, field: 9 });
  const missing = found.needs.find((name) => !segments.some((segment) => segment.name === name));
  if (missing !== undefined) throw new Hl7Fault("segment-missing", { segment: missing });
  return found;
}
