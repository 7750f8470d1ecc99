import type { Subtype } from "../subtypes";
import type { Surroundings } from "./fhir";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Elements that hold codes, addresses of systems and what the resource needs (FHIR R4). All in lower case. */
export const KEPT_KEYS = words(`
  resourcetype system code use unit status url profile version versionid intent priority gender kind contenttype language linkid hash type
  mode lang clinicalstatus verificationstatus category criticality severity comparator valuecode valueuri valuecanonical valueurl
  valueboolean source definition instantiatesuri instantiatescanonical implicitrules questionnaire event eventuri method relation
  rank daysofweek fhirversion format size valuedecimal valueinteger ifnonematch
`);

/** Names of elements that hold dates of any precision (FHIR R4). */
export const DATE_KEYS =
  /date|time|^start$|^end$|issued|authored|recorded|created|sent|received|instant|^when|period|lastupdated|timestamp|onset|abatement|occurrence|performed|effective|^birth/;

/** Resources about no person: definitions, terminologies and what systems can do (FHIR R4, "Conformance" and "Terminology"). */
export const NO_PERSON = words(`
  activitydefinition capabilitystatement chargeitemdefinition codesystem compartmentdefinition conceptmap eventdefinition
  examplescenario graphdefinition implementationguide library measure messagedefinition namingsystem observationdefinition
  operationdefinition plandefinition questionnaire researchdefinition researchelementdefinition searchparameter specimendefinition
  structuredefinition structuremap terminologycapabilities testscript valueset
`);

/** Elements whose whole value is a number of somebody's or something's record. */
export const RECORD_NUMBERS: Readonly<Record<string, Subtype>> = {
  subscriberid: "health-plan",
  policynumber: "health-plan",
  membershipnumber: "health-plan",
  serialnumber: "device",
  distinctidentifier: "device",
  preauthref: "health-plan",
  accessionidentifier: "accession",
};

/** Whose name stands in an element of type HumanName. */
export function personOf({ resource, path }: Surroundings): Subtype {
  if (resource === "patient" || resource === "") return path.includes("contact") ? "relative-name" : "patient-name";
  if (resource === "practitioner") return "provider-name";
  return resource === "relatedperson" ? "relative-name" : "person-name";
}
