import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { TARGETS } from "../recovery/contract";
import { secondsBetween, type DrillEvent, type Measurement, type Recovery } from "../recovery/drill";

const ACTOR = "function:recovery-report";
const WORKLOAD = "recovery";

type Outcome = Pick<AuditEvent, "outcome"> & { readonly reason?: string };

/** What a failover finds done by an earlier one. */
const PROMOTED = "promoted-already";

/**
 * Success is a figure within what is stated; without a figure there is none. A database that was promoted has nothing that it could be
 * behind, and RDS counts nothing for it.
 */
function ofPoint({ recoveryPointSeconds, targetSeconds }: Measurement, isPromoted: boolean): Outcome {
  if (recoveryPointSeconds === undefined && isPromoted) return { outcome: "success", reason: PROMOTED };
  if (recoveryPointSeconds === undefined) return { outcome: "failure", reason: "not-measured" };
  return recoveryPointSeconds <= targetSeconds
    ? { outcome: "success" }
    : { outcome: "failure", reason: "too-far-behind" };
}

/** A failover that finds the database promoted has nothing to measure, and is no failure: it goes on where the one before ended. */
const wasPromoted = ({ mode }: DrillEvent, { status, reason }: Recovery): boolean =>
  mode === "failover" && status === "DONE" && reason === PROMOTED;

function ofRecovery(event: DrillEvent, recovery: Recovery): Outcome {
  const { kind, status, recoveryTimeSeconds, reason, simulated } = recovery;
  if (status !== "DONE")
    return { outcome: "failure", reason: status === "RUNNING" ? "not-in-time" : (reason ?? "failed") };
  if (recoveryTimeSeconds === undefined) {
    if (wasPromoted(event, recovery)) return { outcome: "success", reason: PROMOTED };
    // A replica that could be promoted is what a drill can show of it, and no more.
    return reason === "could-be-promoted"
      ? { outcome: "success", reason }
      : { outcome: "failure", reason: reason ?? "not-measured" };
  }
  if (kind !== "journal" && recoveryTimeSeconds > TARGETS.recoveryTimeSeconds)
    return { outcome: "failure", reason: "too-slow" };
  return { outcome: "success", ...((simulated || kind === "database") && reason !== undefined && { reason }) };
}

export function recoveriesOf({ promotion, restores, replay, images }: DrillEvent): Recovery[] {
  return [promotion, restores, replay, images].flatMap((step) => [...(step?.recoveries ?? [])]);
}

export interface Reported {
  readonly events: readonly AuditEvent[];
  /** Everything that was looked at is within what is stated. */
  readonly met: boolean;
}

/** What a drill shows: an event for each recovery point and each recovery, and one for the drill itself. `failed`: it ended early. */
export function report(event: DrillEvent, now: string, failed: boolean): Reported {
  const { mode, measurements = [], startedAt } = event;
  const drill = (
    subject: string,
    action: string,
    { outcome, reason }: Outcome,
    detail: Record<string, string | number | boolean | undefined>,
  ): AuditEvent =>
    auditEvent({
      at: now,
      actor: ACTOR,
      action,
      outcome,
      subject,
      ...(reason !== undefined && { reason }),
      workload: WORKLOAD,
      detail: Object.fromEntries(
        Object.entries({ mode, ...detail }).filter(([, value]) => value !== undefined),
      ) as Record<string, string | number | boolean>,
    });
  const recoveries = recoveriesOf(event).map((of) => ({ of, outcome: ofRecovery(event, of) }));
  const promoted = new Set(recoveries.filter(({ of }) => wasPromoted(event, of)).map(({ of }) => of.subject));
  const points = measurements.map((of) => ({ of, outcome: ofPoint(of, promoted.has(of.subject)) }));
  // A replay is measured, and nothing is stated for its time.
  const stated = [...points, ...recoveries.filter(({ of }) => of.kind !== "journal")];
  const shown = points.length > 0 && stated.every(({ outcome }) => outcome.outcome === "success");
  const met = shown && !failed;
  return {
    met,
    events: [
      ...points.map(({ of, outcome }) =>
        drill(of.subject, "recovery.point-measured", outcome, {
          kind: of.kind,
          recoveryPointSeconds: of.recoveryPointSeconds,
          targetSeconds: of.targetSeconds,
          simulated: false,
        }),
      ),
      ...recoveries.map(({ of, outcome }) =>
        drill(of.subject, "recovery.time-measured", outcome, {
          kind: of.kind,
          recoveryTimeSeconds: of.recoveryTimeSeconds,
          targetSeconds: of.kind === "journal" ? undefined : TARGETS.recoveryTimeSeconds,
          simulated: of.simulated,
          ...of.counts,
        }),
      ),
      drill(
        event.execution,
        mode === "failover" ? "recovery.failed-over" : "recovery.drilled",
        met
          ? { outcome: "success" }
          : { outcome: "failure", reason: failed ? "ended-early" : "not-all-within-targets" },
        {
          stores: points.length,
          recoveries: recoveries.length,
          seconds: secondsBetween(startedAt, now),
          simulated: mode === "simulated",
        },
      ),
    ],
  };
}
