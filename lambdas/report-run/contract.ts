/** What the component that deploys the function shares with it. */
export const contract = {
  name: "report-run",
  description: "Seals the evidence ledger, and keeps each day's reports in it, locked.",
  timeoutSeconds: 900,
  // Reports of 88 citations, 700 controls and 20,000 results.
  memoryMb: 2048,
  environment: ["LEDGER_BUCKET", "RETENTION_DAYS", "SIGNING_KEY"],
  actions: ["s3:GetObject", "s3:GetObjectRetention", "s3:ListBucket", "s3:PutObject", "s3:PutObjectRetention"],
} as const;

export { HEADS, KEPT, POLICY_RECORDS, REPORTS, TIMESTAMPS } from "../../reports/ledger/names";

/** What the schedule sends: the time it was due. On demand, a day or a new key. */
export interface ReportEvent {
  /** First day, YYYY-MM-DD in UTC, of what is looked through; 15 days before `scheduledAt` where it is left out. */
  readonly since?: string;
  readonly scheduledAt?: string;
  /** ARN of the KMS key that signs from the next head on; the one that signs now vouches for it. */
  readonly successorKey?: string;
}
