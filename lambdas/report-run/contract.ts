/** What the component that deploys the function shares with it. */
export const contract = {
  name: "report-run",
  description: "Closes a day of the evidence ledger: lists its batches and signs the list.",
  timeoutSeconds: 300,
  memoryMb: 512,
  environment: ["LEDGER_BUCKET", "SIGNING_KEY"],
  actions: ["s3:ListBucket", "s3:PutObject"],
} as const;

/** Where the signed lists lie in the ledger, below `day=YYYY-MM-DD/`, each named by the SHA-256 of what was signed. */
export const MANIFESTS = "manifests/";

/** What the schedule sends: the time it was due. On demand, the day itself. */
export interface ReportEvent {
  /** YYYY-MM-DD, UTC; the day before `scheduledAt` where it is left out. */
  readonly day?: string;
  readonly scheduledAt?: string;
}
