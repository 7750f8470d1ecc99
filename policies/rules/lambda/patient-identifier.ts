import { fromBoolean, unknown, yes, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { everyNamedText, inSnakeCase, isPointer } from "./named-texts";

/**
 * Identifiers of 45 CFR 164.514(b)(2) that give themselves away by their shape: social security numbers (never 000, 666 or 9xx in front),
 * medical record numbers and dates of birth with their label, the patient segment of an HL7 v2 message.
 */
const IDENTIFIER_VALUES: readonly RegExp[] = [
  /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/,
  /\bMRN[\s:#=-]*[A-Z]{0,3}\d{5,12}\b/i,
  /\b(DOB|date of birth)[\s:=-]*\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/i,
  /^PID\|\d*\|/m,
];

/** Names, in snake case, of an identifier, with what its value must look like to be one. */
const IDENTIFIER_NAMES: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/(^|_)(ssn|social_security_number|mrn|medical_record_number|member_id|patient_(id|phone))$/, /(\d\D{0,3}){5}/],
  [/(^|_)(dob|date_of_birth|birth_date)$/, /\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|^\d{8}$/],
  [/(^|_)patient_(first_|last_)?(name|email|address)$/, /\S[\s@]\S/],
];

/** A value that is not known yet comes from another resource, so it is no patient's; only a name that promises an identifier leaves it open. */
export function noPatientIdentifier(name: string, value: Reading<unknown>): Answer {
  const shapes = IDENTIFIER_NAMES.filter(([pattern]) => pattern.test(inSnakeCase(name))).map(([, shape]) => shape);
  const text = valueOf(value);
  if (text === UNKNOWN) return shapes.length > 0 ? unknown(pathOf(value)) : yes;
  if (typeof text !== "string") return yes;
  const isIdentifier =
    (!isPointer(text) && shapes.some((shape) => shape.test(text))) ||
    IDENTIFIER_VALUES.some((pattern) => pattern.test(text));
  return fromBoolean(!isIdentifier, pathOf(value));
}

/** No text of the map or document looks like an identifier of a patient; a document that is not known yet is unknown. */
export function noPatientIdentifierIn(r: Reading<unknown>): Answer {
  return valueOf(r) === UNKNOWN ? unknown(pathOf(r)) : everyNamedText(r, noPatientIdentifier, pathOf(r));
}
