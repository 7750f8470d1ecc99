import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { readQueries, type QueryName } from "../../reports/queries/catalogue";
import type { Rows } from "../../reports/queries/duckdb";
import { viewsOf, type Asked } from "../../reports/queries/views";

/** Bytes that Spark's answers may have. */
const MOST_OUTPUT = 256 << 20;

/** What every query says on Spark, of the events in a folder of days. Takes about half a minute, most of it Spark's start. */
export function queriesOnSpark(python: string, folder: string, asked: Asked): ReadonlyMap<QueryName, Rows> {
  const input = {
    folder: path.resolve(folder),
    views: viewsOf(asked),
    queries: Object.fromEntries(readQueries().map(({ name, sql }) => [name, sql])),
  };
  const { status, stdout, stderr, error } = spawnSync(python, [path.join(__dirname, "spark_queries.py")], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
  });
  if (status !== 0) throw new Error(`Spark did not answer: ${error?.message ?? stderr.trim().slice(-2000)}`);
  return new Map(Object.entries(JSON.parse(stdout) as Record<QueryName, Rows>)) as Map<QueryName, Rows>;
}
