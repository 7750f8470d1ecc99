/**
 * `npm run bench -- evidence [--events 1,10,50] [--folder <folder>] [--json]`: what a large report costs in each of its formats, and what
 * a year of so many million audit events costs to take in and to report, on this machine. 50 million take 3 GB and some minutes to make;
 * in a folder that is named they stay for the next time.
 */
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { measureFormats, type FormatFigure } from "./evidence-formats";
import { measureIngest, measureReports, type ScaleFigure } from "./evidence-scale";
import type { EventsAlone } from "./events-alone";
import { round, row } from "./figures";

const USUAL_MILLIONS = "1,10";
const INGESTED = 1_000_000;

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const millions = (option("--events") ?? USUAL_MILLIONS).split(",").map(Number);
  if (millions.some((one) => !(one > 0))) throw new Error("--events must be numbers of millions with commas.");
  const kept = option("--folder");
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), "phiguard-bench-"));
  try {
    const scale = await measureReports(folder, millions);
    const taken = measureIngest(folder, INGESTED);
    const formats = args.includes("--scale-only") ? [] : await measureFormats();
    const load = round(os.loadavg()[0] ?? 0, 1);
    const machine = `${os.cpus().length} cores, Node ${process.versions.node}, load ${load}`;
    if (args.includes("--json"))
      process.stdout.write(`${JSON.stringify({ machine, formats, scale, taken }, undefined, 2)}\n`);
    else process.stdout.write([...ofFormats(formats), ...ofScale(scale, taken), machine, ""].join("\n"));
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function ofFormats(figures: readonly FormatFigure[]): string[] {
  if (figures.length === 0) return [];
  return [
    "A report of 88 citations, 700 checks and 2,000 resources",
    ...figures.map(({ what, value, unit, goal }) =>
      row(20, what, `${round(value, 2)} ${unit}`, goal === undefined ? "" : `goal ${goal}`),
    ),
  ];
}

/** Wall time and, as others may use the machine, the processor's own. */
function ofScale(figures: readonly ScaleFigure[], taken: EventsAlone): string[] {
  const seconds = (value = Number.NaN): string => `${round(value, 1)} s`;
  return [
    "A year of audit events, files and ledger to HIPAA report (goal: 50 million in 120 s, 2 cores, 2 GiB, 10 times the scan)",
    row(
      12,
      "events",
      "files",
      "verify",
      "queries",
      "all",
      "CPU",
      "peak memory",
      "CPU/million",
      "DuckDB's scan",
      "times scan",
    ),
    ...figures.map(({ millions, bytes, report, scan, timesScan }) =>
      row(
        12,
        `${millions} million`,
        `${round(bytes / 1e6, 0)} MB`,
        seconds(report.verifySeconds),
        seconds(report.querySeconds),
        seconds(report.seconds),
        seconds(report.cpuSeconds),
        `${round(report.peakMb, 0)} MB`,
        seconds(report.cpuSeconds / millions),
        seconds(scan.querySeconds),
        String(round(timesScan, 1)),
      ),
    ),
    `Taking in ${taken.count} events: ${Math.round(taken.count / taken.seconds)} a second, ${Math.round(taken.count / taken.cpuSeconds)} a second of one core, at most ${round(taken.peakMb, 0)} MB (goal 30000 a second, 2 cores)`,
  ];
}

void main(process.argv.slice(2));
