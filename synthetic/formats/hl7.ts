import { isoDay, isoInstant, type Day } from "../calendar";
import { notesOf } from "../notes/notes";
import { onDay, type Coded, type Encounter, type PatientRecord, type Person } from "../record";

/** Text of a field: the marks of HL7 escaped (HL7 v2.5.1, chapter 2.7). */
function field(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    "\\": "\\E\\",
    "|": "\\F\\",
    "^": "\\S\\",
    "~": "\\R\\",
    "&": "\\T\\",
  };
  return text.replace(/[\\|^~&]/g, (mark) => escapes[mark]!).replace(/\r?\n/g, "\\.br\\");
}

const day = (of: Day): string => isoDay(of).replaceAll("-", "");
const instant = (of: Day, minute: number): string => isoInstant(of, minute).replace(/[-:TZ]/g, "");

const NAMES_OF: Readonly<Record<Coded["system"], string>> = {
  snomed: "SCT",
  icd10: "I10",
  loinc: "LN",
  rxnorm: "RXNORM",
  cpt: "C4",
  cvx: "CVX",
};
const coded = ({ system, code, display }: Coded): string => `${field(code)}^${field(display)}^${NAMES_OF[system]}`;

/** Segments of a message end with a carriage return. */
function message(type: string, of: Encounter, id: string, at: string, segments: readonly string[]): string {
  const head = `MSH|^~\\&|SYNTH|${field(of.organization.name)}|RECEIVER|TEST|${at}||${type}|${id}|T|2.5.1`;
  return `${[head, ...segments].join("\r")}\r`;
}

function patientSegment(person: Person, on: Day): string {
  const home = onDay(person.homes, on)!;
  const family = onDay(person.names, on)!.family;
  const mother = person.relatives.find(({ relation }) => relation === "mother")!;
  const address = [home.line, "", home.city, home.state, home.zip, "USA", "H"].map(field).join("^");
  return [
    "PID|1",
    "",
    `${field(person.mrn)}^^^SYNTH^MR`,
    "",
    `${[family, person.given, person.middle].map(field).join("^")}^^^^L`,
    field(mother.family),
    day(person.born),
    person.sex === "female" ? "F" : "M",
    "",
    `${person.race[0]}^${field(person.race[1])}^HL70005`,
    address,
    "",
    `${field(person.phone)}^PRN^PH~^NET^Internet^${field(person.email)}`,
    "",
    person.language,
    "",
    "",
    "",
    field(person.ssn),
    ...(person.died === undefined || person.died > on
      ? []
      : Array.from({ length: 9 }, () => "").concat(day(person.died), "Y")),
  ].join("|");
}

function relativeSegments({ relatives }: Person): string[] {
  const roles = { mother: "MTH^mother", spouse: "SPO^spouse", child: "CHD^child" } as const;
  return relatives.map(
    ({ relation, given, family, phone }, index) =>
      `NK1|${index + 1}|${field(family)}^${field(given)}|${roles[relation]}^HL70063||${field(phone)}`,
  );
}

function visitSegment(of: Encounter): string {
  const { npi, family, given, credential } = of.practitioner;
  const kinds = { ambulatory: "O", emergency: "E", inpatient: "I" } as const;
  const doctor = `${npi}^${field(family)}^${field(given)}^^^^${field(credential)}^^NPI`;
  const start = instant(of.day, of.minute);
  const end = instant(of.endDay, of.endMinute);
  const empty = (count: number): string => "|".repeat(count);
  return `PV1|1|${kinds[of.kind]}|${field(of.organization.name)}|||${empty(1)}${doctor}${empty(12)}${of.id}${empty(25)}${start}|${end}`;
}

/**
 * Messages of a patient in the order of time, HL7 v2.5.1: ADT^A04 or A01 and A03 for an encounter, ORU^R01 for a report, MDM^T02 for a
 * note. Marked as test (MSH-11 is T).
 */
export function hl7Messages(record: PatientRecord): string[] {
  const { person } = record;
  const notes = new Map(notesOf(record).map((note) => [note.encounter.id, note]));
  const messages: string[] = [];
  for (const of of record.encounters) {
    const patient = patientSegment(person, of.day);
    const patientAtEnd = patientSegment(person, of.endDay);
    const start = instant(of.day, of.minute);
    const end = instant(of.endDay, of.endMinute);
    const claim = record.claims.find(({ encounterId }) => encounterId === of.id);
    const diagnoses = (claim?.diagnoses ?? []).map((code, index) => `DG1|${index + 1}||${coded(code)}|||F`);
    const coverage = onDay(person.coverages, of.day);
    const insurance = coverage
      ? [
          `IN1|1|${coverage.kind}|${field(coverage.payer)}|${field(coverage.payer)}${"|".repeat(32)}${field(coverage.memberId)}`,
        ]
      : [];
    const visit = visitSegment(of);
    const arrival = of.kind === "inpatient" ? "ADT^A01^ADT_A01" : "ADT^A04^ADT_A01";
    const id = (suffix: string): string => `${of.id.slice(0, 12)}${suffix}`;
    messages.push(
      message(arrival, of, id("A"), start, [
        `EVN||${start}`,
        patient,
        ...relativeSegments(person),
        visit,
        ...diagnoses,
        ...insurance,
      ]),
    );
    record.reports
      .filter(({ encounterId }) => encounterId === of.id)
      .forEach((report, index) => {
        const results = report.observationIds.map((found) => record.observations.find(({ id: own }) => own === found)!);
        const observations = results.map(({ code, value, unit, low, high }, at) => {
          const range = low === undefined || high === undefined ? "" : `${low}-${high}`;
          const flag = low !== undefined && value < low ? "L" : high !== undefined && value > high ? "H" : "N";
          return `OBX|${at + 1}|NM|${coded(code)}||${value}|${field(unit)}^^UCUM|${range}|${flag}|||F|||${end}`;
        });
        const request = `OBR|1||${report.id}|${coded(report.code)}|||${start}${"|".repeat(15)}${end}|||F`;
        messages.push(message("ORU^R01^ORU_R01", of, id(`R${index}`), end, [patient, visit, request, ...observations]));
      });
    const note = notes.get(of.id);
    if (note !== undefined) {
      const lines = note.text
        .split("\n")
        .map((line, at) => `OBX|${at + 1}|TX|11506-3^Progress note^LN||${field(line)}||||||F`);
      messages.push(
        message("MDM^T02^MDM_T02", of, id("N"), end, [`EVN||${end}`, patient, visit, `TXA|1|CN|TX|${end}`, ...lines]),
      );
    }
    if (of.kind === "inpatient")
      messages.push(message("ADT^A03^ADT_A03", of, id("D"), end, [`EVN||${end}`, patientAtEnd, visit]));
  }
  return messages;
}
