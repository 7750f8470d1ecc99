import type { Bundle, FhirResource } from "fhir/r4";

/** Why a part of a source did not come into a resource. */
export type Why =
  /** R4 has no element for it, or no map leads there. */
  | "not-mapped"
  /** The target takes one value, and there were more. */
  | "one-value-only"
  /** The code is not among those that have a counterpart. */
  | "code-not-known"
  /** No date, time or number can be read from it. */
  | "not-readable"
  /** A time of no known zone: the day is kept, the time is not. */
  | "zone-not-known"
  /** Characters that no text of FHIR may have. */
  | "control-character"
  /** The source was not sure enough of it. */
  | "below-threshold"
  /** A text says that it might be, that a relative has it, or that it was not measured. */
  | "hypothetical"
  | "of-family"
  | "negated"
  /** A test that was named without a result. */
  | "without-value"
  /** What it belongs to is not there. */
  | "without-subject";

/** A part of a source that is in no resource: its place (`PID-26`, `OBX-5.2 (segment 7)`, a column), never its value. */
export interface Unmapped {
  readonly where: string;
  readonly why: Why;
}

/** An element that the source says has to go: `urn:uuid:...` and the element's name. */
export interface Erased {
  readonly resource: string;
  readonly element: string;
}

/** What became of one message, claim or text: a transaction, what is not in it, and what it takes away. */
export interface Conversion {
  readonly bundle: Bundle<FhirResource>;
  readonly unmapped: readonly Unmapped[];
  readonly erased: readonly Erased[];
}
