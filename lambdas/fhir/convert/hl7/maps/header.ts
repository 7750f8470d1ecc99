import type { Provenance } from "fhir/r4";
import { field, lost, one, structure, type SegmentMap } from "../map";
import { staff } from "../types/names";
import { dateTime } from "../types/times";

/** MSH-11 to 21. */
const TRANSPORT = [
  "Processing ID",
  "Version ID",
  "Sequence Number",
  "Continuation Pointer",
  "Accept Acknowledgment Type",
  "Application Acknowledgment Type",
  "Country Code",
  "Character Set",
  "Principal Language Of Message",
  "Alternate Character Set Handling Scheme",
  "Message Profile Identifier",
];

export const AGENTS = { system: "http://terminology.hl7.org/CodeSystem/provenance-participant-type" } as const;

/** Made by the converter, which knows the whole message: who sent it, its number and its event. */
export const MSH: SegmentMap<Provenance> = {
  segment: "MSH",
  resource: "Provenance",
  rows: [
    structure(1, "Field Separator"),
    structure(2, "Encoding Characters"),
    field(3, "Sending Application", "agent.who, entity.what.identifier.system", () => undefined),
    field(4, "Sending Facility", "agent.who; the authority of numbers that name none", () => undefined),
    structure(5, "Receiving Application"),
    structure(6, "Receiving Facility"),
    field(7, "Date/Time of Message", "recorded", () => undefined),
    structure(8, "Security"),
    field(9, "Message Type", "activity", () => undefined),
    field(10, "Message Control ID", "entity.what.identifier.value", () => undefined),
    ...[11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21].map((at) =>
      structure<Provenance>(at, TRANSPORT[at - 11] as string),
    ),
  ],
};

export const EVN: SegmentMap<Provenance> = {
  segment: "EVN",
  resource: "Provenance",
  rows: [
    structure(1, "Event Type Code"),
    structure(2, "Recorded Date/Time"),
    lost(3, "Date/Time Planned Event", "R4 has no element for it"),
    lost(4, "Event Reason Code", "R4 has no element for it"),
    field(5, "Operator ID", "agent(enterer).who", (from, into, context) => {
      for (const value of from.values(5)) {
        const who = staff.read(value, context);
        if (who !== undefined) into.agent.push({ type: { coding: [{ ...AGENTS, code: "enterer" }] }, who });
      }
    }),
    one<Provenance, "occurredDateTime">(6, "Event Occurred", "occurredDateTime", dateTime),
    lost(7, "Event Facility", "R4 has no element for it"),
  ],
};
