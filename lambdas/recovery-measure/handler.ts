import { drillEvent, type Clock, type DrillEvent, type Log } from "../recovery/drill";
import { measured } from "./core";
import type { Backups, Lags, Tables } from "./ports";

export interface Ports {
  readonly lags: Lags;
  readonly tables: Tables;
  readonly backups: Backups;
  readonly clock: Clock;
  readonly log: Log;
  /** `<project>-<environment>-`: what is looked at. */
  readonly prefix: string;
  readonly vaultName: string;
  readonly homeRegion: string;
}

/** Measures every recovery point of the stack. It changes nothing, so it may run again. */
export function createHandler({ lags, tables, backups, clock, log, prefix, vaultName, homeRegion }: Ports) {
  return async (input: unknown): Promise<DrillEvent> => {
    const event = drillEvent(input);
    // The execution's own ARN says where this is.
    const [, partition = "", , region = "", accountId = ""] = event.execution.split(":");
    const found = {
      buckets: await lags.buckets(prefix),
      databases: await lags.databases(prefix),
      streams: await lags.streams(prefix),
      tables: await tables.restorable(prefix),
      backups: await backups.newest(vaultName),
    };
    const measurements = measured(found, { partition, region, homeRegion, accountId }, clock.now());
    log.info("measured recovery points", { stores: measurements.length, mode: event.mode });
    return { ...event, measurements };
  };
}
