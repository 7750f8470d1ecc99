/** `npm run bench -- synth [patients]`: time and memory of made-up patients, for a fifth of them and for all, in processes of their own. */
import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { round, row } from "./figures";

const PATIENTS = 1000;
const FORMATS = ["fhir-bundles", "ndjson", "notes"];

const PROGRAM = (writer: string): string => `
const { writePatients } = require(${JSON.stringify(writer)});
const [folder, format, patients] = process.argv.slice(2);
const started = performance.now();
writePatients(folder, { seed: 1, until: "2025-12-31", years: 10, patients: Number(patients), format }, () => {}).then(() =>
  console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, residentMb: process.resourceUsage().maxRSS / 1000 })),
);
`;

function main(): void {
  const most = Number(process.argv[2] ?? PATIENTS);
  if (!Number.isInteger(most) || most < 5) throw new Error(`wanted is a number of patients, 5 or more; got ${most}`);
  const folder = mkdtempSync(join(tmpdir(), "phiguard-bench-synth-"));
  try {
    const [writer, program] = [join(folder, "write.js"), join(folder, "program.js")];
    const entryPoints = [resolve(__dirname, "../../synthetic/write.ts")];
    buildSync({ entryPoints, outfile: writer, bundle: true, platform: "node", target: "node20", logLevel: "error" });
    writeFileSync(program, PROGRAM(writer));
    process.stdout.write(`${row(28, "", "seconds", "MB at most")}\n`);
    for (const format of FORMATS)
      for (const patients of [Math.floor(most / 5), most]) {
        const out = join(folder, `${format}-${patients}`);
        const { status, stdout, stderr } = spawnSync(process.execPath, [program, out, format, String(patients)], {
          encoding: "utf8",
        });
        if (status !== 0) throw new Error(`the process that writes patients ended with ${status}: ${stderr}`);
        const { seconds, residentMb } = JSON.parse(stdout) as { seconds: number; residentMb: number };
        const figures = [round(seconds, 1), round(residentMb, 0)].map(String);
        process.stdout.write(`${row(28, `${patients} as ${format}`, ...figures)}\n`);
        rmSync(out, { recursive: true });
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
