import type { QuarantineEvent } from "./contract";

/** Why a batch stands in quarantine, in words of a fixed list: what failed may carry anything in its own. */
export type Reason =
  | "batch-refused"
  | "no-file-accepted"
  | "import-failed"
  | "import-left-files-out"
  | "import-took-too-long"
  | "processing-failed";

export function reasonFor({ error, job, accepted }: QuarantineEvent): Reason {
  if (error?.Error === "RefusedBatch") return "batch-refused";
  if (error?.Error === "States.Timeout") return "import-took-too-long";
  if (error !== undefined) return "processing-failed";
  if (job?.status === "FAILED") return "import-failed";
  if (job?.status === "COMPLETED_WITH_ERRORS") return "import-left-files-out";
  if (job?.status === "RUNNING") return "import-took-too-long";
  return accepted === 0 ? "no-file-accepted" : "processing-failed";
}

/** The record beside the refused files; no clock in it, so that writing it again changes nothing. */
export function recordOf(event: QuarantineEvent, batch: string, reason: Reason): string {
  const { tenant, upload, accepted = 0, refused = 0, job, error } = event;
  const record = {
    tenant,
    batch,
    upload,
    reason,
    // Names of errors are ours or AWS's; their texts are left out.
    error: error?.Error,
    accepted,
    refused,
    job: job && { jobId: job.jobId, status: job.status, failed: job.failed },
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
