import type { Address, Patient } from "fhir/r4";
import { addTo, field, list, lost, one, structure, type Row, type SegmentMap } from "../map";
import { coded, codeOf, text, translated, yesNo } from "../types/codes";
import { hasType, identifier, licence, numberOf, US_SSN } from "../types/identifiers";
import { familyName, humanName } from "../types/names";
import { address } from "../types/places";
import { contact } from "../types/telecom";
import { dateTime, hl7Time, timeAt } from "../types/times";
import { codeExtension, extension, usCore } from "./extensions";

/** HL7's table 0001. */
export const SEX = codeOf({ F: "female", M: "male", O: "other", A: "other", N: "other", U: "unknown" } as const);

/** HL7's table 0002, where v3's MaritalStatus means the same. */
export const MARITAL = translated("0002", "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", {
  M: ["M"],
  S: ["S"],
  W: ["W"],
  D: ["D"],
  C: ["C"],
  I: ["I"],
  E: ["L"],
  N: ["A"],
  P: ["T"],
  U: ["UNK", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"],
});

const BIRTH_TIME = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";
const isSsn = ({ system }: { readonly system?: string }): boolean => system === US_SSN;
const isLicence = hasType("DL");

const birth = field<Patient>(
  7,
  "Date/Time of Birth",
  "birthDate",
  (from, into, context) => {
    const [value] = from.values(7);
    const read = value && timeAt(value, 1, context);
    if (read === undefined) return;
    into.birthDate = read.slice(0, 10);
    if (read.includes("T")) into._birthDate = { extension: [{ url: BIRTH_TIME, valueDateTime: read }] };
  },
  ({ birthDate, _birthDate }, writing) =>
    writing.text(
      hl7Time(_birthDate?.extension?.find(({ url }) => url === BIRTH_TIME)?.valueDateTime ?? birthDate ?? ""),
    ),
);

/** An older place of the county: the only address's, or else a line of its own. */
const county: Row<Patient> = {
  at: 12,
  what: "County Code",
  to: "address.district",
  reads: (from, into) => {
    const district = from.text(12);
    if (district === undefined) return;
    const [only, another] = into.address ?? [];
    if (only !== undefined && another === undefined && (only.district ?? district) === district)
      only.district = district;
    else addTo<Patient, "address">(into, "address", { district });
  },
};

const births = field<Patient>(
  25,
  "Birth Order",
  "multipleBirthInteger",
  (from, into) => {
    const order = from.text(25) ?? "";
    if (!/^[1-9]\d?$/.test(order)) from.values(25)[0]?.refuse(1, "not-readable");
    // R4 has the one or the other.
    else {
      into.multipleBirthInteger = Number(order);
      delete into.multipleBirthBoolean;
    }
  },
  ({ multipleBirthInteger: order }) => (order === undefined ? "" : String(order)),
);

const dead = field<Patient>(
  30,
  "Patient Death Indicator",
  "deceasedBoolean",
  (from, into, context) => {
    const [value] = from.values(30);
    const is = value && yesNo.read(value, context);
    if (is === undefined) return;
    if (into.deceasedDateTime === undefined) into.deceasedBoolean = is;
    else if (!is) value?.refuse(1, "one-value-only");
  },
  ({ deceasedBoolean }, writing) => (deceasedBoolean === undefined ? "" : yesNo.write(deceasedBoolean, writing)),
);

const telecom = (at: number, what: string, use?: "home" | "work"): Row<Patient> =>
  list<Patient, "telecom">(at, what, "telecom", contact(use), {
    keep: (item) => (item.use === "work") === (use === "work"),
    ...(use === undefined && { oneWay: true }),
  });

export const PID: SegmentMap<Patient> = {
  segment: "PID",
  resource: "Patient",
  rows: [
    structure(1, "Set ID"),
    list<Patient, "identifier">(2, "Patient ID", "identifier", identifier, { oneWay: true }),
    list<Patient, "identifier">(3, "Patient Identifier List", "identifier", identifier, {
      keep: (item) => !isSsn(item) && !isLicence(item),
    }),
    list<Patient, "identifier">(4, "Alternate Patient ID", "identifier", identifier, { oneWay: true }),
    list<Patient, "name">(5, "Patient Name", "name", humanName),
    extension(6, "Mother's Maiden Name", "patient-mothersMaidenName", "valueString", familyName),
    birth,
    one<Patient, "gender">(8, "Administrative Sex", "gender", SEX),
    list<Patient, "name">(9, "Patient Alias", "name", humanName, { oneWay: true }),
    usCore(10, "Race", "us-core-race"),
    list<Patient, "address">(11, "Patient Address", "address", address),
    county,
    telecom(13, "Phone Number - Home", "home"),
    telecom(14, "Phone Number - Business", "work"),
    field<Patient>(
      15,
      "Primary Language",
      "communication.language",
      (from, into, context) => {
        const [value] = from.values(15);
        const language = value && coded.read(value, context);
        if (language !== undefined) into.communication = [{ language }];
      },
      ({ communication: [first] = [] }, writing) => (first === undefined ? "" : coded.write(first.language, writing)),
    ),
    one<Patient, "maritalStatus">(16, "Marital Status", "maritalStatus", MARITAL),
    extension(17, "Religion", "patient-religion", "valueCodeableConcept", coded),
    // Read with the visit: an account has no element of the patient's.
    lost(18, "Patient Account Number", "it goes to Encounter.account where the message has a visit"),
    list<Patient, "identifier">(19, "SSN Number - Patient", "identifier", numberOf("SS", US_SSN), { keep: isSsn }),
    list<Patient, "identifier">(20, "Driver's License Number", "identifier", licence, { keep: isLicence }),
    lost(21, "Mother's Identifier", "it names another patient"),
    usCore(22, "Ethnic Group", "us-core-ethnicity"),
    extension<Patient, string>(23, "Birth Place", "patient-birthPlace", "valueAddress", text, {
      into: (place): Address => ({ text: place }),
      from: (value: Address) => value.text ?? "",
    }),
    one<Patient, "multipleBirthBoolean">(24, "Multiple Birth Indicator", "multipleBirthBoolean", yesNo),
    births,
    codeExtension(26, "Citizenship", "patient-citizenship"),
    lost(27, "Veterans Military Status", "R4 has no element for it"),
    codeExtension(28, "Nationality", "patient-nationality"),
    one<Patient, "deceasedDateTime">(29, "Patient Death Date and Time", "deceasedDateTime", dateTime),
    dead,
    lost(31, "Identity Unknown Indicator", "R4 has no element for it"),
    lost(32, "Identity Reliability Code", "R4 has no element for it"),
    lost(33, "Last Update Date/Time", "the store keeps its own"),
    lost(34, "Last Update Facility", "R4 has no element for it"),
    lost(35, "Species Code", "the patient is a person"),
    lost(36, "Breed Code", "the patient is a person"),
    lost(37, "Strain", "the patient is a person"),
    lost(38, "Production Class Code", "the patient is a person"),
    codeExtension(39, "Tribal Citizenship", "patient-citizenship", true),
    telecom(40, "Patient Telecommunication Information"),
  ],
};
