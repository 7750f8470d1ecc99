import type { RelatedPerson } from "fhir/r4";
import { field, list, lost, one, structure, type Row, type SegmentMap } from "../map";
import { coded, codedIn } from "../types/codes";
import { hasType, identifier, identifierOf, numberOf, US_SSN } from "../types/identifiers";
import { humanName } from "../types/names";
import { address } from "../types/places";
import { contact } from "../types/telecom";
import { date } from "../types/times";
import { edge } from "./period";
import { SEX } from "./pid";

const isEmployee = hasType("EN");
const isSsn = ({ system }: { readonly system?: string }): boolean => system === US_SSN;

/** HL7's tables of relationships (0063) and of contacts' roles (0131). */
const ROLES = "http://terminology.hl7.org/CodeSystem/v2-0131";

const telecom = (at: number, what: string, use?: "home" | "work"): Row<RelatedPerson> =>
  list<RelatedPerson, "telecom">(at, what, "telecom", contact(use), {
    keep: (item) => (item.use === "work") === (use === "work"),
    ...(use === undefined && { oneWay: true }),
  });

const lostRows = (
  [
    [17, "Living Dependency"],
    [18, "Ambulatory Status"],
    [19, "Citizenship"],
    [21, "Living Arrangement"],
    [22, "Publicity Code"],
    [23, "Protection Indicator"],
    [24, "Student Indicator"],
    [25, "Religion"],
    [26, "Mother's Maiden Name"],
    [27, "Nationality"],
    [28, "Ethnic Group"],
    [29, "Contact Reason"],
    [34, "Job Status"],
    [35, "Race"],
    [36, "Handicap"],
    [38, "Next of Kin Birth Place"],
    [39, "VIP Indicator"],
  ] as const
).map(([at, what]) => lost<RelatedPerson>(at, what, "R4 has no element for it"));

export const NK1: SegmentMap<RelatedPerson> = {
  segment: "NK1",
  resource: "RelatedPerson",
  rows: [
    structure(1, "Set ID"),
    list<RelatedPerson, "name">(2, "Name", "name", humanName),
    list<RelatedPerson, "relationship">(3, "Relationship", "relationship", codedIn("0063"), {
      keep: ({ coding }) => coding?.[0]?.system !== ROLES,
    }),
    list<RelatedPerson, "address">(4, "Address", "address", address),
    telecom(5, "Phone Number", "home"),
    telecom(6, "Business Phone Number", "work"),
    list<RelatedPerson, "relationship">(7, "Contact Role", "relationship", codedIn("0131"), {
      keep: ({ coding }) => coding?.[0]?.system === ROLES,
    }),
    edge(8, "Start Date", "start"),
    edge(9, "End Date", "end"),
    lost(10, "Job Title", "R4 has no element for it"),
    lost(11, "Job Code/Class", "R4 has no element for it"),
    list<RelatedPerson, "identifier">(12, "Employee Number", "identifier", identifierOf("EN"), { keep: isEmployee }),
    lost(13, "Organization Name", "the related one is a person"),
    lost(14, "Marital Status", "R4 has no element for it"),
    one<RelatedPerson, "gender">(15, "Administrative Sex", "gender", SEX),
    one<RelatedPerson, "birthDate">(16, "Date/Time of Birth", "birthDate", date),
    ...lostRows,
    field<RelatedPerson>(
      20,
      "Primary Language",
      "communication.language",
      (from, into, context) => {
        const [value] = from.values(20);
        const language = value && coded.read(value, context);
        if (language !== undefined) into.communication = [{ language }];
      },
      ({ communication: [first] = [] }, writing) => (first === undefined ? "" : coded.write(first.language, writing)),
    ),
    list<RelatedPerson, "name">(30, "Contact Person's Name", "name", humanName, { oneWay: true }),
    telecom(31, "Contact Person's Telephone Number"),
    list<RelatedPerson, "address">(32, "Contact Person's Address", "address", address, { oneWay: true }),
    list<RelatedPerson, "identifier">(33, "Associated Party's Identifiers", "identifier", identifier, {
      keep: (item) => !isEmployee(item) && !isSsn(item),
    }),
    list<RelatedPerson, "identifier">(
      37,
      "Contact Person Social Security Number",
      "identifier",
      numberOf("SS", US_SSN),
      {
        keep: isSsn,
      },
    ),
    telecom(40, "Telecommunication Information"),
    telecom(41, "Contact Person's Telecommunication Information"),
  ].sort((a, b) => a.at - b.at),
};
