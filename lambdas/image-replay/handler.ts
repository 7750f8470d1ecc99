import { acceptedPrefix, resultPrefix } from "../dicom/batch";
import { clientToken } from "../image-import/core";
import type { ImportJobs } from "../image-import/ports";
import { drillEvent, stepOf, type DrillEvent, type ImageReplay, type Log, type Recovery } from "../recovery/drill";
import { NONE, type ReplayTargets } from "./contract";
import { ended, isOver, NOTHING_TO_REPLAY, recordOf, told, toldOfLast, unbegun } from "./core";
import type { Journal } from "./ports";

export interface Ports {
  readonly journal: Journal;
  readonly jobs: ImportJobs;
  readonly log: Log;
  /** The bucket with the checked batches. */
  readonly bucket: string;
  readonly targets: ReplayTargets;
}

/** Jobs started in one call: StartDICOMImportJob takes ten at once and one in four seconds after (HealthImaging Developer Guide, "Throttling limits"). */
const STARTS_A_CALL = 10;
/** Jobs that run at the same time. */
const MOST_RUNNING = 50;
/** Batches that one call looks at: those that were replayed before cost two reads each. */
const LOOKS_A_CALL = 200;
/** A job may be started a minute after the last ones. */
const LONGEST_WAIT_SECONDS = 60;

/** What one call may still do, for all organisations together. */
interface Budget {
  starts: number;
  looks: number;
}

/**
 * HealthImaging copies nothing to another region: the replicated batches are imported into data stores there, which the configuration
 * names. One call asks after the jobs that run, and starts some more. A batch that is in the data store already is passed over, so a
 * replay that was cut short goes on where it was. A simulated drill tells how long the last replay took.
 */
export function createHandler({ journal, jobs, log, bucket, targets }: Ports) {
  async function askAfter(replay: ImageReplay): Promise<ImageReplay> {
    const { tenant, datastoreId } = replay;
    let now = replay;
    for (const { batch, jobId } of replay.running) {
      const job = await jobs.state(datastoreId, jobId);
      if (job.status !== "COMPLETED" && job.status !== "FAILED") continue;
      const summary =
        job.status === "COMPLETED"
          ? await jobs.summary(resultPrefix({ tenant, batch }), datastoreId, jobId)
          : undefined;
      now = ended(now, batch, job, summary);
    }
    return now;
  }

  async function isThere({ tenant, datastoreId }: ImageReplay, batch: string): Promise<boolean> {
    for (const jobId of await journal.endedJobs({ tenant, batch }, datastoreId)) {
      const summary = await jobs.summary(resultPrefix({ tenant, batch }), datastoreId, jobId);
      if (summary !== undefined && summary.imported > 0) return true;
    }
    return false;
  }

  /** The job's id; undefined where as many run as may. */
  async function start(execution: string, { tenant, datastoreId }: ImageReplay, batch: string) {
    try {
      return await jobs.start({
        datastoreId,
        dataAccessRoleArn: targets[tenant]?.dataAccessRoleArn ?? "",
        clientToken: clientToken(`${execution}/${tenant}/${batch}`),
        inputPrefix: acceptedPrefix({ tenant, batch }),
        outputPrefix: resultPrefix({ tenant, batch }),
      });
    } catch (error) {
      if (error instanceof Error && error.name === "ServiceQuotaExceededException") return undefined;
      throw error;
    }
  }

  async function goOn(execution: string, replay: ImageReplay, budget: Budget): Promise<ImageReplay> {
    let now = replay;
    while (now.hasMore && budget.starts > 0 && budget.looks > 0) {
      const page = await journal.batches(now.tenant, now.after);
      if (page.length === 0) now = { ...now, hasMore: false };
      for (const batch of page) {
        if (budget.starts === 0 || budget.looks === 0) break;
        budget.looks -= 1;
        if (await isThere(now, batch)) {
          const { counts } = now;
          now = { ...now, after: batch, counts: { ...counts, earlierBatches: counts.earlierBatches + 1 } };
          continue;
        }
        const jobId = await start(execution, now, batch);
        budget.starts = jobId === undefined ? 0 : budget.starts - 1;
        if (jobId !== undefined) now = { ...now, after: batch, running: [...now.running, { batch, jobId }] };
      }
    }
    return now;
  }

  /** Asks after all jobs first, so that the ones that have ended make room. */
  async function replayed(event: DrillEvent): Promise<ImageReplay[]> {
    const before =
      event.images?.replays ??
      Object.entries(targets).flatMap(([tenant, to]) => (to === null ? [] : [unbegun(tenant, to.datastoreId)]));
    const asked: ImageReplay[] = [];
    for (const replay of before) asked.push(await askAfter(replay));
    const running = asked.reduce((sum, replay) => sum + replay.running.length, 0);
    const budget = { starts: Math.min(STARTS_A_CALL, MOST_RUNNING - running), looks: LOOKS_A_CALL };
    const now: ImageReplay[] = [];
    for (const replay of asked) now.push(await goOn(event.execution, replay, budget));
    return now;
  }

  async function recoveryOf(replay: ImageReplay, before: ImageReplay | undefined, subject: string): Promise<Recovery> {
    const { tenant, datastoreId } = replay;
    const record = before !== undefined && isOver(before) ? undefined : recordOf(replay);
    if (record !== undefined) await journal.keep(tenant, datastoreId, record);
    const last = isOver(replay) && replay.counts.batches === 0 ? await journal.last(tenant, datastoreId) : undefined;
    return { kind: "journal", subject, ...told(replay, last) };
  }

  async function simulated(tenant: string, datastoreId: string, subject: string): Promise<Recovery> {
    const isEmpty = (await journal.batches(tenant, undefined)).length === 0;
    const last = isEmpty ? undefined : await journal.last(tenant, datastoreId);
    return { kind: "journal", subject, ...(isEmpty ? NOTHING_TO_REPLAY : toldOfLast(last, "last-replay")) };
  }

  return async (input: unknown): Promise<DrillEvent> => {
    const event = drillEvent(input);
    if (bucket === NONE) return { ...event, images: { ...stepOf([]), replays: [] } };
    const [, partition, , region, account] = event.execution.split(":");
    const storeArn = (id: string): string => `arn:${partition}:medical-imaging:${region}:${account}:datastore/${id}`;
    const replays = event.mode === "simulated" ? [] : await replayed(event);
    const recoveries: Recovery[] = [];
    for (const [at, replay] of replays.entries()) {
      recoveries.push(await recoveryOf(replay, event.images?.replays[at], storeArn(replay.datastoreId)));
    }
    if (event.mode === "simulated") {
      for (const [tenant, to] of Object.entries(targets)) {
        if (to !== null) recoveries.push(await simulated(tenant, to.datastoreId, storeArn(to.datastoreId)));
      }
    }
    if (Object.values(targets).includes(null)) {
      const subject = `arn:${partition}:s3:::${bucket}`;
      const reason = "no-data-store-to-replay-into";
      recoveries.push({ kind: "journal", subject, status: "DONE", simulated: true, reason });
    }
    const next = stepOf(recoveries, event.images, LONGEST_WAIT_SECONDS);
    const [running, batches] = [
      replays.reduce((sum, of) => sum + of.running.length, 0),
      replays.reduce((sum, of) => sum + of.counts.batches, 0),
    ];
    log.info("looked after the replay of images", { mode: event.mode, status: next.status, running, batches });
    return { ...event, images: { ...next, replays } };
  };
}
