import { expect } from "chai";
import * as fc from "fast-check";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { otherRules, securityRule } from "../../policies/controls";
import { generateEvents, SILENT_DAYS, SILENT_IMAGING_DAYS } from "../testing/generated-events";

import { QUERY_NAMES, readQueries, type QueryName } from "./catalogue";
import { openEngine, type Cell, type Engine, type Rows } from "./duckdb";
import { partsOf, runQueries, tableOf, type EventFile } from "./run";
import { daysOf, viewsOf } from "./views";

const ASKED = { from: "2026-01-01", to: "2026-01-21", seed: "5d".repeat(32) };
const EVENTS = 20_000;
const DOUBLED_EVERY = 5003;

describe("queries over audit events", () => {
  let folder: string;
  let engine: Engine;
  let files: EventFile[];
  let results: ReadonlyMap<QueryName, Rows>;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-events-"));
    engine = await openEngine();
    const drawn = { folder, from: ASKED.from, days: 20, events: EVENTS, seed: 7, doubledEvery: DOUBLED_EVERY };
    files = await generateEvents(engine, drawn);
    results = await runQueries(engine, files, ASKED);
  });
  after(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const records = (name: QueryName): Readonly<Record<string, Cell>>[] => {
    const { columns, rows } = results.get(name)!;
    return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]!])));
  };
  const sum = (name: QueryName, column: string): number =>
    records(name).reduce((total, row) => total + Number(row[column]), 0);
  const held = EVENTS + Math.floor((EVENTS - 1) / DOUBLED_EVERY) + 1;
  const population = (name: string): number =>
    Number(records("populations").find((row) => row["population"] === name)?.["events"]);

  it("are all files of their folder, with a title, citations of the law and how they find", () => {
    const names = readdirSync(__dirname).filter((name) => name.endsWith(".sql"));
    expect(names.sort()).to.deep.equal(QUERY_NAMES.map((name) => `${name}.sql`).sort());
    const known = new Set([...securityRule().rows, ...otherRules().rows].map(({ citation }) => citation));
    for (const { name, title, citations, foundBy } of readQueries()) {
      expect(title, name).to.not.equal("");
      expect(foundBy, name).to.not.equal("");
      expect(
        citations.filter((citation) => !known.has(citation)),
        name,
      ).to.deep.equal([]);
    }
  });

  it("count every event that is held, in each way of counting", () => {
    for (const [name, column] of [
      ["coverage", "events"],
      ["hours", "events"],
      ["accesses", "events"],
      ["actors", "events"],
      ["retention", "events"],
    ] as const)
      expect(sum(name, column), name).to.equal(held);
    expect(population("events")).to.equal(held);
  });

  it("agree on each population", () => {
    expect(sum("denied", "events")).to.equal(population("denied")).and.to.equal(sum("coverage", "denied"));
    expect(sum("break-glass", "accesses")).to.equal(population("break-glass")).and.to.be.greaterThan(1);
    expect(sum("failed-log-ins", "failures")).to.equal(population("failed-log-ins")).and.to.be.greaterThan(10);
    expect(sum("disclosures", "events")).to.equal(population("disclosures"));
    expect(sum("reviews", "events")).to.equal(population("reviews"));
    expect(sum("hours", "accesses")).to.equal(population("accesses"));
  });

  it("show a day without events as a row of its own", () => {
    const empty = records("coverage").filter(({ events }) => events === 0);
    const days = daysOf(ASKED);
    expect(records("coverage").map(({ day }) => day)).to.deep.equal(days);
    expect(empty.map(({ day }) => day)).to.deep.equal(SILENT_DAYS.map((index) => days[index]));
    expect(empty[0]).to.include({ first_at: null, last_at: null, denied: 0 });
  });

  it("show the days on which a workload was silent", () => {
    const imaging = records("silence").find(({ workload }) => workload === "imaging");
    expect(imaging).to.include({ silent_days: SILENT_DAYS.length + SILENT_IMAGING_DAYS.length });
  });

  it("find each event that is held twice, and late ones", () => {
    expect(sum("duplicates", "doubled")).to.equal(held - EVENTS);
    expect(sum("coverage", "late")).to.be.within(5, 60);
  });

  it("tell break-glass accesses that nobody reviewed", () => {
    expect(sum("break-glass", "reviewed")).to.be.greaterThan(0);
    expect(sum("break-glass", "not_reviewed")).to.be.greaterThan(0);
  });

  it("draw each population by seed, population and id, as anybody can again", async () => {
    const hash = (name: string, id: string): string =>
      createHash("sha256")
        .update([ASKED.seed, name, id].map((part) => `${part}\n`).join(""))
        .digest("hex");
    const { rows } = await engine.rows(
      `SELECT id FROM (${tableOf(files.map((file) => file.path))}) WHERE outcome = 'denied'`,
    );
    const again = rows.map(([id]) => hash("denied", String(id))).sort();
    const drawn = records("sample").filter((row) => row["population"] === "denied");
    expect(drawn.map((row) => row["hash"])).to.deep.equal(again.slice(0, 25));
    for (const row of records("sample"))
      expect(row["hash"]).to.equal(hash(String(row["population"]), String(row["id"])));
  });

  it("draw of each population all there are, up to 25", () => {
    for (const row of records("populations").filter((one) => one["population"] !== "events")) {
      const drawn = records("sample").filter((one) => one["population"] === row["population"]);
      expect(drawn.length, String(row["population"])).to.equal(Math.min(25, Number(row["events"])));
    }
  });

  it("know nothing of what lies outside the period", async () => {
    const week = await runQueries(engine, files, { ...ASKED, from: "2026-01-03", to: "2026-01-06" }, [
      "coverage",
      "hours",
    ]);
    const days = week.get("coverage")!.rows.map(([day]) => day);
    expect(days).to.deep.equal(["2026-01-03", "2026-01-04", "2026-01-05"]);
    const wanted = records("coverage").filter(({ day }) => days.includes(day!));
    const total = week.get("hours")!.rows.reduce((all, [, events]) => all + Number(events), 0);
    expect(total).to.equal(wanted.reduce((all, { events }) => all + Number(events), 0));
  });

  it("refuse days and seeds that would be something else in SQL", () => {
    expect(() => viewsOf({ ...ASKED, from: "2026-01-01' OR '1" })).to.throw("wanted days");
    expect(() => viewsOf({ ...ASKED, seed: "'" })).to.throw("wanted days");
  });

  it("go by the day in pieces that cover the period once and cut no day", () => {
    const days = daysOf(ASKED);
    const counts = fc.array(fc.nat(100), { minLength: days.length, maxLength: days.length });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 400 }), (events, most) => {
        const given = days.map((day, index) => ({ day, events: events[index]! }));
        const parts = partsOf(given, ASKED, most);
        expect(parts.flatMap(daysOf)).to.deep.equal(days);
        for (const part of parts) {
          const own = given.filter(({ day }) => day >= part.from && day < part.to && events[days.indexOf(day)]! > 0);
          const total = own.reduce((all, one) => all + one.events, 0);
          expect(total <= most || own.length === 1).to.equal(true);
        }
      }),
    );
  });
});
