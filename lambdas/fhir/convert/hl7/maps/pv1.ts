import type { CodeableConcept, Encounter, Identifier, Reference } from "fhir/r4";
import { addTo, field, list, lost, one, structure, type Row, type SegmentMap } from "../map";
import { codedIn, codeOf } from "../types/codes";
import { hasType, identifier, identifierOf } from "../types/identifiers";
import { staff } from "../types/names";
import { place } from "../types/places";
import { edge } from "./period";

const ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

/** HL7's table 0004; commercial accounts and those that do not apply have no class. */
const CLASS = codeOf({ I: "IMP", O: "AMB", E: "EMER", P: "PRENC", R: "AMB", B: "IMP" });

/** The other codes of the class are kept beside it. */
const OWN_CLASS = "http://terminology.hl7.org/CodeSystem/v2-0004";

const patientClass = field<Encounter>(
  2,
  "Patient Class",
  "class",
  (from, into, context) => {
    const [value] = from.values(2);
    const code = value && CLASS.read(value, context);
    if (code === undefined) return;
    into.class = { system: ACT, code };
    const own = value?.get(1)?.toUpperCase() ?? "";
    // Recurring patients and those of obstetrics would come back as others.
    if (CODES[code] !== own) into.type = [{ coding: [{ system: OWN_CLASS, code: own }] }];
  },
  ({ class: { code }, type = [] }) =>
    type.flatMap(({ coding = [] }) => coding).find(({ system }) => system === OWN_CLASS)?.code ??
    CODES[code ?? ""] ??
    "",
);
const CODES: Readonly<Record<string, string>> = { IMP: "I", AMB: "O", EMER: "E", PRENC: "P" };

type LocationStatus = NonNullable<NonNullable<Encounter["location"]>[number]["status"]>;

const location = (at: number, what: string, status: LocationStatus, oneWay = false): Row<Encounter> =>
  field<Encounter>(
    at,
    what,
    `location(${status})`,
    (from, into, context) => {
      for (const value of from.values(at)) {
        const reference = place.read(value, context);
        if (reference !== undefined) addTo<Encounter, "location">(into, "location", { location: reference, status });
      }
    },
    oneWay
      ? undefined
      : ({ location: all = [] }, writing) =>
          writing.repetitions(
            all.filter((one) => one.status === status).map((one) => place.write(one.location, writing)),
          ),
  );

export const participant = (at: number, what: string, code: string, oneWay = false): Row<Encounter> =>
  field<Encounter>(
    at,
    what,
    `participant(${code})`,
    (from, into, context) => {
      for (const value of from.values(at)) {
        const individual = staff.read(value, context);
        const type = [{ coding: [{ system: PARTICIPATION, code }] }];
        if (individual !== undefined) addTo<Encounter, "participant">(into, "participant", { type, individual });
      }
    },
    oneWay
      ? undefined
      : ({ participant: all = [] }, writing) =>
          writing.repetitions(
            all
              .filter(({ type }) => type?.[0]?.coding?.[0]?.code === code)
              .map(({ individual }) => staff.write(individual as Reference, writing)),
          ),
  );

type Hospitalization = NonNullable<Encounter["hospitalization"]>;

/** A code of the stay. */
const stay = (
  at: number,
  what: string,
  element: "reAdmission" | "admitSource" | "dischargeDisposition",
  table: string,
): Row<Encounter> => {
  const type = codedIn(table);
  return field<Encounter>(
    at,
    what,
    `hospitalization.${element}`,
    (from, into, context) => {
      const [value] = from.values(at);
      const concept = value && type.read(value, context);
      if (concept !== undefined) into.hospitalization = { ...into.hospitalization, [element]: concept };
    },
    ({ hospitalization }, writing) => {
      const concept = (hospitalization as Hospitalization | undefined)?.[element] as CodeableConcept | undefined;
      return concept === undefined ? "" : type.write(concept, writing);
    },
  );
};

