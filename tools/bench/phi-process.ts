import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "./figures";

/** What the engine costs in a process of its own, bundled as a function is. */
export interface ProcessFigures {
  readonly bundleBytes: number;
  /** From the first line of the bundle to the first answer, the median. */
  readonly startMs: number;
  /** Resident after all documents. */
  readonly residentMb: number;
  readonly documentsASecond: number;
  /** Of one document, warm. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const STARTS = 5;

/** Finds in each line's text, once to warm up and once with the clock. */
const PROGRAM = (engine: string): string => `
const started = performance.now();
const { findPhi } = require(${JSON.stringify(engine)});
findPhi("Seen by Dr. Moor on 3/4/2021.");
const startMs = performance.now() - started;
const texts = require("node:fs").readFileSync(process.argv[2], "utf8").split("\\n").filter(Boolean).map((line) => JSON.parse(line).text);
const warm = Number(process.argv[3]);
for (const text of texts.slice(0, warm)) findPhi(text);
const each = texts.map((text) => { const at = performance.now(); findPhi(text); return performance.now() - at; });
const sum = each.reduce((total, one) => total + one, 0);
each.sort((a, b) => a - b);
const share = (of) => each[Math.min(each.length - 1, Math.floor(of * each.length))] ?? 0;
console.log(JSON.stringify({ startMs, residentMb: process.memoryUsage().rss / 1e6, documentsASecond: sum === 0 ? 0 : (1000 * each.length) / sum, p50Ms: share(0.5), p95Ms: share(0.95) }));
`;

/** @param lines documents, a line of JSON each. */
export function measureProcess(lines: string): ProcessFigures {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-bench-phi-"));
  try {
    const engine = join(folder, "engine.js");
    const entryPoints = [resolve(__dirname, "../../lambdas/phi/engine.ts")];
    buildSync({
      entryPoints,
      outfile: engine,
      bundle: true,
      platform: "node",
      target: "node20",
      minify: true,
      logLevel: "error",
    });
    const program = join(folder, "program.js");
    writeFileSync(program, PROGRAM(engine));
    const documents = join(folder, "documents.jsonl");
    writeFileSync(documents, lines);
    const empty = join(folder, "empty.jsonl");
    writeFileSync(empty, "");
    const run = (file: string, warm: number): Omit<ProcessFigures, "bundleBytes"> => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, file, String(warm)], {
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`the engine's process ended with ${status}: ${stderr}`);
      return JSON.parse(stdout) as Omit<ProcessFigures, "bundleBytes">;
    };
    const startMs = median(Array.from({ length: STARTS }, () => run(empty, 0).startMs));
    return { ...run(documents, 1000), startMs, bundleBytes: statSync(engine).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
