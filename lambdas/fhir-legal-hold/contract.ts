/** What the component that deploys the function shares with it. */
export const contract = {
  name: "fhir-legal-hold",
  description: "Puts a legal hold on every version below a prefix, or takes it off, and writes down who asked for it.",
  timeoutSeconds: 900,
  memoryMb: 256,
  environment: ["BUCKETS", "DATASTORE_ID", "OUTPUT_BUCKET"],
  actions: ["s3:ListBucketVersions", "s3:PutObject", "s3:PutObjectLegalHold"],
} as const;

/** What an operator calls the function with; nothing else does. */
export interface HoldEvent {
  readonly bucket: string;
  /** What is held: objects whose keys begin so. Not empty. */
  readonly prefix: string;
  readonly hold: "ON" | "OFF";
  /** The matter's own number, 1 to 64 letters, digits and hyphens; never a person's name. */
  readonly matter: string;
  /** Who decided, by the name of a role or a ticket. */
  readonly decidedBy: string;
  /** Where the last call ended. */
  readonly cursor?: HoldCursor;
}

export interface HoldCursor {
  readonly key: string;
  readonly version: string;
}

export interface HoldResult {
  readonly versions: number;
  /** Absent when nothing is left: call again with it otherwise. */
  readonly cursor?: HoldCursor;
}
