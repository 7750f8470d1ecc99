/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-analytics",
  description: "Counts cohorts, rates and quality measures over a finished export, and tells of what is critical.",
  timeoutSeconds: 900,
  memoryMb: 3008,
  environment: ["ALERT_TOPIC_ARN", "DATASTORE_ID", "OUTPUT_BUCKET"],
  actions: [
    "healthlake:DescribeFHIRExportJob",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
    "sns:Publish",
  ],
} as const;

/** Where results go in the output bucket, a folder an export's job. */
export const ANALYTICS_PREFIX = "analytics/";

/** The event that starts it (EventBridge Events Reference, "AWS HealthLake events"). */
export const EXPORT_COMPLETED = "Export Job Completed";

/** What subscribers of the alert topic get: no patient, no resource, only where to look. */
export interface AlertMessage {
  readonly what: "critical findings";
  readonly job: string;
  /** How many, by the alert's name. */
  readonly findings: Readonly<Record<string, number>>;
  /** S3 URI of the file that says whom they are about. */
  readonly details: string;
}
