/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-quarantine",
  description: "Writes down why a batch of images was not imported, beside the files that were refused.",
  timeoutSeconds: 30,
  memoryMb: 256,
  environment: ["QUARANTINE_BUCKET"],
  actions: ["s3:PutObject"],
} as const;

/** The state machine's input at the point of failure, and what failed where a state caught an error. */
export interface QuarantineEvent {
  readonly tenant: string;
  readonly key: string;
  readonly kmsKeyArn: string;
  readonly upload: string;
  readonly accepted?: number;
  readonly refused?: number;
  readonly job?: { readonly jobId: string; readonly status: string; readonly failed?: number };
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

export interface QuarantineResult {
  readonly reason: string;
  readonly record: string;
}
