/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-export",
  description: "Starts an export of the whole FHIR data store, on a schedule or when it is asked to.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["DATASTORE_ID", "DATA_ACCESS_ROLE_ARN", "KMS_KEY_ARN", "OUTPUT_BUCKET"],
  actions: ["healthlake:StartFHIRExportJob", "iam:PassRole", "s3:PutObject"],
} as const;

/** Where exports go in the output bucket; HealthLake puts a folder for each job below. */
export const EXPORT_PREFIX = "export/";

/** What the schedule, an operator or the recovery's drill calls the function with. */
export interface ExportEvent {
  /** 1 to 200 letters, digits and _.:- that name this one request: the same again gives the same job. */
  readonly requestId: string;
  readonly reason: "schedule" | "demand" | "recovery";
}

export interface ExportResult {
  readonly jobId: string;
  /** S3 URI below which HealthLake puts the job's folder. */
  readonly output: string;
}
