/**
 * `npm run bench -- functions [--resources 1000000] [--records 100000] [--json]`: what the functions can do and what their bundles weigh, on this machine.
 */
import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { measureAnalytics } from "./analytics-export";
import { measureDicom } from "./dicom-rate";
import { round, row } from "./figures";
import { measureFunctions, MOST_LOAD_MS, type FunctionFigure } from "./function-table";
import { measureStream } from "./stream-rate";

async function main(args: readonly string[]): Promise<void> {
  const wanted = (option: string, usual: number): number => {
    const value = args.includes(option) ? Number(args[args.indexOf(option) + 1]) : usual;
    if (!Number.isInteger(value) || value < 1) throw new Error(`${option} must be a whole number of at least 1.`);
    return value;
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), "phiguard-analytics-"));
  try {
    const analytics = measureAnalytics(folder, wanted("--resources", 1_000_000));
    const dicom = measureDicom();
    const stream = await measureStream(wanted("--records", 100_000));
    const functions = measureFunctions(path.resolve(__dirname, "../.."));
    const machine = `${os.cpus().length} cores, Node ${process.versions.node}, load ${round(os.loadavg()[0] ?? 0, 1)}`;
    if (args.includes("--json")) {
      process.stdout.write(`${JSON.stringify({ machine, analytics, dicom, stream, functions }, undefined, 2)}\n`);
      return;
    }
    const say = (what: string, figure: string, goal: string): string => row(52, what, figure, goal);
    process.stdout.write(
      [
        `Functions (${machine}); wall time has others' work in it, processor time has not`,
        say(
          `analytics over ${analytics.lines} resources, processor time`,
          `${round(analytics.cpuSeconds, 1)} s`,
          "60 s",
        ),
        say("the same, wall time", `${round(analytics.seconds, 1)} s`, ""),
        say("the same, most memory", `${round(analytics.peakMb, 0)} MB`, "300 MB"),
        say(
          "stream to PostgreSQL, records a second, wall time",
          `${round(stream.records / stream.seconds, 0)}`,
          "5000",
        ),
        say("the same, a second of the consumer's processor", `${round(stream.records / stream.cpuSeconds, 0)}`, ""),
        say("DICOM files a second of one core", `${round(dicom.perSecond, 0)}`, "300"),
        "",
        row(30, "function", "zipped", "goal", "load, CPU", "load, wall", "goal"),
        ...functions.map(lineOf),
        "",
      ].join("\n"),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lineOf({ name, zippedKb, mostKb, loadCpuMs, loadMs }: FunctionFigure): string {
  const misses = zippedKb > mostKb || loadCpuMs > MOST_LOAD_MS ? "  misses" : "";
  return `${row(
    30,
    name,
    `${round(zippedKb, 0)} KB`,
    `${mostKb} KB`,
    `${round(loadCpuMs, 0)} ms`,
    `${round(loadMs, 0)} ms`,
    `${MOST_LOAD_MS} ms`,
  )}${misses}`;
}

void main(process.argv.slice(2));
