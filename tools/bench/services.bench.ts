/** `npm run bench -- services [--json]`: what the services that read and give out health data can do, on this machine. */
import * as os from "node:os";
import { measureAccesses } from "./accesses";
import { measureConsent } from "./consent-decisions";
import { measureConversions } from "./conversions";
import { measureFhirApi } from "./fhir-api";
import { round, row } from "./figures";
import type { ServiceFigure } from "./services";

/** Every measurement, in the order in which they are printed. */
const MEASURES: readonly (() => Promise<readonly ServiceFigure[]>)[] = [
  // First: it tells the memory of the whole process.
  measureAccesses,
  measureConsent,
  measureConversions,
  measureFhirApi,
];

async function main(args: readonly string[]): Promise<void> {
  const figures: ServiceFigure[] = [];
  for (const measure of MEASURES) figures.push(...(await measure()));
  const machine = `${os.cpus().length} cores, Node ${process.versions.node}, load ${round(os.loadavg()[0] ?? 0, 1)}`;
  if (args.includes("--json")) {
    process.stdout.write(`${JSON.stringify({ machine, services: figures }, undefined, 2)}\n`);
    return;
  }
  process.stdout.write(`Services, by one core's processor time (${machine})\n`);
  for (const { what, value, unit, atLeast, atMost } of figures) {
    const goal = atLeast !== undefined ? `at least ${atLeast}` : atMost !== undefined ? `at most ${atMost}` : "";
    process.stdout.write(`${row(34, `${what}, ${unit}`, String(round(value, value < 10 ? 3 : 0)), goal)}\n`);
  }
}

void main(process.argv.slice(2));
