import { isWaiting, type Alert, type Waiting } from "../core";
import type { Memories } from "../ports";

/** The table in memory: each step is done whole before another begins, as the table's conditions have it. */
export function memoriesInMemory(seeds: readonly Alert[] = []) {
  const calls = new Map<string, string>();
  const alerts = new Map<string, Alert>(seeds.map((alert) => [alert.id, alert]));
  const digests = new Map<string, { begunAt: string; claimedUntil?: string; isSent: boolean }>();
  const isReached = (reference: string, since: string | undefined): boolean =>
    since !== undefined && (calls.get(reference) ?? "") > since;
  const isAsRead = ({ id, waits, due }: Waiting): boolean =>
    alerts.get(id)?.waits === waits && alerts.get(id)?.due === due;
  const change = (alert: Waiting, changes: Partial<Alert>): void => {
    if (isAsRead(alert)) alerts.set(alert.id, { ...(alerts.get(alert.id) as Alert), ...changes });
  };
  const memories: Memories = {
    reached: async (reference, at) => {
      if ((calls.get(reference) ?? "") < at) calls.set(reference, at);
    },
    keep: async (alert, since) => {
      if (alerts.has(alert.id)) return "known";
      if (isReached(alert.reference, since)) return "reached";
      alerts.set(alert.id, alert);
      return "kept";
    },
    known: async (id) => alerts.get(id),
    claim: async (alert, until, since) => {
      if (!isAsRead(alert)) return "taken";
      if (isReached(alert.reference, since)) return "reached";
      change(alert, { due: until });
      return "claimed";
    },
    told: async (alert, { toldAt, due }) => change(alert, { waits: "answer", toldAt, due }),
    ended: async (alert, how) => change(alert, { waits: undefined, due: undefined, ended: how }),
    due: async function* (waits, now) {
      yield [...alerts.values()].filter(isWaiting).filter((one) => one.waits === waits && one.due <= now);
    },
    // In UTC, as tests have it.
    toldOn: async (day) => [...alerts.values()].filter(({ toldAt }) => toldAt?.startsWith(day)),
    reachedAt: async (references) => new Map([...calls].filter(([reference]) => references.includes(reference))),
    claimDigest: async (day, now, until) => {
      const { begunAt = now, claimedUntil = now, isSent = false } = digests.get(day) ?? {};
      if (isSent || claimedUntil > now) return undefined;
      digests.set(day, { begunAt, claimedUntil: until, isSent });
      return begunAt;
    },
    digestSent: async (day) => {
      const known = digests.get(day);
      if (known !== undefined) digests.set(day, { ...known, isSent: true });
    },
  };
  return { memories, calls, alerts, digests };
}
