import { z } from "zod";
import type { LineageRecord } from "../lineage/record";
import type { Figures } from "../metrics/embedded";
import { JOB_EVENT_TYPES, JOB_METRICS } from "./contract";

const EVENT = z.object({
  "detail-type": z.string().refine((type) => JOB_EVENT_TYPES.includes(type)),
  time: z.iso.datetime(),
  detail: z.object({ jobId: z.string().regex(/^[0-9a-f]{32}$/), datastoreId: z.string().regex(/^[0-9a-f]{32}$/) }),
});

/** A step of a job, as EventBridge told of it. */
export interface JobStep {
  readonly kind: "import" | "export";
  readonly jobId: string;
  readonly datastoreId: string;
  /** As HealthLake's own states are written: COMPLETED_WITH_ERRORS. */
  readonly step: string;
  readonly at: string;
}

/** The step that an event tells of, or the names of what can't be read in it. */
export function stepOf(event: unknown): JobStep | { readonly unreadable: string } {
  const read = EVENT.safeParse(event);
  if (!read.success) return { unreadable: read.error.issues.map(({ path }) => path.join(".")).join(", ") };
  const { "detail-type": type, time, detail } = read.data;
  const [, kind = "", step = ""] = /^(Import|Export) Job (.+)$/.exec(type) ?? [];
  return {
    kind: kind === "Import" ? "import" : "export",
    jobId: detail.jobId,
    datastoreId: detail.datastoreId,
    step: step.toUpperCase().replaceAll(" ", "_"),
    at: new Date(time).toISOString(),
  };
}

const ENDS = new Set(["COMPLETED", "COMPLETED_WITH_ERRORS", "FAILED"]);

/** What HealthLake says of a job, as far as it is kept: no message of it, which may cite a line of a file. */
export interface JobState {
  /** S3 URI; none for an export. */
  readonly input?: string;
  readonly output?: string;
  readonly submittedAt?: string;
  readonly endedAt?: string;
  readonly scannedFiles?: number;
  readonly scannedResources?: number;
  readonly importedResources?: number;
  readonly refusedResources?: number;
  readonly scannedMegabytes?: number;
}

/**
 * What is left to do about a job that has ended: `nothing`; `mend-input` where files hold what HealthLake does not take, which another
 * try would not change; `look` where the job as a whole failed. A job is never started again by itself: the upload's own token would
 * name the same job, and what failed for its input fails again.
 */
export function leftToDo(step: JobStep, { refusedResources = 0 }: JobState): "nothing" | "mend-input" | "look" {
  if (step.step === "FAILED") return "look";
  if (!ENDS.has(step.step)) return "nothing";
  return step.step === "COMPLETED_WITH_ERRORS" || refusedResources > 0 ? "mend-input" : "nothing";
}

/** Counts stand at the end alone: an earlier step that is told late, or once more, is the same record as ever. */
export function lineageOf(step: JobStep, state: JobState, code: string): LineageRecord {
  const { input, output = "", submittedAt: _, endedAt: __, ...counts } = state;
  return {
    ...step,
    inputs: [{ uri: input ?? `healthlake:${step.datastoreId}` }],
    output,
    code,
    facts: { ...(ENDS.has(step.step) && counts), leftToDo: leftToDo(step, state) },
  };
}

const METRIC: Readonly<Record<string, string>> = {
  SUBMITTED: "JobsSubmitted",
  QUEUED: "JobsQueued",
  IN_PROGRESS: "JobsInProgress",
  COMPLETED: "JobsCompleted",
  COMPLETED_WITH_ERRORS: "JobsCompletedWithErrors",
  FAILED: "JobsFailed",
};
/** Figures of a step: one job more in a state, and, at its end, how long it took and what it moved. */
export function figuresOf(step: JobStep, state: JobState, environment: string): Figures {
  const seconds =
    state.submittedAt === undefined || state.endedAt === undefined
      ? undefined
      : Math.max(0, (Date.parse(state.endedAt) - Date.parse(state.submittedAt)) / 1000);
  return {
    namespace: JOB_METRICS,
    dimensions: { Environment: environment, Job: step.kind },
    at: step.at,
    metrics: {
      [METRIC[step.step] ?? "JobsInOtherState"]: [1, "Count"],
      ...(ENDS.has(step.step) && {
        ...(seconds !== undefined && { JobDuration: [seconds, "Seconds"] as const }),
        ...(state.importedResources !== undefined && {
          ResourcesImported: [state.importedResources, "Count"] as const,
        }),
        ...(state.refusedResources !== undefined && { ResourcesRefused: [state.refusedResources, "Count"] as const }),
        ...(state.scannedMegabytes !== undefined && { DataScanned: [state.scannedMegabytes, "Megabytes"] as const }),
      }),
    },
  };
}
