import type { Mode } from "../recovery/contract";
import { secondsBetween, type Recovery } from "../recovery/drill";
import type { ReplicaState } from "./ports";

/** What is to be done, or what has become of it. Only a failover promotes, at its second look; a drill says whether it could. */
export type Decision =
  { readonly kind: "promote" | "look-again" } | { readonly kind: "told"; readonly recovery: Recovery };

/**
 * `begunAt` is when this execution began, once it has looked after the replica before; undefined the first time. Nothing is promoted then, so
 * what is found is an earlier failover's and told as such, however often the first look is tried: `promoted-already`, or `found-under-way`,
 * where the time since this execution began is not the whole of it.
 */
export function decide(
  mode: Mode,
  state: ReplicaState | undefined,
  {
    subject,
    begunAt,
    found,
    now,
  }: {
    readonly subject: string;
    readonly begunAt?: string | undefined;
    /** The reason that was told when it was looked after before. */
    readonly found?: string | undefined;
    readonly now: string;
  },
): Decision {
  const told = (of: Pick<Recovery, "status" | "simulated"> & Partial<Recovery>): Decision => ({
    kind: "told",
    recovery: { kind: "database", subject, ...of },
  });
  const simulated = mode !== "failover";
  if (state === undefined) return told({ status: "FAILED", simulated, reason: "no-such-replica" });
  const ready = state.status === "available";
  if (simulated) {
    // A promotion can't be tried and taken back: the replica would have to be made anew.
    if (!state.follows) return told({ status: "FAILED", simulated, reason: "promoted-already" });
    return ready
      ? told({ status: "DONE", simulated, reason: "could-be-promoted" })
      : told({ status: "FAILED", simulated, reason: "replica-not-available" });
  }
  // Promoted again, should RDS have forgotten: it takes a replica out of `available` while it promotes it.
  if (state.follows && ready) return { kind: begunAt === undefined ? "look-again" : "promote" };
  if (!ready) {
    const reason = begunAt === undefined ? "found-under-way" : found;
    return told({ status: "RUNNING", simulated, ...(reason !== undefined && { reason }) });
  }
  return told({
    status: "DONE",
    simulated,
    ...(begunAt === undefined
      ? { reason: "promoted-already" }
      : { recoveryTimeSeconds: secondsBetween(begunAt, now), ...(found !== undefined && { reason: found }) }),
  });
}
