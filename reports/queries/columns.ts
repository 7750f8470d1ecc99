/**
 * Columns of the Parquet files of audit events, as DuckDB and Athena name their types. The day is no column of the files but of their
 * folders. Times are UTC to the millisecond. What identifies somebody is a keyed hash (HMAC-SHA-256, hex) or is not there.
 */
export const EVENT_COLUMNS = [
  /** The event's own id, the SHA-256 of its content. */
  ["id", "VARCHAR", "string"],
  ["observed_at", "TIMESTAMP", "timestamp"],
  /** When it was taken in. */
  ["collected_at", "TIMESTAMP", "timestamp"],
  /** `function`, `role` or `system`. */
  ["actor_kind", "VARCHAR", "string"],
  ["actor", "VARCHAR", "string"],
  ["action", "VARCHAR", "string"],
  /** `success`, `failure` or `denied`. */
  ["outcome", "VARCHAR", "string"],
  ["subject", "VARCHAR", "string"],
  ["purpose", "VARCHAR", "string"],
  ["recipient", "VARCHAR", "string"],
  ["reason", "VARCHAR", "string"],
  ["workload", "VARCHAR", "string"],
  /** Keyed hash of who asked. */
  ["caller", "VARCHAR", "string"],
  /** Records that were given out. */
  ["records", "BIGINT", "bigint"],
  ["break_glass", "BOOLEAN", "boolean"],
  /** Id of the event that this one is about, such as the access that was reviewed. */
  ["about", "VARCHAR", "string"],
] as const satisfies readonly (readonly [name: string, duckdb: string, hive: string])[];

export type EventColumn = (typeof EVENT_COLUMNS)[number][0];

/** A row as it goes into a file; the day is that of `observed_at`. */
export type EventRow = Readonly<Record<EventColumn, string | number | boolean | undefined>>;
