import type { CodeableConcept, Encounter, Reference } from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import type { SegmentReader } from "../../../hl7/value";
import type { Context } from "./map";

/** Where the reader of a message is: what the next segment belongs to. */
export interface State {
  readonly context: Context;
  /** Status of the visit that the event makes. */
  readonly visit: Encounter["status"];
  /** MSH-10: what tells two messages apart. */
  readonly controlId: string;
  /** MSH-7, where it is a time. */
  readonly sentAt: string | undefined;
  patient?: { readonly reference: Reference; readonly pid: SegmentReader } | undefined;
  encounter?: Reference | undefined;
  report?: Reference | undefined;
  /** What a note would be about. */
  noted?: Reference | undefined;
}

/** Whom a segment is about. Throws Hl7Fault before the first patient. */
export function subjectOf({ patient }: State, { place }: SegmentReader): Reference {
  if (patient === undefined) throw new Hl7Fault("segment-missing", { segment: "PID", place });
  return patient.reference;
}

/** A field without which a segment says nothing. */
export const missing = ({ name, place }: SegmentReader, field: number): Hl7Fault =>
  new Hl7Fault("field-missing", { segment: name, place, field });

/** What of a concept tells it from others. */
export function codeFacts({ coding: [first] = [], text }: CodeableConcept): string[] {
  return first?.code === undefined ? ["", text ?? ""] : [first.system ?? "", first.code];
}
