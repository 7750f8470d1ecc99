/** The entry of every npm script: prepares what the command needs, runs it, gives its exit code. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildParts, type Part } from "./build";
import { ensureEmulator } from "./emulator";
import { findEngine, type CliEngine } from "./engine";
import { engineCommand, runAttached } from "./engine-command";
import { readEngineArguments } from "./engine-arguments";
import { SetupError } from "./errors";
import { readEventLog } from "./engine-events";
import { makePackage } from "./package";
import { placesOf, type Places } from "./places";
import { EVENT_LOG_ENV } from "./preview-run";
import { progressTo, type Progress } from "./progress";
import { typeLines } from "./resource-types";
import { checkStackExists, projectAt, stacksOf } from "./stacks";
import { start } from "./start";
import { runAllTests, runCheck, runLint, runUnit } from "./test-run";

interface Context {
  places: Places;
  progress: Progress;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

interface Script {
  /** What must be built before it runs. */
  parts: readonly Part[];
  run: (context: Context) => Promise<number>;
}

/** Arguments by which Node runs the project's TypeScript without a bundle. */
const TYPESCRIPT = ["-r", "ts-node/register/transpile-only"];

const BENCH = ".bench.ts";

const ALL_PARTS: readonly Part[] = ["standins", "packs", "cli", "library", "lambdas", "containers"];

const SCRIPTS: Record<string, Script> = {
  start: {
    parts: ALL_PARTS,
    run: async ({ places, args, env, progress }) =>
      start(places, await findEngine(places, env, progress), args, env, progress),
  },
  test: {
    parts: ALL_PARTS,
    run: async ({ places, env, progress }) => {
      await findEngine(places, env, progress); // so that no test has to wait for it
      return runAllTests(places, env, progress);
    },
  },
  build: { parts: ALL_PARTS, run: () => Promise.resolve(0) },
  check: { parts: [], run: ({ places }) => runCheck(places) },
  unit: { parts: [], run: ({ places, args }) => runUnit(places, args) },
  lint: { parts: [], run: ({ places }) => runLint(places) },
  pulumi: {
    parts: ["standins", "packs", "lambdas"],
    run: async (context) =>
      runAttached(engineCommand(context.places, await cliEngine(context), context.args, context.env)),
  },
  preview: { parts: ["standins", "packs", "lambdas"], run: (context) => runWithPack(context, ["preview"]) },
  up: { parts: ["standins", "packs", "lambdas"], run: (context) => runWithPack(context, ["up", "--yes"]) },
  phiguard: {
    parts: ["cli"],
    run: async ({ places, args }) => runNode(places, [places.cli, ...args]),
  },
  fhir: {
    parts: ["cli"],
    run: async ({ places, args }) => runNode(places, [places.cli, "fhir", "serve", ...args]),
  },
  docs: {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/docs/main.ts", ...args]),
  },
  package: { parts: ["packs", "cli", "library"], run: ({ places }) => Promise.resolve(makePackage(places)) },
  "new-rule": {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/new-rule/main.ts", ...args]),
  },
  mutate: {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/mutation/main.ts", ...args]),
  },
  "phi-score": {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/phi/score/main.ts", ...args]),
  },
  "access-fit": {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/accesses/main.ts", ...args]),
  },
  "phi-learn": {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/phi/learn/main.ts", ...args]),
  },
  "phi-misses": {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/phi/misses.ts", ...args]),
  },
  fuzz: {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/fuzz/main.ts", ...args]),
  },
  faults: {
    parts: [],
    run: async ({ places, progress }) => {
      const missing = await ensureEmulator(places, progress);
      if (missing !== undefined) progress.note(missing);
      return runNode(places, [...TYPESCRIPT, "tools/faults/main.ts"]);
    },
  },
  differential: {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/differential/main.ts", ...args]),
  },
  queries: {
    parts: [],
    run: async ({ places, args }) => runNode(places, [...TYPESCRIPT, "tools/queries/main.ts", ...args]),
  },
  bench: { parts: ["standins", "packs", "lambdas", "cli"], run: async ({ places, args }) => runBenches(places, args) },
};

/**
 * Runs one npm script.
 * @param argv the script's name and its arguments.
 * @param root the checkout.
 * @returns the exit code; 2 for a mistake of the user or something missing, said in one message.
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
  const [name = "", ...args] = argv;
  try {
    const script = SCRIPTS[name];
    if (script === undefined) {
      throw new SetupError(`There is no script "${name}"; there are ${Object.keys(SCRIPTS).join(", ")}.`);
    }
    const places = placesOf(root);
    const progress = progressTo();
    await buildParts(places, script.parts);
    return await script.run({ places, progress, args, env: process.env });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`phiguard: ${error.message}\n`);
    return error.exitCode;
  }
}

async function cliEngine({ places, env, progress }: Context): Promise<CliEngine> {
  const engine = await findEngine(places, env, progress);
  if (engine.kind !== "in-process") return engine;
  throw new SetupError(`This command needs the Pulumi engine, and there is none: ${engine.reason}.`);
}

/** A command of the engine on one stack, with the built HIPAA pack and evidence. */
async function runWithPack(context: Context, command: readonly string[]): Promise<number> {
  const { places, args, env } = context;
  const project = projectAt(places.root);
  const stack = readEngineArguments([...command, ...args]).stack;
  if (stack === undefined) {
    throw new SetupError(`Say which stack: -- --stack <name>. Stacks here: ${stacksOf(project).join(", ") || "none"}.`);
  }
  checkStackExists(project, stack);
  const engine = await cliEngine(context);
  const evidence = env["PHIGUARD_EVIDENCE"] ?? path.join(places.data, "evidence");
  fs.mkdirSync(places.data, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(places.data, "types-"));
  try {
    const eventLog = path.join(scratch, "events.jsonl");
    // With --json standard output is the engine's alone, and an event log of the user's is theirs.
    const ownLog = !args.some((arg) => arg === "--json" || arg === "-j" || /^--event-log(=|$)/.test(arg));
    const run = engineCommand(
      places,
      engine,
      [
        ...command,
        "--policy-pack",
        path.join(places.packs, "hipaa"),
        ...(ownLog ? ["--event-log", eventLog] : []),
        ...args,
      ],
      env,
    );
    const runEnv = { ...run.env, ...(ownLog ? EVENT_LOG_ENV : {}), PHIGUARD_EVIDENCE: evidence };
    const exitCode = await runAttached({ ...run, env: runEnv });
    const types = typeLines(readEventLog(eventLog).types);
    if (types.length > 0) process.stdout.write(`Resources by type:\n${types.map((line) => `  ${line}\n`).join("")}`);
    return exitCode;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function runNode(places: Places, args: readonly string[]): number {
  return spawnSync(process.execPath, args, { cwd: places.root, stdio: "inherit" }).status ?? 1;
}

/** Benches are the files `<name>.bench.ts` of tools/bench; without a name all of them run. */
function runBenches(places: Places, args: readonly string[]): number {
  const folder = path.join(places.root, "tools", "bench");
  const names = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(BENCH))
    .map((file) => file.slice(0, -BENCH.length))
    .sort();
  const [wanted, ...rest] = args;
  const chosen = wanted === undefined ? names : names.filter((name) => name === wanted);
  if (chosen.length === 0) throw new SetupError(`There is no bench "${wanted}"; there are ${names.join(", ")}.`);
  return Math.max(
    ...chosen.map((name) => runNode(places, [...TYPESCRIPT, path.join(folder, `${name}${BENCH}`), ...rest])),
  );
}
