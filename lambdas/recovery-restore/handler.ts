import { drillEvent, drillToken, stepOf, type DrillEvent, type Log, type Recovery } from "../recovery/drill";
import type { RestorePlace } from "./contract";
import { chosen, drillName, isDrills, restoreMetadata } from "./core";
import type { RecoveryPoint, Restores, Stores } from "./ports";

export interface Ports {
  readonly restores: Restores;
  readonly stores: Stores;
  readonly log: Log;
  readonly vaultName: string;
  /** Beginning of the names of what a drill makes. */
  readonly prefix: string;
  readonly place: RestorePlace;
}

/**
 * Begins a restore of the newest backup of each kind, asks after those that run, and removes what they made. AWS Backup takes the
 * same token for the same job, so a second try makes nothing twice.
 */
export function createHandler({ restores, stores, log, vaultName, prefix, place }: Ports) {
  async function begin(event: DrillEvent, point: RecoveryPoint): Promise<Recovery> {
    const { type, subject } = point;
    if (event.mode !== "restore") {
      const recoveryTimeSeconds = await restores.lastSeconds(type);
      return {
        kind: "backup",
        subject,
        status: "DONE",
        simulated: true,
        recoveryTimeSeconds,
        reason: recoveryTimeSeconds === undefined ? "never-restored" : "last-restore",
      };
    }
    const known = await restores.metadata(vaultName, point.arn);
    const jobId = await restores.start({
      recoveryPointArn: point.arn,
      type,
      metadata: restoreMetadata(known, type, drillName(prefix, drillToken(event), type), place),
      token: `${drillToken(event)}-${type}`,
    });
    return { kind: "backup", subject, status: "RUNNING", simulated: false, jobId };
  }

  /** A failover goes on with the replica: restoring is for what has none, by hand and with care. */
  async function toRestore(event: DrillEvent): Promise<RecoveryPoint[]> {
    return event.mode === "failover" ? [] : chosen(await restores.newest(vaultName), place);
  }

  async function ask(recovery: Recovery): Promise<Recovery> {
    if (recovery.status !== "RUNNING" || recovery.jobId === undefined) return recovery;
    const job = await restores.job(recovery.jobId);
    if (job.status === "RUNNING") return recovery;
    if (job.made !== undefined && isDrills(job.made, prefix)) await stores.remove(job.made);
    return job.status === "COMPLETED"
      ? { ...recovery, status: "DONE", recoveryTimeSeconds: job.seconds }
      : { ...recovery, status: "FAILED", reason: "restore-failed" };
  }

  return async (input: unknown): Promise<DrillEvent> => {
    const event = drillEvent(input);
    const before = event.restores;
    const recoveries =
      before === undefined
        ? await inTurn(await toRestore(event), (point) => begin(event, point))
        : await inTurn(before.recoveries, ask);
    const next = stepOf(recoveries, before);
    log.info("looked after restores", { mode: event.mode, restores: recoveries.length, status: next.status });
    return { ...event, restores: next };
  };
}

async function inTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of list) done.push(await work(one));
  return done;
}
