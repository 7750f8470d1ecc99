/** `npm run bench -- evidence [--json]`: what a large report costs in each of its formats, on this machine. */
import * as os from "node:os";
import { measureFormats } from "./evidence-formats";
import { round, row } from "./figures";

async function main(args: readonly string[]): Promise<void> {
  const figures = await measureFormats();
  const machine = `${os.cpus().length} cores, Node ${process.versions.node}, load ${round(os.loadavg()[0] ?? 0, 1)}`;
  if (args.includes("--json")) {
    process.stdout.write(`${JSON.stringify({ machine, formats: figures }, undefined, 2)}\n`);
    return;
  }
  process.stdout.write(`A report of 88 citations, 700 checks and 2,000 resources (${machine})\n`);
  for (const { what, value, unit, goal } of figures) {
    const cells = [`${round(value, 2)} ${unit}`, goal === undefined ? "" : `goal ${goal}`];
    process.stdout.write(`${row(20, what, ...cells)}\n`);
  }
}

void main(process.argv.slice(2));
