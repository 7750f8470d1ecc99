import { RESOURCE_TYPES, type ResourceType } from "../fhir-read/contract";

/** How a search parameter compares (FHIR R4, "Search Parameter Types"). */
export type ParameterType = "token" | "reference" | "date" | "string" | "quantity";

export interface SearchParameter {
  readonly type: ParameterType;
  /** Elements that are looked at, from the resource on; lists on the way are followed. */
  readonly paths: readonly string[];
  /** For references: the one type that an id without a type means. */
  readonly target?: string;
}

const token = (...paths: string[]): SearchParameter => ({ type: "token", paths });
const date = (...paths: string[]): SearchParameter => ({ type: "date", paths });
const text = (...paths: string[]): SearchParameter => ({ type: "string", paths });
const reference = (target: string, ...paths: string[]): SearchParameter => ({ type: "reference", paths, target });

const ALL = { _id: token("id"), _lastUpdated: date("meta.lastUpdated") };
const OF_SUBJECT = { patient: reference("Patient", "subject"), subject: reference("Patient", "subject") };
const OF_ENCOUNTER = { ...OF_SUBJECT, encounter: reference("Encounter", "encounter") };
const OF_PATIENT = { patient: reference("Patient", "patient") };

/** What each type is searched by; names, types and elements are those of FHIR R4's own search parameters. */
export const SEARCH_PARAMETERS: Readonly<Record<ResourceType, Readonly<Record<string, SearchParameter>>>> = {
  AllergyIntolerance: {
    ...ALL,
    ...OF_PATIENT,
    category: token("category"),
    "clinical-status": token("clinicalStatus"),
    code: token("code", "reaction.substance"),
    criticality: token("criticality"),
    date: date("recordedDate"),
    type: token("type"),
    "verification-status": token("verificationStatus"),
  },
  Condition: {
    ...ALL,
    ...OF_ENCOUNTER,
    "abatement-date": date("abatementDateTime", "abatementPeriod"),
    category: token("category"),
    "clinical-status": token("clinicalStatus"),
    code: token("code"),
    "onset-date": date("onsetDateTime", "onsetPeriod"),
    "recorded-date": date("recordedDate"),
    "verification-status": token("verificationStatus"),
  },
  DiagnosticReport: {
    ...ALL,
    ...OF_ENCOUNTER,
    category: token("category"),
    code: token("code"),
    date: date("effectiveDateTime", "effectivePeriod"),
    issued: date("issued"),
    result: reference("Observation", "result"),
    status: token("status"),
  },
  Encounter: {
    ...ALL,
    ...OF_SUBJECT,
    class: token("class"),
    date: date("period"),
    diagnosis: reference("Condition", "diagnosis.condition"),
    status: token("status"),
    type: token("type"),
  },
  Immunization: {
    ...ALL,
    ...OF_PATIENT,
    date: date("occurrenceDateTime"),
    "lot-number": text("lotNumber"),
    status: token("status"),
    "vaccine-code": token("vaccineCode"),
  },
  MedicationRequest: {
    ...ALL,
    ...OF_ENCOUNTER,
    authoredon: date("authoredOn"),
    code: token("medicationCodeableConcept"),
    intent: token("intent"),
    status: token("status"),
  },
  Observation: {
    ...ALL,
    ...OF_ENCOUNTER,
    category: token("category"),
    code: token("code"),
    date: date("effectiveDateTime", "effectivePeriod", "effectiveInstant"),
    status: token("status"),
    "value-quantity": { type: "quantity", paths: ["valueQuantity"] },
  },
  Patient: {
    ...ALL,
    address: text("address"),
    "address-city": text("address.city"),
    "address-postalcode": text("address.postalCode"),
    "address-state": text("address.state"),
    birthdate: date("birthDate"),
    family: text("name.family"),
    gender: token("gender"),
    given: text("name.given"),
    identifier: token("identifier"),
    name: text("name"),
  },
  Procedure: {
    ...ALL,
    ...OF_ENCOUNTER,
    category: token("category"),
    code: token("code"),
    date: date("performedDateTime", "performedPeriod"),
    status: token("status"),
  },
};

/** A type's parameter; undefined where it has none of that name, such as one that objects inherit. */
export function parameterOf(type: ResourceType, name: string): SearchParameter | undefined {
  const parameters = SEARCH_PARAMETERS[type];
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

/** Modifiers that each kind of parameter takes (FHIR R4, "Search Parameter Modifiers"). */
export const MODIFIERS: Readonly<Record<ParameterType, readonly string[]>> = {
  token: ["not", "missing"],
  reference: ["missing"],
  date: ["missing"],
  string: ["exact", "contains", "missing"],
  quantity: ["missing"],
};

/** Every parameter of every type, in one order. */
export const ALL_PARAMETERS: readonly {
  readonly resource: ResourceType;
  readonly name: string;
  readonly parameter: SearchParameter;
}[] = RESOURCE_TYPES.flatMap((resource) =>
  Object.entries(SEARCH_PARAMETERS[resource]).map(([name, parameter]) => ({ resource, name, parameter })),
);

/** FHIR R4, "Including other resources in result". */
export const INCLUDE_KINDS = ["_include", "_revinclude"] as const;
export type IncludeKind = (typeof INCLUDE_KINDS)[number];

/** Every `_include` and `_revinclude` of a type, as a search writes it. */
export function includesOf(type: ResourceType, kind: IncludeKind): readonly string[] {
  return ALL_PARAMETERS.filter(
    ({ resource, parameter }) =>
      parameter.type === "reference" && (kind === "_include" ? resource === type : parameter.target === type),
  ).map(({ resource, name }) => `${resource}:${name}`);
}
