import type { Lineage } from "../lineage/record";
import type { Metrics } from "../metrics/embedded";
import { figuresOf, leftToDo, lineageOf, stepOf } from "./core";
import type { Jobs, Log } from "./ports";

export interface JobPorts {
  readonly jobs: Jobs;
  readonly lineage: Lineage;
  readonly metrics: Metrics;
  readonly log: Log;
  /** The one data store whose jobs are kept. */
  readonly datastoreId: string;
  readonly environment: string;
  readonly code: string;
}

/** Keeps a step of a job. An event that can't be read, or is another store's, is let go: no second try would change it. */
export function createHandler({ jobs, lineage, metrics, log, datastoreId, environment, code }: JobPorts) {
  return async (event: unknown): Promise<{ readonly kept: boolean }> => {
    const step = stepOf(event);
    if ("unreadable" in step) {
      log.warn("an event could not be read", { fields: step.unreadable });
      return { kept: false };
    }
    if (step.datastoreId !== datastoreId) return { kept: false };
    const state = await jobs.describe(step);
    if (state === undefined) {
      log.warn("HealthLake knows no such job", { jobId: step.jobId });
      return { kept: false };
    }
    await lineage.record(lineageOf(step, state, code));
    // Figures last: they can't be taken back, and a write that fails comes again.
    metrics.put(figuresOf(step, state, environment));
    log.info("a job went on", { jobId: step.jobId, step: step.step, leftToDo: leftToDo(step, state) });
    return { kept: true };
  };
}
