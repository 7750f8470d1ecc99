import type { Identifier, Patient } from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import type { SegmentReader } from "../../../hl7/value";
import type { Context } from "./map";

/** Types of numbers that stand for the patient in the sender's own house (HL7's table 0203), the surest first. */
const OWN = ["MR", "PI", "PT", "PE"];

/** The number by which a patient is known. Throws Hl7Fault where there is none. */
export function primary({ identifier = [] }: Patient, { name, place }: SegmentReader, field: number): Identifier {
  const rank = ({ type }: Identifier): number => {
    const at = OWN.indexOf(type?.coding?.[0]?.code ?? "");
    return at < 0 ? OWN.length : at;
  };
  const [first] = [...identifier].sort((a, b) => rank(a) - rank(b));
  if (first?.value === undefined) throw new Hl7Fault("field-missing", { segment: name, place, field });
  return first;
}

/** What a patient's id is made from: number and authority, the sender's where it names none. */
export const factsOf = ({ system, value }: Identifier, { facility }: Context): readonly [string, string] => [
  system ?? `urn:id:${encodeURIComponent(facility)}`,
  value ?? "",
];
