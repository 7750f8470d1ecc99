/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-import",
  description: "Starts the HealthImaging import job of a checked batch and says how it is going.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["INPUT_BUCKET", "OUTPUT_BUCKET"],
  actions: [
    "iam:PassRole",
    "medical-imaging:GetDICOMImportJob",
    "medical-imaging:StartDICOMImportJob",
    "s3:GetObject",
    "s3:ListBucket",
  ],
} as const;

/** What is known of the batch when its job is started. */
export interface ImportEvent {
  readonly tenant: string;
  readonly batch: string;
  readonly datastoreId: string;
  readonly dataAccessRoleArn: string;
  /** Version of the object that ended the upload: the same for each try of one start, and for an event that is delivered twice. */
  readonly upload: string;
  /** The job, once it has been started. */
  readonly job?: ImportJob;
}

export interface ImportJob {
  readonly jobId: string;
  readonly status: "RUNNING" | "COMPLETED" | "COMPLETED_WITH_ERRORS" | "FAILED";
  /** Seconds until it is worth asking again. */
  readonly waitSeconds: number;
  /** Seconds waited so far. */
  readonly waitedSeconds: number;
  readonly imported?: number;
  readonly failed?: number;
}

export interface ImportResult extends ImportEvent {
  readonly job: ImportJob;
}
