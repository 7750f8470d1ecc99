import type { JobStatus, JobSummary } from "./core";

export interface StartRequest {
  readonly datastoreId: string;
  readonly dataAccessRoleArn: string;
  readonly clientToken: string;
  readonly inputPrefix: string;
  readonly outputPrefix: string;
}

/** A job as HealthImaging tells it; times are ISO 8601, UTC. */
export interface JobState {
  readonly status: JobStatus;
  readonly submittedAt?: string | undefined;
  readonly endedAt?: string | undefined;
}

export interface ImportJobs {
  /** The new job's id, or that of the job which the same token started before. */
  start(request: StartRequest): Promise<string>;
  state(datastoreId: string, jobId: string): Promise<JobState>;
  /** Counts of a finished job; undefined where there is no manifest to read. */
  summary(outputPrefix: string, datastoreId: string, jobId: string): Promise<JobSummary | undefined>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
