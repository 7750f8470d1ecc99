import type { Batch } from "../dicom/batch";
import type { ReplayCounts } from "../recovery/drill";

/** What the last replay into a data store took. */
export interface ReplayRecord {
  readonly seconds: number;
  readonly counts: ReplayCounts;
}

/** The replicated buckets: checked batches, and what came of import jobs. */
export interface Journal {
  /** A page of an organisation's checked batches in the order of their names, after one of them or from the first; empty after the last one. */
  batches(tenant: string, after: string | undefined): Promise<readonly string[]>;
  /** Jobs that have ended importing a batch into a data store. */
  endedJobs(batch: Batch, datastoreId: string): Promise<readonly string[]>;
  /** The record of the last replay of an organisation's images into a data store; undefined where there was none. */
  last(tenant: string, datastoreId: string): Promise<ReplayRecord | undefined>;
  keep(tenant: string, datastoreId: string, record: ReplayRecord): Promise<void>;
}
