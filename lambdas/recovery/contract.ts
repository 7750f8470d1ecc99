/**
 * `simulated` makes nothing: recovery points are measured, recovery times are those of the last real restores. `restore` restores the
 * newest backups under drill names and removes them again. `failover` is no drill: it promotes the replica.
 */
export const MODES = ["simulated", "restore", "failover"] as const;
export type Mode = (typeof MODES)[number];

/** What the platform states for every kind of store that is copied as it is written. */
export const TARGETS = { recoveryPointSeconds: 15 * 60, recoveryTimeSeconds: 3600 } as const;
