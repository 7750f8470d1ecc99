/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-replay",
  description:
    "Imports the replicated export of the FHIR data store into one of this region, and tells how long that took.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["DATASTORE_ID", "DATA_ACCESS_ROLE_ARN", "JOURNAL_BUCKET", "KMS_KEY_ARN"],
  actions: [
    "healthlake:DescribeFHIRImportJob",
    "healthlake:ListFHIRImportJobs",
    "healthlake:StartFHIRImportJob",
    "iam:PassRole",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "s3:ListBucket",
    "s3:PutObject",
  ],
} as const;

/** The value of JOURNAL_BUCKET where the stack has no FHIR data store, and of DATASTORE_ID where there is none to replay into. */
export const NONE = "none";

/** Where a replay's own log goes in the journal's bucket. */
export const REPLAY_LOG = "replay-log/";
