/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-convert",
  description: "Makes FHIR of HL7 v2 messages and of claims as they arrive, and hands it to the import.",
  timeoutSeconds: 600,
  memoryMb: 1769,
  environment: [
    "DATASTORE_ID",
    "ENVIRONMENT",
    "HASH_KEY_ARN",
    "HL7_ZONE",
    "IMPORT_QUEUE_URL",
    "INPUT_BUCKET",
    "OUTPUT_BUCKET",
  ],
  actions: [
    "events:PutEvents",
    "kms:GenerateMac",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:ListBucket",
    "s3:PutObject",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
  ],
} as const;

/** Where what is to be converted is dropped in the input bucket, by format. */
export const INTAKE = { hl7: "intake/hl7/", claims: "intake/claims/" } as const;
export type IntakeFormat = keyof typeof INTAKE;

/** What the function keeps in the same bucket: all that was said of each resource, what has no place in FHIR, what was done, what can't be read. */
export const KEPT = {
  told: "converted/told/",
  unmapped: "converted/unmapped/",
  receipts: "converted/receipts/",
  quarantine: "quarantine/",
} as const;

/** Value of HL7_ZONE where messages have no offset of their own and nobody said one. */
export const NO_ZONE = "none";

/** What the rule puts into the queue for an object; `time` is when it was written, ISO 8601 in UTC. */
export interface IntakeMessage {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
  readonly sizeBytes: number;
  readonly time: string;
}

/** Counts beside the namespace and the dimension of HealthLake's jobs. */
export const INTAKE_METRICS = { converted: "PartsConverted", quarantined: "PartsQuarantined" } as const;
