import { drillEvent, stepOf, type Clock, type DrillEvent, type Log } from "../recovery/drill";
import { NO_REPLICA } from "./contract";
import { decide } from "./core";
import type { Replicas } from "./ports";

export interface Ports {
  readonly replicas: Replicas;
  readonly clock: Clock;
  readonly log: Log;
  readonly identifier: string;
  /** Days that the promoted database keeps backups. */
  readonly backupDays: number;
}

/**
 * Promotes the replica in a failover, and asks after it from then on; in a drill it says whether it could. RDS refuses to promote
 * what follows nobody, so a second try does no harm, and a second failover is told that it was done.
 */
export function createHandler({ replicas, clock, log, identifier, backupDays }: Ports) {
  return async (input: unknown): Promise<DrillEvent> => {
    const event = drillEvent(input);
    if (identifier === NO_REPLICA) return { ...event, promotion: stepOf([]) };
    const before = event.promotion;
    const [, partition, , region, accountId] = event.execution.split(":");
    const subject = `arn:${partition}:rds:${region}:${accountId}:db:${identifier}`;
    const begunAt = before === undefined ? undefined : event.startedAt;
    const found = before?.recoveries[0]?.reason;
    const decision = decide(event.mode, await replicas.state(identifier), {
      subject,
      begunAt,
      found,
      now: clock.now(),
    });
    if (decision.kind === "promote") await replicas.promote(identifier, backupDays);
    const recovery =
      decision.kind === "told"
        ? decision.recovery
        : ({ kind: "database", subject, status: "RUNNING", simulated: false } as const);
    log.info("looked after the replica", { mode: event.mode, status: recovery.status });
    const step = stepOf([recovery], before);
    return { ...event, promotion: decision.kind === "look-again" ? { ...step, waitSeconds: 1 } : step };
  };
}
