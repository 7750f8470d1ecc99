import type { Pool, PoolClient } from "pg";
import type { Outcome } from "./core";
import { MIGRATIONS } from "./migrations";
import type { Held, Store } from "./ports";

/** Any number that no other program of the database takes for its own lock. */
const MIGRATION_LOCK = 7_310_552;
/** Seconds that a lease outlives the last word of its worker. */
export const LEASE_SECONDS = 45;

/** Connections by whatever password is in force; one that a rotation has made old is read anew. */
export interface Connections {
  connect(): Promise<PoolClient>;
  end: Pool["end"];
}

/** The tables of migrations.ts. Times are the database's own, so that the workers' clocks count for nothing. */
export function postgresStore(connections: Connections, stream: string): Store {
  const using = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await connections.connect();
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      // What failed in between may be in any state.
      client.release(broken);
    }
  };
  const inTransaction = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    using(async (client) => {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    });
  return {
    migrate: () => inTransaction(migrate),
    signIn: (worker) =>
      using(async (client) => {
        await client.query(
          `INSERT INTO stream_worker VALUES ($1, $2, now())
           ON CONFLICT (stream, worker) DO UPDATE SET seen_at = now()`,
          [stream, worker],
        );
        const workers = await client.query<{ worker: string }>(
          `SELECT worker FROM stream_worker WHERE stream = $1 AND seen_at > now() - make_interval(secs => $2)`,
          [stream, LEASE_SECONDS],
        );
        const leases = await client.query<{ shard: string; owner: string | null; finished: boolean }>(
          `SELECT shard, CASE WHEN expires_at > now() THEN owner END AS owner, finished_at IS NOT NULL AS finished
           FROM stream_lease WHERE stream = $1`,
          [stream],
        );
        return {
          workers: workers.rows.map((row) => row.worker),
          leases: leases.rows.map(({ shard, owner, finished }) => ({
            shard,
            finished,
            ...(owner !== null && { owner }),
          })),
        };
      }),
    take: (worker, shard) =>
      using(async (client) => {
        await client.query(`INSERT INTO stream_lease (stream, shard) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
          stream,
          shard,
        ]);
        const { rows } = await client.query<{ epoch: string; checkpoint: string | null }>(
          `UPDATE stream_lease SET owner = $3, epoch = epoch + 1, expires_at = now() + make_interval(secs => $4)
           WHERE stream = $1 AND shard = $2 AND finished_at IS NULL AND (owner IS NULL OR expires_at <= now())
           RETURNING epoch::text, checkpoint`,
          [stream, shard, worker, LEASE_SECONDS],
        );
        const [row] = rows;
        if (row === undefined) return undefined;
        return { shard, epoch: row.epoch, ...(row.checkpoint !== null && { checkpoint: row.checkpoint }) };
      }),
    renew: (worker, held) =>
      using(async (client) => {
        const { rows } = await client.query<{ shard: string }>(
          `UPDATE stream_lease SET expires_at = now() + make_interval(secs => $3)
           FROM unnest($4::text[], $5::bigint[]) AS mine (shard, epoch)
           WHERE stream = $1 AND owner = $2 AND stream_lease.shard = mine.shard AND stream_lease.epoch = mine.epoch
           RETURNING stream_lease.shard`,
          [stream, worker, LEASE_SECONDS, held.map(({ shard }) => shard), held.map(({ epoch }) => epoch)],
        );
        return rows.map(({ shard }) => shard);
      }),
    release: (worker, { shard, epoch }) =>
      using(async (client) => {
        await client.query(
          `UPDATE stream_lease SET owner = NULL, expires_at = NULL
           WHERE stream = $1 AND shard = $2 AND owner = $3 AND epoch = $4`,
          [stream, shard, worker, epoch],
        );
      }),
    write: (worker, held, outcomes, ended) =>
      using(async (client) => {
        await client.query("BEGIN");
        const next = await advance(client, stream, worker, held, outcomes.at(-1)?.sequence, ended);
        if (next === undefined) {
          await client.query("ROLLBACK");
          return undefined;
        }
        await insert(client, stream, held.shard, outcomes);
        await client.query("COMMIT");
        return next;
      }),
    leave: (worker) =>
      using(async (client) => {
        await client.query(`DELETE FROM stream_worker WHERE stream = $1 AND worker = $2`, [stream, worker]);
      }),
    close: () => connections.end(),
  };
}

async function migrate(client: PoolClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_version (version int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ version: number }>("SELECT version FROM schema_version");
  const applied = new Set(rows.map(({ version }) => version));
  for (const { version, sql } of MIGRATIONS) {
    if (applied.has(version)) continue;
    await client.query(sql);
    await client.query("INSERT INTO schema_version (version) VALUES ($1)", [version]);
  }
}

/** Moves the checkpoint on, if the lease is still this holder's and stands where it was left. */
async function advance(
  client: PoolClient,
  stream: string,
  worker: string,
  { shard, epoch, checkpoint }: Held,
  last: string | undefined,
  ended: boolean,
): Promise<Held | undefined> {
  const reached = last ?? checkpoint;
  const { rowCount } = await client.query(
    `UPDATE stream_lease
     SET checkpoint = $5, expires_at = now() + make_interval(secs => $7), finished_at = CASE WHEN $8 THEN now() END
     WHERE stream = $1 AND shard = $2 AND owner = $3 AND epoch = $4 AND checkpoint IS NOT DISTINCT FROM $6`,
    [stream, shard, worker, epoch, reached ?? null, checkpoint ?? null, LEASE_SECONDS, ended],
  );
  return rowCount === 1 ? { shard, epoch, ...(reached !== undefined && { checkpoint: reached }) } : undefined;
}

/** All at once; where the database refuses a value of one (SQLSTATE class 22), one after the other, and that one among the dead letters. */
async function insert(client: PoolClient, stream: string, shard: string, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await client.query("SAVEPOINT batch");
  try {
    await insertAll(client, stream, shard, outcomes);
    return;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT batch");
  }
  for (const outcome of outcomes) {
    await client.query("SAVEPOINT one");
    try {
      await insertAll(client, stream, shard, [outcome]);
    } catch (error) {
      if (!isDataError(error) || outcome.kind === "poison") throw error;
      await client.query("ROLLBACK TO SAVEPOINT one");
      const data = Buffer.from(JSON.stringify(outcome.row));
      await insertAll(client, stream, shard, [{ ...outcome, kind: "poison", reason: "refused-by-database", data }]);
    }
  }
}

async function insertAll(
  client: PoolClient,
  stream: string,
  shard: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = outcomes.flatMap((outcome) => (outcome.kind === "row" ? [outcome] : []));
  const poison = outcomes.flatMap((outcome) => (outcome.kind === "poison" ? [outcome] : []));
  if (rows.length > 0) {
    await client.query(
      `INSERT INTO stream_record (stream, shard, sequence, event_id, event_type, occurred_at, arrived_at, body)
       SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[])`,
      [
        stream,
        shard,
        rows.map(({ sequence }) => sequence),
        rows.map(({ row }) => row.eventId),
        rows.map(({ row }) => row.eventType),
        rows.map(({ row }) => row.occurredAt),
        rows.map(({ arrivedAt }) => arrivedAt ?? null),
        rows.map(({ row }) => row.body),
      ],
    );
  }
  if (poison.length > 0) {
    await client.query(
      `INSERT INTO stream_dead_letter (stream, shard, sequence, reason, arrived_at, data)
       SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::bytea[])`,
      [
        stream,
        shard,
        poison.map(({ sequence }) => sequence),
        poison.map(({ reason }) => reason),
        poison.map(({ arrivedAt }) => arrivedAt ?? null),
        poison.map(({ data }) => Buffer.from(data)),
      ],
    );
  }
}

/** Class 22 are data exceptions (PostgreSQL documentation, Appendix A). */
function isDataError(error: unknown): boolean {
  return /^22/.test(String((error as { code?: unknown }).code));
}
