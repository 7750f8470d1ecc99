import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { eventQueries } from "../../components/evidence/event-queries";
import { QUERY_NAMES, readQueries, type QueryName } from "../../reports/queries/catalogue";
import { openEngine, type Engine, type Rows } from "../../reports/queries/duckdb";
import { runQueries } from "../../reports/queries/run";
import { viewsOf } from "../../reports/queries/views";
import { generateEvents } from "../../reports/testing/generated-events";
import { placesOf } from "../setup/places";
import { sparkPython, sqlParserFolder } from "../setup/validators";

import { differencesBetween } from "./compare";
import { parseStatements } from "./parse";
import { queriesOnSpark } from "./spark";

const places = placesOf(path.resolve(__dirname, "../.."));
const ASKED = { from: "2026-01-02", to: "2026-01-21", seed: "5d".repeat(32) };

/** Spark and Trino's grammar are installed by set-up: see tools/setup/validators.ts. */
describe("queries over audit events, held against other engines", function () {
  this.timeout(600_000);
  let folder: string;
  let engine: Engine;
  let ours: ReadonlyMap<QueryName, Rows>;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-queries-"));
    engine = await openEngine();
    const files = await generateEvents(engine, {
      folder,
      from: "2026-01-01",
      days: 21,
      events: 30_000,
      seed: 7,
      doubledEvery: 5003,
    });
    ours = await runQueries(engine, files, ASKED);
  });
  after(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are answered alike by DuckDB and by Spark, to the cell", () => {
    const theirs = queriesOnSpark(sparkPython(places), folder, ASKED);
    expect(differencesBetween(ours, theirs)).to.deep.equal([]);
    for (const name of QUERY_NAMES) expect(theirs.get(name)!.rows.length, name).to.be.greaterThan(0);
  });

  it("are compared cell by cell", () => {
    const name = "hours";
    const { columns, rows } = ours.get(name)!;
    const spoiled = new Map(ours).set(name, { columns, rows: [...rows.slice(0, -1), rows.at(-1)!.map(() => 0)] });
    expect(differencesBetween(ours, spoiled).map(({ query }) => query)).to.deep.equal([name]);
    expect(differencesBetween(ours, new Map())).to.have.length(QUERY_NAMES.length);
  });

  const statements = new Map([
    ...readQueries().map(({ name, sql }) => [name, sql] as const),
    ...viewsOf(ASKED, "VIEW").map((sql, index) => [`view-${index}`, sql] as const),
    ...eventQueries().map(({ name, sql }) => [`named-${name}`, sql] as const),
  ]);

  it("are of Trino's grammar, which Athena follows, and so are the views they read", () => {
    const { ok, said } = parseStatements(sqlParserFolder(places), statements);
    expect(said).to.equal(`${statements.size} statements, 0 faults`);
    expect(ok).to.equal(true);
  });

  it("would be refused with what DuckDB alone knows", () => {
    const spoiled = new Map([["spoiled", "SELECT day FROM events QUALIFY ROW_NUMBER() OVER () = 1"]]);
    const { ok, said } = parseStatements(sqlParserFolder(places), spoiled);
    expect(said).to.contain("spoiled.sql:1");
    expect(ok).to.equal(false);
  });
});
