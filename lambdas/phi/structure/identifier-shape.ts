import type { Subtype } from "../subtypes";

/** Identifier types of HL7 table 0203, as v2, FHIR and C-CDA use them. */
const TYPE_CODES: Readonly<Record<string, Subtype>> = {
  MR: "mrn",
  MRT: "mrn",
  PI: "mrn",
  PT: "mrn",
  PE: "mrn",
  SS: "ssn",
  SB: "ssn",
  DL: "driver-licence",
  AN: "account",
  ANON: "other-id",
  VN: "visit",
  NPI: "npi",
  DEA: "dea",
  MB: "health-plan",
  MA: "health-plan",
  MC: "health-plan",
  HC: "health-plan",
  SN: "health-plan",
  PLAC: "accession",
  FILL: "accession",
  ACSN: "accession",
  MD: "licence",
  LN: "licence",
  UDI: "device",
  SNO: "device",
};

/** What an identifier is by its type's code; undefined for one that is not known. */
export const byTypeCode = (code: string | undefined): Subtype | undefined =>
  code === undefined ? undefined : TYPE_CODES[code.toUpperCase()];

/** Naming systems and object identifiers of those who give identifiers (HL7's OID registry and FHIR's list of identifier systems). */
const SYSTEMS: readonly (readonly [RegExp, Subtype])[] = [
  [/us-ssn|2\.16\.840\.1\.113883\.4\.1$/i, "ssn"],
  [/us-npi|2\.16\.840\.1\.113883\.4\.6$/i, "npi"],
  [/us-medicare|us-mbi|2\.16\.840\.1\.113883\.4\.(?:572|927)$|member|insur|subscri|payer/i, "health-plan"],
  [/\bdea\b|2\.16\.840\.1\.113883\.4\.814$/i, "dea"],
  [/driv|2\.16\.840\.1\.113883\.4\.3\.\d+$/i, "driver-licence"],
  [/mrn|medical-?record|hospital\.smarthealth/i, "mrn"],
  [/account/i, "account"],
  [/visit|encounter/i, "visit"],
  [/accession|order/i, "accession"],
];

/** What an identifier is by the system that it is of. */
export const bySystem = (system: string | undefined): Subtype | undefined =>
  system === undefined ? undefined : SYSTEMS.find(([pattern]) => pattern.test(system))?.[1];

/** What a number of someone who gives care is by its shape. */
export function staffNumber(text: string): Subtype {
  if (/^\d{10}$/.test(text)) return "npi";
  return /^[A-Z]{2}\d{7}$/i.test(text) ? "dea" : "other-id";
}

/** What a way of reaching somebody is by its shape. */
export function contactSubtype(text: string): Subtype {
  if (text.includes("@")) return "email";
  return /^(?:https?:|www\.)/i.test(text) ? "url" : "phone";
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/** Object identifiers of ISO. */
export const isOid = (text: string): boolean => /^[0-2](?:\.\d{1,39}){3,40}$/.test(text);
