import type { Category } from "./span";

/**
 * Paragraphs of the Safe Harbor list of identifiers, 45 CFR 164.514(b)(2)(i)(A) to (R). `undefined`: identifying in combination, and
 * named by Comprehend Medical, but not on that list.
 */
export type SafeHarborParagraph =
  "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M" | "N" | "O" | "P" | "Q" | "R";

interface SubtypeFacts {
  readonly category: Category;
  readonly safeHarbor: SafeHarborParagraph | undefined;
  /** What it is, for people. */
  readonly title: string;
}

/** Every kind of identifier that the engine tells apart. The list is closed: each span has one of them. */
export const SUBTYPES = {
  "patient-name": { category: "NAME", safeHarbor: "A", title: "name of the patient" },
  "relative-name": { category: "NAME", safeHarbor: "A", title: "name of a relative or household member" },
  "provider-name": { category: "NAME", safeHarbor: "A", title: "name of someone who gives care" },
  "person-name": { category: "NAME", safeHarbor: "A", title: "name of a person in a part that is not told" },
  street: { category: "ADDRESS", safeHarbor: "B", title: "street address or post box" },
  city: { category: "ADDRESS", safeHarbor: "B", title: "city, town or village" },
  county: { category: "ADDRESS", safeHarbor: "B", title: "county, district or parish" },
  zip: { category: "ADDRESS", safeHarbor: "B", title: "postal code" },
  facility: { category: "ADDRESS", safeHarbor: "B", title: "hospital, clinic or other place of care" },
  organization: { category: "ADDRESS", safeHarbor: "A", title: "employer, school or other organisation" },
  room: { category: "ADDRESS", safeHarbor: undefined, title: "room, bed, ward or unit" },
  state: { category: "ADDRESS", safeHarbor: undefined, title: "state or country" },
  date: { category: "DATE", safeHarbor: "C", title: "date of an event" },
  "birth-date": { category: "DATE", safeHarbor: "C", title: "date of birth" },
  "death-date": { category: "DATE", safeHarbor: "C", title: "date of death" },
  year: { category: "DATE", safeHarbor: undefined, title: "year alone" },
  "age-over-89": { category: "AGE", safeHarbor: "C", title: "age over 89" },
  age: { category: "AGE", safeHarbor: undefined, title: "age up to 89" },
  phone: { category: "PHONE_OR_FAX", safeHarbor: "D", title: "telephone number" },
  pager: { category: "PHONE_OR_FAX", safeHarbor: "D", title: "pager number" },
  fax: { category: "PHONE_OR_FAX", safeHarbor: "E", title: "fax number" },
  email: { category: "EMAIL", safeHarbor: "F", title: "e-mail address" },
  ssn: { category: "ID", safeHarbor: "G", title: "social security number" },
  mrn: { category: "ID", safeHarbor: "H", title: "medical record number" },
  "health-plan": { category: "ID", safeHarbor: "I", title: "number of a health plan's member, policy or group" },
  account: { category: "ID", safeHarbor: "J", title: "account or payment card number" },
  licence: { category: "ID", safeHarbor: "K", title: "certificate or licence number" },
  "driver-licence": { category: "ID", safeHarbor: "K", title: "driver's licence number" },
  dea: { category: "ID", safeHarbor: "K", title: "DEA registration number" },
  npi: { category: "ID", safeHarbor: "K", title: "national provider identifier" },
  vin: { category: "ID", safeHarbor: "L", title: "vehicle identification number" },
  plate: { category: "ID", safeHarbor: "L", title: "number plate" },
  device: { category: "ID", safeHarbor: "M", title: "device identifier, serial or lot number" },
  url: { category: "URL", safeHarbor: "N", title: "web address" },
  ip: { category: "ID", safeHarbor: "O", title: "IP address" },
  mac: { category: "ID", safeHarbor: "M", title: "hardware address of a network device" },
  biometric: { category: "ID", safeHarbor: "P", title: "biometric identifier" },
  photo: { category: "ID", safeHarbor: "Q", title: "full-face photograph or its file" },
  accession: { category: "ID", safeHarbor: "R", title: "accession, specimen or order number" },
  visit: { category: "ID", safeHarbor: "R", title: "visit, encounter or case number" },
  uuid: { category: "ID", safeHarbor: "R", title: "universally unique identifier" },
  username: { category: "ID", safeHarbor: "R", title: "user name or handle" },
  "other-id": { category: "ID", safeHarbor: "R", title: "other unique number or code" },
  profession: { category: "PROFESSION", safeHarbor: undefined, title: "profession or trade" },
} as const satisfies Readonly<Record<string, SubtypeFacts>>;

export type Subtype = keyof typeof SUBTYPES;
