import type { JobSummary } from "../image-import/core";
import type { JobState } from "../image-import/ports";
import { secondsBetween, type ImageReplay, type Recovery } from "../recovery/drill";
import type { ReplayRecord } from "./ports";

const NOTHING = { batches: 0, failedBatches: 0, files: 0, refusedFiles: 0, earlierBatches: 0 };

/** A replay that has not begun. */
export function unbegun(tenant: string, datastoreId: string): ImageReplay {
  return { tenant, datastoreId, hasMore: true, running: [], counts: NOTHING };
}

export const isOver = ({ hasMore, running }: ImageReplay): boolean => !hasMore && running.length === 0;

/** The replay after the job of one of its batches has ended. What HealthImaging would not take at home, it takes here no better: only a batch of which nothing came in has failed. */
export function ended(replay: ImageReplay, batch: string, job: JobState, summary: JobSummary | undefined): ImageReplay {
  const { imported = 0, failed = 0 } = (job.status === "COMPLETED" && summary) || {};
  const { counts } = replay;
  return {
    ...replay,
    running: replay.running.filter((of) => of.batch !== batch),
    counts: {
      ...counts,
      batches: counts.batches + 1,
      failedBatches: counts.failedBatches + (imported === 0 ? 1 : 0),
      files: counts.files + imported,
      refusedFiles: counts.refusedFiles + failed,
    },
    firstAt: [replay.firstAt, job.submittedAt].flatMap((at) => at ?? []).sort()[0],
    lastAt: [replay.lastAt, job.endedAt]
      .flatMap((at) => at ?? [])
      .sort()
      .at(-1),
  };
}

/** What a replay that is over took; undefined while it runs, and where it brought nothing in or not all. */
export function recordOf(replay: ImageReplay): ReplayRecord | undefined {
  const { counts, firstAt, lastAt } = replay;
  const isWhole = isOver(replay) && counts.batches > 0 && counts.failedBatches === 0;
  if (!isWhole || firstAt === undefined || lastAt === undefined) return undefined;
  return { seconds: secondsBetween(firstAt, lastAt), counts };
}

type Told = Pick<Recovery, "status" | "simulated" | "recoveryTimeSeconds" | "counts" | "reason">;

export const NOTHING_TO_REPLAY: Told = { status: "DONE", simulated: true, reason: "nothing-to-replay" };

/** What is told where nothing was imported: the figures of the last replay, marked as such. */
export function toldOfLast(last: ReplayRecord | undefined, reason: string): Told {
  const { seconds, counts } = last ?? {};
  return {
    status: "DONE",
    simulated: true,
    recoveryTimeSeconds: seconds,
    counts,
    reason: last === undefined ? "never-replayed" : reason,
  };
}

/** How a replay stands. `last` is for one that is over and found everything there. */
export function told(replay: ImageReplay, last: ReplayRecord | undefined): Told {
  const { counts } = replay;
  const simulated = false;
  if (!isOver(replay)) return { status: "RUNNING", simulated, counts };
  if (counts.failedBatches > 0) return { status: "FAILED", simulated, counts, reason: "replay-failed" };
  if (counts.batches > 0) return { status: "DONE", simulated, counts, recoveryTimeSeconds: recordOf(replay)?.seconds };
  if (counts.earlierBatches > 0) return toldOfLast(last, "replayed-before");
  return NOTHING_TO_REPLAY;
}
