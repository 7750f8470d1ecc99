import type {
  Address,
  Coverage as FhirCoverage,
  HumanName,
  Organization as FhirOrganization,
  Patient,
  Practitioner as FhirPractitioner,
  RelatedPerson,
} from "fhir/r4";
import { isoDay } from "../calendar";
import { Random } from "../random";
import { uuid } from "../person/numbers";
import type { Organization, Period, Person, Practitioner, Relative } from "../record";
import { BASE } from "./systems";

const US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition";
const OMB = "urn:oid:2.16.840.1.113883.6.238";
const TERMINOLOGY = "http://terminology.hl7.org/CodeSystem";

export function periodOf({ from, to }: Period): { start: string; end?: string } {
  return { start: isoDay(from), ...(to !== undefined && { end: isoDay(to) }) };
}

export function patientResource(person: Person): Patient {
  const { id, sex, born, died, marriage } = person;
  return {
    resourceType: "Patient",
    id,
    extension: [raceOf(person), ethnicityOf(person)],
    identifier: [
      {
        type: { coding: [{ system: `${TERMINOLOGY}/v2-0203`, code: "MR", display: "Medical record number" }] },
        system: `${BASE}/mrn`,
        value: person.mrn,
      },
      {
        type: { coding: [{ system: `${TERMINOLOGY}/v2-0203`, code: "SS", display: "Social Security number" }] },
        system: "http://hl7.org/fhir/sid/us-ssn",
        value: person.ssn,
      },
    ],
    name: namesOf(person),
    telecom: [
      { system: "phone", value: person.phone, use: "home" },
      { system: "email", value: person.email },
    ],
    gender: sex,
    birthDate: isoDay(born),
    ...(died !== undefined && { deceasedDateTime: isoDay(died) }),
    address: person.homes.map((home): Address => ({
      use: home.to === undefined ? "home" : "old",
      line: [home.line],
      city: home.city,
      state: home.state,
      postalCode: home.zip,
      country: "US",
      period: periodOf(home),
    })),
    maritalStatus: {
      coding: [
        marriage === undefined
          ? { system: `${TERMINOLOGY}/v3-MaritalStatus`, code: "S", display: "Never Married" }
          : marriage.to === undefined
            ? { system: `${TERMINOLOGY}/v3-MaritalStatus`, code: "M", display: "Married" }
            : { system: `${TERMINOLOGY}/v3-MaritalStatus`, code: "D", display: "Divorced" },
      ],
    },
    communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: person.language }] }, preferred: true }],
  };
}

function namesOf({ names, given, middle, sex }: Person): HumanName[] {
  return names.map((name, index) => ({
    use: name.to === undefined ? "official" : index === 0 && sex === "female" ? "maiden" : "old",
    family: name.family,
    given: [given, middle],
    period: periodOf(name),
  }));
}

function raceOf({ race: [code, display] }: Person): NonNullable<Patient["extension"]>[number] {
  return {
    url: `${US_CORE}/us-core-race`,
    extension: [
      { url: "ombCategory", valueCoding: { system: OMB, code, display } },
      { url: "text", valueString: display },
    ],
  };
}

function ethnicityOf({ isHispanic }: Person): NonNullable<Patient["extension"]>[number] {
  const [code, display] = isHispanic ? ["2135-2", "Hispanic or Latino"] : ["2186-5", "Not Hispanic or Latino"];
  return {
    url: `${US_CORE}/us-core-ethnicity`,
    extension: [
      { url: "ombCategory", valueCoding: { system: OMB, code, display } },
      { url: "text", valueString: display! },
    ],
  };
}

const ROLES = { mother: ["MTH", "mother"], spouse: ["SPS", "spouse"], child: ["CHILD", "child"] } as const;

export function relatedPersonResource(person: Person, relative: Relative, index: number): RelatedPerson {
  const [code, display] = ROLES[relative.relation];
  return {
    resourceType: "RelatedPerson",
    id: uuid(new Random(`${person.id}/relative/${index}`)),
    patient: { reference: `Patient/${person.id}` },
    relationship: [{ coding: [{ system: `${TERMINOLOGY}/v3-RoleCode`, code, display }] }],
    name: [{ family: relative.family, given: [relative.given] }],
    telecom: [{ system: "phone", value: relative.phone }],
    gender: relative.sex,
    birthDate: isoDay(relative.born),
  };
}

export function coverageResource(person: Person, coverage: Person["coverages"][number]): FhirCoverage {
  return {
    resourceType: "Coverage",
    id: coverage.id,
    status: coverage.to === undefined ? "active" : "cancelled",
    subscriberId: coverage.memberId,
    beneficiary: { reference: `Patient/${person.id}` },
    period: periodOf(coverage),
    payor: [{ display: coverage.payer }],
  };
}

export function practitionerResource({ id, npi, given, family, credential }: Practitioner): FhirPractitioner {
  return {
    resourceType: "Practitioner",
    id,
    identifier: [{ system: "http://hl7.org/fhir/sid/us-npi", value: npi }],
    name: [{ use: "official", family, given: [given], suffix: [credential] }],
  };
}

export function organizationResource({ id, name, phone, address }: Organization): FhirOrganization {
  const { line, city, state, zip } = address;
  return {
    resourceType: "Organization",
    id,
    name,
    telecom: [{ system: "phone", value: phone }],
    address: [{ line: [line], city, state, postalCode: zip, country: "US" }],
  };
}
