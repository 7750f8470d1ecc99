import type { Subtype } from "../../subtypes";
import { words } from "./people";

export type ColumnSubtype = Extract<
  Subtype,
  | "patient-name"
  | "provider-name"
  | "relative-name"
  | "person-name"
  | "organization"
  | "facility"
  | "city"
  | "profession"
  | "username"
  | "room"
>;

const list = (heads: string): readonly string[] => heads.split(",").map((head) => head.trim().replace(/\s+/g, " "));

const HEADS: Readonly<Record<ColumnSubtype, readonly string[]>> = {
  "patient-name": list(`
    patient, patient name, pt, pt name, name of patient, resident, resident name, client, client name, last name, first name, surname, lname, fname,
    given name, family name, forename, full name, child, student, member name, insured, subscriber, dependent, donor, recipient
  `),
  "provider-name": list(`
    attending, attending md, attending physician, physician, provider, doctor, dr, md, pcp, prescriber, surgeon, nurse, rn, lpn, aide, cna, tech, therapist,
    assistant, resident md, fellow, ordering, ordering md, ordering provider, referring, referring md, referred by, ref from, ref to, seen by, taken by,
    entered by, done by, reviewed by, signed by, given by, anesthesia, circulator, scrub, interpreter, counselor, chaplain, sitter, primary nurse, care
    manager, case manager, charge, hygienist, dentist, hospitalist, intensivist, staff, clinician, author, pharmacist, relief, teacher, coach
  `),
  "relative-name": list(`
    contact, emergency contact, next of kin, nok, caller, visitor, guest, spouse, guardian, parent, mother, father, caregiver, proxy, host, family contact,
    responsible party, guarantor, escort
  `),
  "person-name": list(
    "name, employee, employee name, worker, witness, driver, attendee, participant, person, user name, assigned to, owner, supervisor",
  ),
  organization: list("employer, company, employer name, school, agency, workplace, pharmacy"),
  facility: list(
    "facility, hospital, clinic, facility name, hospital name, site of care, from facility, to facility, nursing home, snf, transferred from, transferred to",
  ),
  city: list("city, town, residence, home town, hometown, birthplace, place of birth, village"),
  profession: list("occupation, job, job title, profession, trade, position"),
  username: list("username, user, login, user id, userid, login id, logon"),
  room: list("room, bed, rm, room bed, rm bed, room no"),
};

/** What a column holds, by the words of its head in small letters. */
export const COLUMN_HEADS: ReadonlyMap<string, ColumnSubtype> = new Map(
  Object.entries(HEADS).flatMap(([subtype, heads]) =>
    heads.map((head): [string, ColumnSubtype] => [head, subtype as ColumnSubtype]),
  ),
);

/** Heads of columns that hold no name, no place and no work. */
export const OTHER_HEADS: ReadonlySet<string> = new Set([
  ...words(`
    date time dob age sex gender mrn id no number phone tel fax email zip state street address dx diagnosis procedure case surgery drug medication dose route
    freq frequency site lot status plan task message re reason notes note comment comments remarks unit ward floor shift day night dept department role type
    code acuity level diet iso isolation allergies allergy los admit admitted discharged dispo service specialty time amount balance auth claim ssn account
    acct visit arrived appt appointment start end break hours relation relationship language result test flag value range vitals bp pain weight wt o iv
    insurer insurance payer carrier supplier vendor precautions activity fall score priority order orders labs exam accession specimen source or gender race faith religion title exposure ppd due last expires sec
    maker model qty count item reorder vaccine given
  `),
  ...list(`
    date of birth, birth date, last seen, last login, last visit, last ppd, med rec, med rec no, medical record, admit date, adm date, date of service, code status,
    chief complaint, phone number, home phone, cell phone, zip code, patient id, member id, group no, policy no, date time, time in, time out, see md, or room,
    length of stay, expected dc, dc date, next visit, appt time, admit dx, claim no, acct no, reason for visit, fall risk
  `),
]);

/** Heads that show that a table is about people, so that `Name` is one of a person. */
export const PERSON_HEADS: ReadonlySet<string> = new Set(
  list(
    "dob, date of birth, birth date, age, sex, gender, mrn, ssn, phone, phone number, home phone, cell phone, email, relation, relationship, role, title, address, member id, last login",
  ),
);
