/** What the component that deploys the function shares with it. */
export const contract = {
  name: "note-entities",
  description: "Makes FHIR of what Comprehend Medical reads in a note that the PHI pipeline let out for it.",
  timeoutSeconds: 300,
  memoryMb: 512,
  environment: ["ENVIRONMENT", "INPUT_BUCKET", "MASKED_BUCKET", "RELEASED_BUCKET"],
  actions: [
    "comprehendmedical:DetectEntitiesV2",
    "comprehendmedical:InferICD10CM",
    "comprehendmedical:InferRxNorm",
    "events:PutEvents",
    "kms:GenerateDataKey",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:ListBucket",
    "s3:PutObject",
  ],
} as const;

/**
 * The recipient for whom notes are sent through the pipeline so that they are read here: consent to it is asked for as for any other. The
 * sender says in the object's metadata whose note it is, as a reference such as `Patient/123`, and the release hands that on to this recipient
 * alone.
 */
export const ENTITIES = { recipient: "clinical-entities", subject: "fhir-subject" } as const;

/** A reference to a patient of the FHIR store. */
export const SUBJECT = /^Patient\/[A-Za-z0-9\-.]{1,64}$/;

/** Where results go in the FHIR store's input bucket, beside the files that are imported. */
export const ENTITY_FILES = {
  resources: "fhir/files/entities/",
  unmapped: "converted/entities/unmapped/",
  receipts: "converted/entities/receipts/",
} as const;

/** Counts, by environment, in the namespace of the PHI pipeline. */
export const ENTITY_METRICS = { read: "NotesRead", refused: "NotesRefused" } as const;
