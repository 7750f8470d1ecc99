import type { Subtype } from "../subtypes";
import type { XmlElement } from "./xml-tokens";

/** Elements that say whose name or number stands in them; the nearest counts (CDA R2, header and participations; FHIR's resources). */
const ROLES: Readonly<Record<string, Subtype | "text">> = {
  patientRole: "patient-name",
  patient: "patient-name",
  recordTarget: "patient-name",
  Patient: "patient-name",
  guardian: "relative-name",
  guardianPerson: "relative-name",
  associatedEntity: "relative-name",
  associatedPerson: "relative-name",
  relatedEntity: "relative-name",
  relatedPerson: "relative-name",
  relatedSubject: "relative-name",
  RelatedPerson: "relative-name",
  contact: "relative-name",
  assignedAuthor: "provider-name",
  assignedEntity: "provider-name",
  assignedPerson: "provider-name",
  intendedRecipient: "provider-name",
  informationRecipient: "provider-name",
  Practitioner: "provider-name",
  representedOrganization: "facility",
  providerOrganization: "facility",
  serviceProviderOrganization: "facility",
  representedCustodianOrganization: "facility",
  receivedOrganization: "facility",
  wholeOrganization: "facility",
  scopingOrganization: "facility",
  healthCareFacility: "facility",
  Organization: "facility",
  Location: "facility",
  location: "facility",
  manufacturedMaterial: "text",
  manufacturerOrganization: "text",
  playingEntity: "text",
  playingDevice: "text",
  scopingEntity: "text",
  subject: "relative-name",
  participantRole: "person-name",
};

/** Elements above one that its role is looked for in. */
const MOST_STEPS = 24;

export function roleOf(element: XmlElement): Subtype | "text" | undefined {
  let at: XmlElement | undefined = element;
  for (let steps = 0; at !== undefined && steps < MOST_STEPS; at = at.parent, steps += 1) {
    const role = ROLES[at.name];
    if (role !== undefined) return role;
  }
  return undefined;
}

const ADDRESS: Readonly<Record<string, Subtype | "keep">> = {
  streetAddressLine: "street",
  streetName: "street",
  houseNumber: "street",
  additionalLocator: "street",
  unitID: "street",
  postBox: "street",
  line: "street",
  addr: "street",
  text: "street",
  city: "city",
  county: "county",
  district: "county",
  precinct: "county",
  postalCode: "zip",
  state: "keep",
  country: "keep",
};

/** What part of an address an element is; undefined for none. */
export function addressPart({ name, parent }: XmlElement): Subtype | "keep" | undefined {
  return name === "addr" || parent?.name === "addr" || parent?.name === "address" ? ADDRESS[name] : undefined;
}

/** What part of a name an element is: whose, and whether of a person at all; undefined for none. */
export function namePart(element: XmlElement): Subtype | "keep" | "text" | undefined {
  const { name, parent } = element;
  if (parent?.name === "name" && (name === "prefix" || name === "suffix")) return "keep";
  if (name !== "name" && name !== "family" && name !== "given") return undefined;
  const role = roleOf(element);
  // A name of nobody in particular may be that of a drug, a test or a file; family names are people's.
  return role ?? (name === "name" ? "text" : "person-name");
}

const DATES =
  /^(?:birthTime|deceasedTime|effectiveTime|time|low|high|center|.*Date|.*DateTime|start|end|authoredOn|issued|recorded|lastUpdated|instant|period|onset.*|signatureTime|availabilityTime)$/;

/** Elements whose attribute `value` is a point in time. */
export const isDate = ({ name }: XmlElement): boolean => DATES.test(name);
