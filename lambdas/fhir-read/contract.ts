/** What the API serves, of FHIR R4. */
export const RESOURCE_TYPES = [
  "AllergyIntolerance",
  "Condition",
  "DiagnosticReport",
  "Encounter",
  "Immunization",
  "MedicationRequest",
  "Observation",
  "Patient",
  "Procedure",
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-read",
  description:
    "Answers reads and searches of the FHIR API from HealthLake, as far as consent lets it; every one is told to the audit.",
  timeoutSeconds: 15,
  memoryMb: 512,
  environment: ["CONSENT_TABLE", "DATASTORE_ENDPOINT", "DISCLOSURE_TABLE", "ENVIRONMENT", "HASH_KEY", "PAGE_SIZE"],
  actions: [
    "dynamodb:PutItem",
    "dynamodb:Query",
    "events:PutEvents",
    "healthlake:ReadResource",
    "healthlake:SearchWithGet",
    "kms:Decrypt",
    "kms:GenerateMac",
  ],
} as const;

/** Most records of a page that HealthLake gives (HealthLake Developer Guide, "Search parameters", `_count`). */
export const MOST_RECORDS = 100;
