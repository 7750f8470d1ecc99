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

/** Social security numbers as they are always written; with the word before them also without hyphens. */
const SSN = /(?<!\d-?)\d{3}-\d{2}-\d{4}(?!-?\d)|(?<![a-z])ssn[\s:#=_.-]*\d{3}[\s_.-]?\d{2}[\s_.-]?\d{4}(?!\d)/i;

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