const isVisit = hasType("VN");
const none = "R4 has no element for it";
const money = "charges and payments are in claims and accounts";

/** PV1-21 to 35. */
const CHARGES = [
  "Charge Price Indicator",
  "Courtesy Code",
  "Credit Rating",
  "Contract Code",
  "Contract Effective Date",
  "Contract Amount",
  "Contract Period",
  "Interest Code",
  "Transfer to Bad Debt Code",
  "Transfer to Bad Debt Date",
  "Bad Debt Agency Code",
  "Bad Debt Transfer Amount",
  "Bad Debt Recovery Amount",
  "Delete Account Indicator",
  "Delete Account Date",
];
/** PV1-46 to 49. */
const BALANCES = ["Current Patient Balance", "Total Charges", "Total Adjustments", "Total Payments"];

export const PV1: SegmentMap<Encounter> = {
  segment: "PV1",
  resource: "Encounter",
  rows: [
    structure(1, "Set ID"),
    patientClass,
    location(3, "Assigned Patient Location", "active"),
    list<Encounter, "type">(4, "Admission Type", "type", codedIn("0007"), {
      keep: ({ coding }) => coding?.[0]?.system !== OWN_CLASS,
    }),
    field<Encounter>(
      5,
      "Preadmit Number",
      "hospitalization.preAdmissionIdentifier",
      (from, into, context) => {
        const [value] = from.values(5);
        const preAdmissionIdentifier: Identifier | undefined = value && identifier.read(value, context);
        if (preAdmissionIdentifier !== undefined)
          into.hospitalization = { ...into.hospitalization, preAdmissionIdentifier };
      },
      ({ hospitalization: { preAdmissionIdentifier: id } = {} }, writing) =>
        id === undefined ? "" : identifier.write(id, writing),
    ),
    location(6, "Prior Patient Location", "completed"),
    participant(7, "Attending Doctor", "ATND"),
    participant(8, "Referring Doctor", "REF"),
    participant(9, "Consulting Doctor", "CON"),
    one<Encounter, "serviceType">(10, "Hospital Service", "serviceType", codedIn("0069")),
    lost(11, "Temporary Location", none),
    lost(12, "Preadmit Test Indicator", none),
    stay(13, "Re-admission Indicator", "reAdmission", "0092"),
    stay(14, "Admit Source", "admitSource", "0023"),
    lost(15, "Ambulatory Status", none),
    lost(16, "VIP Indicator", "who is a VIP is nobody's business but the sender's"),
    participant(17, "Admitting Doctor", "ADM"),
    lost(18, "Patient Type", "its meaning is the sender's own"),
    list<Encounter, "identifier">(19, "Visit Number", "identifier", identifierOf("VN"), { keep: isVisit }),
    lost(20, "Financial Class", money),
    ...[21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35].map((at) =>
      lost<Encounter>(at, CHARGES[at - 21] as string, money),
    ),
    stay(36, "Discharge Disposition", "dischargeDisposition", "0112"),
    lost(37, "Discharged to Location", "it has a code and no place"),
    lost(38, "Diet Type", none),
    lost(39, "Servicing Facility", "MSH-4 names the sender"),
    lost(40, "Bed Status", none),
    lost(41, "Account Status", money),
    location(42, "Pending Location", "planned"),
    location(43, "Prior Temporary Location", "completed", true),
    edge(44, "Admit Date/Time", "start"),
    edge(45, "Discharge Date/Time", "end"),
    ...[46, 47, 48, 49].map((at) => lost<Encounter>(at, BALANCES[at - 46] as string, money)),
    list<Encounter, "identifier">(50, "Alternate Visit ID", "identifier", identifier, {
      keep: (item) => !isVisit(item),
    }),
    lost(51, "Visit Indicator", none),
    participant(52, "Other Healthcare Provider", "PART"),
  ],
};
