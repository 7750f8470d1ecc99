import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { deflateRawSync } from "node:zlib";
import { median } from "./figures";

/** A function's bundle and how long it takes until its handler is there. */
export interface FunctionFigure {
  readonly name: string;
  readonly zippedKb: number;
  readonly mostKb: number;
  /** The middle of `LOADS` processes: processor time of loading the bundle, and wall time, in which others' work is. */
  readonly loadCpuMs: number;
  readonly loadMs: number;
}

export const MOST_LOAD_MS = 200;
const USUAL_KB = 3_000;
/** Functions that carry more than code: the word lists of the PHI engine. */
const STATED_KB: Readonly<Record<string, number>> = Object.fromEntries(
  ["phi-detect", "phi-route", "phi-release", "phi-validate", "phi-quarantine"].map((name) => [name, 5_000]),
);
const LOADS = 5;

const SCRIPT = `
const before = process.cpuUsage(), started = performance.now();
const { handler } = require(process.argv[1]);
const ms = performance.now() - started, { user, system } = process.cpuUsage(before);
if (typeof handler !== "function") throw new Error("no handler");
process.stdout.write(JSON.stringify({ ms, cpuMs: (user + system) / 1000 }));
`;

/** Every function of lambdas/, in the order of their names, as dist/ has them. */
export function measureFunctions(root: string): FunctionFigure[] {
  const bundles = path.join(root, "dist/lambdas");
  return readdirSync(bundles)
    .sort()
    .map((name) => ({ name, bundle: path.join(bundles, name, "index.js") }))
    .filter(({ name, bundle }) => existsSync(bundle) && existsSync(path.join(root, "lambdas", name, "index.ts")))
    .map(({ name, bundle }) => {
      const loads = Array.from({ length: LOADS }, () => loadOf(root, name, bundle));
      return {
        name,
        zippedKb: zippedKb(path.dirname(bundle)),
        mostKb: STATED_KB[name] ?? USUAL_KB,
        loadCpuMs: median(loads.map(({ cpuMs }) => cpuMs)),
        loadMs: median(loads.map(({ ms }) => ms)),
      };
    });
}

/** All that is uploaded: the function's bundle, and those of what it loads later. */
function zippedKb(folder: string): number {
  const bytes = readdirSync(folder).map((file) => deflateRawSync(readFileSync(path.join(folder, file))).byteLength);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** Loads a bundle in a process that has done nothing before, with no more than the environment that its contract names. */
function loadOf(root: string, name: string, bundle: string): { readonly ms: number; readonly cpuMs: number } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { contract } = require(path.join(root, "lambdas", name, "contract")) as {
    contract?: { environment?: readonly string[]; examples?: Readonly<Record<string, string>> };
  };
  const variables = Object.fromEntries(
    (contract?.environment ?? []).map((variable) => [variable, contract?.examples?.[variable] ?? "x"]),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", SCRIPT, bundle], {
    env: { AWS_REGION: "us-east-1", NODE_NO_WARNINGS: "1", ...variables },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${name} does not load: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as { ms: number; cpuMs: number };
}
