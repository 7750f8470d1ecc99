import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { TARGETS } from "../recovery/contract";
import { secondsBetween, type DrillEvent, type Measurement, type Recovery } from "../recovery/drill";

const ACTOR = "function:recovery-report";
const WORKLOAD = "recovery";

type Outcome = Pick<AuditEvent, "outcome"> & { readonly reason?: string };

/** Success is a figure within what is stated; without a figure there is none. */
function ofPoint({ recoveryPointSeconds, targetSeconds }: Measurement): Outcome {
  if (recoveryPointSeconds === undefined) return { outcome: "failure", reason: "not-measured" };
  return recoveryPointSeconds <= targetSeconds
    ? { outcome: "success" }
    : { outcome: "failure", reason: "too-far-behind" };
}

function ofRecovery({ kind, status, recoveryTimeSeconds, reason, simulated }: Recovery): Outcome {
  if (status !== "DONE")
    return { outcome: "failure", reason: status === "RUNNING" ? "not-in-time" : (reason ?? "failed") };
  if (recoveryTimeSeconds === undefined) {
    // A replica that could be promoted is what a drill can show of it, and no more.
    return reason === "could-be-promoted"
      ? { outcome: "success", reason }
      : { outcome: "failure", reason: reason ?? "not-measured" };
  }
  if (kind !== "journal" && recoveryTimeSeconds > TARGETS.recoveryTimeSeconds)
    return { outcome: "failure", reason: "too-slow" };
  return { outcome: "success", ...(simulated && reason !== undefined && { reason }) };
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
  const points = measurements.map((of) => ({ of, outcome: ofPoint(of) }));
  const recoveries = recoveriesOf(event).map((of) => ({ of, outcome: ofRecovery(of) }));
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
