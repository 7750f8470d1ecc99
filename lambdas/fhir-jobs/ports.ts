import type { JobState, JobStep } from "./core";

export interface Jobs {
  /** What HealthLake says of the job; undefined where it knows none by that id. */
  describe(step: JobStep): Promise<JobState | undefined>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
