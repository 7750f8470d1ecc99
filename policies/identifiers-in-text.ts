import { fromBoolean, unknown, yes, type Answer } from "./answer";
import { pathOf, valueOf, type Reading } from "./reading";
import { UNKNOWN } from "./value";
import { everyNamedText, inSnakeCase, isPointer } from "./named-texts";

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
    (!isPointer(text) && shapes.some((shape) => shape.test(text))) || tellsPatient(text) || HL7_PATIENT.test(text);
  return fromBoolean(!isIdentifier, pathOf(value));
}

/** No text of the map or document looks like an identifier of a patient; a document that is not known yet is unknown. */
export function noPatientIdentifierIn(r: Reading<unknown>): Answer {
  return valueOf(r) === UNKNOWN ? unknown(pathOf(r)) : everyNamedText(r, noPatientIdentifier, pathOf(r));
}

/**
 * Whether a text tells of a patient by the shape of its words. All of these are among the identifiers of 45 CFR 164.514(b)(2); names and
 * places have no shape that could be told from other words.
 */
export function tellsPatient(text: string): boolean {
  // `patientMrn` is read as two words.
  const words = text.replace(/([a-z])([A-Z])/g, "$1 $2");
  return SSN.test(words) || MRN.test(words) || BIRTH.test(words) || (NPI.test(words) && PERSON.test(words));
}

/** Whether a text holds a mail address or a telephone number, a patient's or another's. */
export function tellsContact(text: string): boolean {
  return EMAIL.test(text) || PHONE.test(text);
}

/**
 * Social security numbers as they are always written, and taxpayer numbers, which begin with a 9 and look the same; none has zeros alone in
 * a group, or 666 in front. With the word before them also without hyphens.
 */
const SSN =
  /(?<!\d-?)(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?!-?\d)|(?<![a-z])ssn[\s:#=_.-]*\d{3}[\s_.-]?\d{2}[\s_.-]?\d{4}(?!\d)/i;

/** The patient segment of an HL7 v2 message. */
const HL7_PATIENT = /^PID\|\d*\|/m;

/** Medical record numbers have no shape of their own: the word tells them. */
const MRN = /(?<![a-z])(mrn|medical[\s_-]*record([\s_-]*(number|num|no))?)[\s:#=_.-]*[a-z]{0,3}-?\d{5}/i;

/** A date alone may be anything; one of birth says so. */
const BIRTH =
  /(?<![a-z])(dob|date[\s_-]*of[\s_-]*birth|birth[\s_-]*da(te|y)|born)[\s:#=_.-]*(on[\s_-]*)?(\d{4}[-/._]?\d{2}[-/._]?\d{2}|\d{1,2}[-/._]\d{1,2}[-/._]\d{2,4})(?!\d)/i;

/** A provider's number is public; beside a name it tells who treated whom. */
const NPI = /(?<![a-z])npi[\s:#=_.-]*\d{10}(?!\d)/i;
const PERSON = /(?<![A-Za-z])[Dd]r(?![A-Za-z])|[A-Z][a-z]+[\s_-]+[A-Z][a-z]+/;

const EMAIL = /(?<![a-z0-9._%+-])[a-z0-9._%+-]+@([a-z0-9-]+\.)+[a-z]{2}/i;
const PHONE = /(?<!\d[.-]?)(\+?1[\s.-]?)?(\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!-?\d)|(?<!\w)\+1\d{10}(?!\d)/;
