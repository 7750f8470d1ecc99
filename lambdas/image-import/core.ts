import { createHash } from "node:crypto";
import type { ImportJob } from "./contract";

/** A job's state as HealthImaging tells it. */
export type JobStatus = "SUBMITTED" | "IN_PROGRESS" | "COMPLETED" | "FAILED";

/** What the manifest of a finished job counts. */
export interface JobSummary {
  readonly imported: number;
  readonly failed: number;
}

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 600;

/** Twice the last wait, up to ten minutes: a job takes minutes to hours, and asking more often makes it no faster. */
export function nextWait(waitedSeconds: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(FIRST_WAIT_SECONDS, waitedSeconds));
}

/** HealthImaging takes the same token for the same job: 1 to 64 of [a-zA-Z0-9._-]. */
export function clientToken(start: string): string {
  return createHash("sha256").update(start).digest("hex");
}

/** How a job is after `job.waitSeconds` more. A completed job can have left files out; its summary tells. */
export function progressed(job: ImportJob, status: JobStatus, summary: JobSummary | undefined): ImportJob {
  const waitedSeconds = job.waitedSeconds + job.waitSeconds;
  const next = { ...job, waitedSeconds, waitSeconds: nextWait(waitedSeconds) };
  switch (status) {
    case "SUBMITTED":
    case "IN_PROGRESS":
      return { ...next, status: "RUNNING" };
    case "FAILED":
      return { ...next, status: "FAILED" };
    case "COMPLETED": {
      if (summary === undefined) return { ...next, status: "COMPLETED_WITH_ERRORS" };
      const { imported, failed } = summary;
      return { ...next, status: failed > 0 ? "COMPLETED_WITH_ERRORS" : "COMPLETED", imported, failed };
    }
  }
}

/** A job that was just started. */
export function started(jobId: string): ImportJob {
  return { jobId, status: "RUNNING", waitedSeconds: 0, waitSeconds: FIRST_WAIT_SECONDS };
}
