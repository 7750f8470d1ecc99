import { QUERY_NAMES, readQuery, type Query, type QueryName } from "./catalogue";
import { quoted, type Engine, type Rows } from "./duckdb";
import { viewsOf, type Asked } from "./views";

/** A Parquet file of events, below a folder `day=YYYY-MM-DD`. */
export interface EventFile {
  readonly path: string;
  readonly day: string;
  readonly events: number;
}

/** Events whose ids are held at a time, where a query goes by the day. */
const MOST_AT_ONCE = 2_000_000;

/**
 * What every query says of the period, on DuckDB. A query that goes by the day is asked for some days at a time, so that memory stays the
 * same however long the period is.
 * @param files all that is held, at least one.
 */
export async function runQueries(
  engine: Engine,
  files: readonly EventFile[],
  asked: Asked,
  names: readonly QueryName[] = QUERY_NAMES,
): Promise<ReadonlyMap<QueryName, Rows>> {
  await engine.run(`CREATE OR REPLACE TEMPORARY VIEW audit_events AS ${tableOf(files.map((file) => file.path))}`);
  const results = new Map<QueryName, Rows>();
  for (const query of names.map(readQuery)) {
    results.set(
      query.name,
      query.byDay ? await byDays(engine, query, files, asked) : await whole(engine, query, asked),
    );
  }
  return results;
}

/** Folders give the day, which is text in every engine. */
export function tableOf(paths: readonly string[]): string {
  return `SELECT * FROM read_parquet([${paths.map(quoted).join(", ")}], hive_partitioning = true, hive_types = {'day': VARCHAR})`;
}

async function whole(engine: Engine, { sql }: Query, asked: Asked): Promise<Rows> {
  for (const view of viewsOf(asked)) await engine.run(view);
  return engine.rows(sql);
}

async function byDays(engine: Engine, query: Query, files: readonly EventFile[], asked: Asked): Promise<Rows> {
  const parts: Rows[] = [];
  for (const part of partsOf(files, asked)) parts.push(await whole(engine, query, { ...asked, ...part }));
  return { columns: parts[0]?.columns ?? [], rows: parts.flatMap(({ rows }) => rows) };
}

/** The period in pieces of some days, in their order, of at most so many events; a day is never cut. */
export function partsOf(
  files: readonly Pick<EventFile, "day" | "events">[],
  { from, to }: Pick<Asked, "from" | "to">,
  most = MOST_AT_ONCE,
): { readonly from: string; readonly to: string }[] {
  const counts = new Map<string, number>();
  for (const { day, events } of files) {
    if (day >= from && day < to) counts.set(day, (counts.get(day) ?? 0) + events);
  }
  const parts: { from: string; to: string }[] = [];
  let [start, sum] = [from, 0];
  for (const [day, events] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (sum > 0 && sum + events > most) {
      parts.push({ from: start, to: day });
      [start, sum] = [day, 0];
    }
    sum += events;
  }
  return [...parts, { from: start, to }];
}
