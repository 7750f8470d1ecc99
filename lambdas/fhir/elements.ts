import type { ResourceType } from "../fhir-read/contract";

interface Elements {
  /** What has to be there (minimum of 1), and what changes the meaning of the rest. */
  readonly kept: readonly string[];
  /** What a summary has more. */
  readonly summary: readonly string[];
}

const of = (kept: string, summary: string): Elements => ({ kept: kept.split(" "), summary: summary.split(" ") });

/** Elements of each type by R4's structure definitions; a name stands for each of its types, as `value` for `valueQuantity`. */
export const ELEMENTS: Readonly<Record<ResourceType, Elements>> = {
  AllergyIntolerance: of(
    "clinicalStatus patient verificationStatus",
    "asserter category code criticality identifier type",
  ),
  Condition: of(
    "clinicalStatus subject verificationStatus",
    "asserter bodySite code encounter identifier onset recordedDate recorder",
  ),
  DiagnosticReport: of(
    "code status",
    "category effective encounter identifier issued media performer resultsInterpreter subject",
  ),
  Encounter: of(
    "class status",
    "appointment diagnosis episodeOfCare identifier participant reasonCode reasonReference serviceType subject type",
  ),
  Immunization: of("isSubpotent occurrence patient status vaccineCode", "note performer primarySource"),
  MedicationRequest: of(
    "doNotPerform intent medication status subject",
    "authoredOn basedOn groupIdentifier instantiatesCanonical instantiatesUri performerType priority reported requester",
  ),
  Observation: of(
    "code status",
    "basedOn component derivedFrom effective encounter focus hasMember identifier issued partOf performer subject value",
  ),
  Patient: of("active deceased link", "address birthDate gender identifier managingOrganization name telecom"),
  Procedure: of(
    "status subject",
    "asserter basedOn bodySite category code encounter identifier instantiatesCanonical instantiatesUri location outcome partOf performed performer reasonCode reasonReference recorder statusReason",
  ),
};

/** Of every type. */
export const ALWAYS_KEPT: readonly string[] = ["resourceType", "id", "meta", "implicitRules", "modifierExtension"];
