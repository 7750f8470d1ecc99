import type { Case } from "../case";

/** A made-up case of a remediation. */
export const caseOf = (changes: Partial<Case> = {}): Case => ({
  execution: "execution-1",
  at: "2026-11-22T10:00:00.000Z",
  sign: "policy-s3-bucketanonymousaccessgranted",
  action: "close-bucket",
  target: "phiguard-test-web",
  subject: "arn:aws:s3:::phiguard-test-web",
  dryRun: false,
  needsApproval: false,
  breach: false,
  ...changes,
});
