/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-import",
  description: "Starts the import job of an uploaded FHIR file, or of the batch that a manifest names.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["DATASTORE_ID", "DATA_ACCESS_ROLE_ARN", "ENVIRONMENT", "INPUT_BUCKET", "KMS_KEY_ARN", "OUTPUT_BUCKET"],
  actions: [
    "healthlake:StartFHIRImportJob",
    "iam:PassRole",
    "s3:GetObjectVersion",
    "s3:ListBucket",
    "s3:PutObject",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
  ],
} as const;

/**
 * Where uploads lie in the input bucket: single files, batches of files, the manifests that say a batch is whole, and files that were converted,
 * of which the converter tells the queue itself.
 */
export const FHIR_UPLOADS = {
  files: "fhir/files/",
  batches: "fhir/batches/",
  manifests: "fhir/manifests/",
  converted: "fhir/converted/",
} as const;

/** Group of the queue's messages: HealthLake works off one import after the other, too. */
export const IMPORT_GROUP = "imports";

/** Where a job's own log goes in the output bucket. */
export const IMPORT_LOG = "import-log/";

/** What the rule puts into the queue for an object. */
export interface UploadMessage {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
  readonly sizeBytes: number;
}

/** Object below `fhir/manifests/<batch>.json`: what must be there before the batch is imported. */
export interface BatchManifest {
  readonly batch: string;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
}
