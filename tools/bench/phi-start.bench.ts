/**
 * `npm run bench -- phi-start [runs]`: how long the function that searches documents takes to load, in a new process each time, its bytes zipped, and
 * how long `phiguard phi scan` takes for one line; medians, in milliseconds.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { deflateRawSync } from "node:zlib";
import { contract } from "../../lambdas/phi-detect/contract";

const DIST = resolve(__dirname, "../../dist");
const RUNS = 11;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function main(): void {
  const runs = Number(process.argv[2] ?? RUNS);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`wanted is a number of runs; got ${JSON.stringify(process.argv[2])}`);
  const bundle = join(DIST, "lambdas/phi-detect/index.js");
  const env = {
    ...process.env,
    AWS_REGION: "us-east-1",
    ...Object.fromEntries(contract.environment.map((name) => [name, "local"])),
    ...contract.examples,
  };
  const load = `const t = performance.now(); require(${JSON.stringify(bundle)}); process.stdout.write(String(performance.now() - t));`;
  const loads = times(runs, () => Number(spawnSync(process.execPath, ["-e", load], { env, encoding: "utf8" }).stdout));
  const folder = mkdtempSync(join(tmpdir(), "phi-start-"));
  const line = join(folder, "one.jsonl");
  writeFileSync(line, '{"id":"a","text":"MRN: 123456"}\n');
  const scans = times(runs, () => {
    const started = performance.now();
    spawnSync(process.execPath, [join(DIST, "cli/phiguard.js"), "phi", "scan", line, "--json"]);
    return performance.now() - started;
  });
  rmSync(folder, { recursive: true, force: true });
  const zipped = deflateRawSync(readFileSync(bundle)).byteLength;
  process.stdout.write(
    `phi-detect: ${(zipped / 1e6).toFixed(2)} MB zipped, loads in ${median(loads).toFixed(0)} ms; phiguard phi scan: ${median(scans).toFixed(0)} ms for one line (medians of ${runs})\n`,
  );
}

const times = (count: number, work: () => number): number[] => Array.from({ length: count }, work);

main();
