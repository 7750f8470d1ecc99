/** `npm run queries [-- list | compare [events]]`: the queries over audit events, and whether DuckDB, Spark and Trino's grammar agree on them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { eventQueries } from "../../components/evidence/event-queries";
import { readQueries } from "../../reports/queries/catalogue";
import { openEngine } from "../../reports/queries/duckdb";
import { runQueries } from "../../reports/queries/run";
import { viewsOf } from "../../reports/queries/views";
import { generateEvents } from "../../reports/testing/generated-events";
import { placesOf } from "../setup/places";
import { progressTo } from "../setup/progress";
import { ensureQueryEngines, sparkPython, sqlParserFolder } from "../setup/validators";

import { differencesBetween } from "./compare";
import { parseStatements } from "./parse";
import { queriesOnSpark } from "./spark";

const USUAL_EVENTS = 200_000;
const ASKED = { from: "2026-01-01", to: "2026-03-02", seed: "5d".repeat(32) };
const DAYS = 60;

async function main([command = "list", given]: readonly string[]): Promise<number> {
  if (command === "list") {
    for (const { name, title, citations } of readQueries())
      process.stdout.write(`${name.padEnd(16)}${title}\n${" ".repeat(16)}${citations.join(", ")}\n`);
    return 0;
  }
  const events = given === undefined ? USUAL_EVENTS : Number(given);
  if (command !== "compare" || !Number.isInteger(events) || events < 1) {
    process.stderr.write(
      `queries: wanted list, or compare and a number of events; got ${[command, given].join(" ")}\n`,
    );
    return 2;
  }
  return compare(events);
}

async function compare(events: number): Promise<number> {
  const places = placesOf(path.resolve(__dirname, "../.."));
  const [missing] = await ensureQueryEngines(places, progressTo());
  if (missing !== undefined) {
    process.stderr.write(`queries: ${missing}\n`);
    return 1;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "phiguard-queries-"));
  const engine = await openEngine();
  try {
    const files = await generateEvents(engine, {
      folder,
      from: ASKED.from,
      days: DAYS,
      events,
      seed: 7,
      doubledEvery: 5003,
    });
    const ours = await runQueries(engine, files, ASKED);
    const found = differencesBetween(ours, queriesOnSpark(sparkPython(places), folder, ASKED));
    for (const [name, { rows }] of ours) {
      const difference = found.find(({ query }) => query === name);
      process.stdout.write(
        `${name.padEnd(16)}${rows.length} rows, ${difference?.what ?? "equal on DuckDB and Spark"}\n`,
      );
    }
    const statements = new Map([
      ...readQueries().map(({ name, sql }) => [name, sql] as const),
      ...eventQueries().map(({ name, sql }) => [`named-${name}`, sql] as const),
      ...viewsOf(ASKED, "VIEW").map((sql, index) => [`view-${index + 1}`, sql] as const),
    ]);
    const parsed = parseStatements(sqlParserFolder(places), statements);
    process.stdout.write(`Trino's grammar, which Athena follows: ${parsed.said}\n`);
    return found.length === 0 && parsed.ok ? 0 : 1;
  } finally {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
