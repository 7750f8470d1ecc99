/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-jobs",
  description: "Keeps lineage and figures of each step of HealthLake's import and export jobs.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["DATASTORE_ID", "ENVIRONMENT", "OUTPUT_BUCKET"],
  actions: ["healthlake:DescribeFHIRExportJob", "healthlake:DescribeFHIRImportJob", "s3:PutObject"],
} as const;

/** Namespace of the figures, by environment and kind of job. */
export const JOB_METRICS = "phiguard/healthlake";

/** Events of jobs (EventBridge Events Reference, "AWS HealthLake events"). */
export const JOB_STEPS = [
  "Submitted",
  "Queued",
  "In Progress",
  "Completed",
  "Completed With Errors",
  "Failed",
] as const;
export const JOB_EVENT_TYPES: readonly string[] = ["Import", "Export"].flatMap((kind) =>
  JOB_STEPS.map((step) => `${kind} Job ${step}`),
);
