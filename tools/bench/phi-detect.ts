import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What phi-detect takes for one document, in a process of its own: from the bytes to the spans that it keeps. */
export interface DetectFigures {
  readonly seconds: number;
  /** The most that was resident. */
  readonly residentMb: number;
  readonly spans: number;
}

/** The function's own handler and local engine; the bucket is memory. */
const PROGRAM = (handler: string, detector: string): string => `
const { createHandler } = require(${JSON.stringify(handler)});
const { localDetector } = require(${JSON.stringify(detector)});
const bytes = require("node:fs").readFileSync(process.argv[2]);
const quiet = { info() {}, warn() {} };
const documents = { read: async () => bytes, writeSpans: async () => {} };
const handle = createHandler({ documents, detectors: [localDetector("recall")], clock: { now: () => new Date() }, log: quiet });
const document = { key: "documents/treatment/clinic-a/note", versionId: "v1", arrivedAt: "2026-03-04T10:00:00.000Z" };
const validation = { outcome: "accepted", id: "0".repeat(64), purpose: "treatment", recipient: "clinic-a", format: "text", sizeBytes: bytes.length };
const started = performance.now();
handle({ document, validation }).then(({ detection }) => {
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ seconds, residentMb: process.resourceUsage().maxRSS / 1000, spans: detection.spans }));
});
`;

export function measureDetector(note: string): DetectFigures {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-bench-detect-"));
  try {
    const entryPoints = ["handler", "local-detector"].map((name) =>
      resolve(__dirname, `../../lambdas/phi-detect/${name}.ts`),
    );
    buildSync({ entryPoints, outdir: folder, bundle: true, platform: "node", target: "node20", logLevel: "error" });
    const [program, file] = [join(folder, "program.js"), join(folder, "note.txt")];
    writeFileSync(program, PROGRAM(join(folder, "handler.js"), join(folder, "local-detector.js")));
    writeFileSync(file, note);
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, file], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the process of phi-detect ended with ${status}: ${stderr}`);
    return JSON.parse(stdout) as DetectFigures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
