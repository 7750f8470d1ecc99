import { drillEvent, drillToken, stepOf, type DrillEvent, type Log, type Recovery } from "../recovery/drill";
import { NONE } from "./contract";
import type { Imports, Journal } from "./ports";

export interface Ports {
  readonly journal: Journal;
  readonly imports: Imports;
  readonly log: Log;
  readonly bucket: string;
  /** A data store of this region to replay into, or `none`. */
  readonly datastoreId: string;
}

/**
 * HealthLake copies nothing to another region: the replicated export is imported into a data store there, which the
 * configuration names. A simulated drill tells how long the last replay took. A failover imports an export once: since an earlier
 * failover people have written here, and a second import would lay what was before over it.
 */
export function createHandler({ journal, imports, log, bucket, datastoreId }: Ports) {
  async function begin(event: DrillEvent, subject: string): Promise<Recovery> {
    const { mode } = event;
    const told = (of: Pick<Recovery, "status" | "simulated"> & Partial<Recovery>): Recovery => ({
      kind: "journal",
      subject,
      ...of,
    });
    const simulated = mode === "simulated";
    const folder = await journal.newestExport();
    if (folder === undefined) return told({ status: "FAILED", simulated, reason: "no-whole-export" });
    if (datastoreId === NONE) return told({ status: "DONE", simulated: true, reason: "no-data-store-to-replay-into" });
    if (simulated) {
      const recoveryTimeSeconds = await imports.lastSeconds(datastoreId);
      return told({
        status: "DONE",
        simulated,
        recoveryTimeSeconds,
        reason: recoveryTimeSeconds === undefined ? "never-replayed" : "last-replay",
      });
    }
    const token = drillToken(event);
    const earlier = mode === "failover" ? await imports.earlier({ datastoreId, folder, token }) : undefined;
    if (earlier?.status === "COMPLETED")
      return told({
        status: "DONE",
        simulated: true,
        recoveryTimeSeconds: earlier.seconds,
        jobId: earlier.jobId,
        reason: "replayed-before",
      });
    if (earlier?.status === "RUNNING") return told({ status: "RUNNING", simulated, jobId: earlier.jobId });
    const jobId = await imports.start({ datastoreId, folder, token });
    return told({ status: "RUNNING", simulated, jobId });
  }

  async function ask(recovery: Recovery): Promise<Recovery> {
    if (recovery.status !== "RUNNING" || recovery.jobId === undefined) return recovery;
    const job = await imports.job(datastoreId, recovery.jobId);
    if (job.status === "RUNNING") return recovery;
    return job.status === "COMPLETED"
      ? { ...recovery, status: "DONE", recoveryTimeSeconds: job.seconds }
      : { ...recovery, status: "FAILED", reason: "replay-failed" };
  }

  return async (input: unknown): Promise<DrillEvent> => {
    const event = drillEvent(input);
    if (bucket === NONE) return { ...event, replay: stepOf([]) };
    const before = event.replay;
    const [, partition] = event.execution.split(":");
    const recoveries =
      before === undefined
        ? [await begin(event, `arn:${partition}:s3:::${bucket}`)]
        : await Promise.all(before.recoveries.map((recovery) => ask(recovery)));
    const next = stepOf(recoveries, before);
    log.info("looked after the replay", { mode: event.mode, status: next.status });
    return { ...event, replay: next };
  };
}
