import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { linesOf, syntheticEvents } from "../../reports/testing/audit-lines";
import { sampleRecords, writeSample } from "../../reports/testing/sample";
import { sampleRules } from "../../reports/testing/sample-rules";

import type { EventsAlone, EventsAsked } from "./events-alone";
import { ledgerOf, yearOfEvents } from "./year-of-events";

export interface ScaleFigure {
  readonly millions: number;
  readonly bytes: number;
  readonly report: EventsAlone;
  readonly scan: EventsAlone;
  /** Queries of the report as a multiple of DuckDB's own scan of the columns they read. */
  readonly timesScan: number;
}

/** The report of a year of so many million events, each in a process of its own, beside DuckDB's own scan. */
export async function measureReports(folder: string, millions: readonly number[]): Promise<ScaleFigure[]> {
  const evidence = path.join(folder, "evidence");
  rmSync(evidence, { recursive: true, force: true });
  await writeSample(evidence, sampleRecords({ rules: sampleRules(), resources: 60 }));
  const figures: ScaleFigure[] = [];
  for (const million of millions) {
    const year = await yearOfEvents(folder, million * 1e6);
    const { events, from, to, bytes } = year;
    const ledger = await ledgerOf(year, evidence);
    const scan = alone({ what: "scan", events });
    const out = path.join(folder, `report-${million}`);
    const report = alone({ what: "report", events, ledger, out, from, to });
    const timesScan = (report.querySeconds ?? Number.NaN) / (scan.querySeconds ?? Number.NaN);
    figures.push({ millions: million, bytes, report, scan, timesScan });
  }
  return figures;
}

/** Events with true ids, taken in from one file of JSON lines. */
export function measureIngest(folder: string, events: number): EventsAlone {
  mkdirSync(folder, { recursive: true });
  const input = path.join(folder, "lines.jsonl");
  const taken = path.join(folder, "taken-in");
  for (const old of [input, taken]) rmSync(old, { recursive: true, force: true });
  const PART = 100_000;
  for (let first = 0; first < events; first += PART)
    appendFileSync(input, linesOf(syntheticEvents(Math.min(PART, events - first), "2026-03-01T00:00:00.000Z", first)));
  const figure = alone({ what: "ingest", events: taken, input });
  for (const old of [input, taken]) rmSync(old, { recursive: true, force: true });
  return figure;
}

function alone(asked: EventsAsked): EventsAlone {
  const args = [
    "-r",
    "ts-node/register/transpile-only",
    path.join(__dirname, "events-alone.ts"),
    JSON.stringify(asked),
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as EventsAlone;
}
