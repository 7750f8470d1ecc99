/**
 * `npm run bench -- preview [count or stack ...]`: wall time of previews on the real engine without a policy pack, so of engine, program and
 * stand-ins alone. Of plain resources: as here; as with the official language host, which does not spare the SDK's debug messages; and with
 * Node's own stack traces as well. Of a stack of the checkout, with all its workloads: also the time from the start of the program's process
 * until it asks for its first resource, a provider, and for the first that is none: by then all are put together. Each figure is the median of three runs, from the start of the engine's process to its end.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { findEngine, type CliEngine } from "../setup/engine";
import { SetupError } from "../setup/errors";
import { placesOf, type Places } from "../setup/places";
import { runPreview } from "../setup/preview-run";
import { progressTo } from "../setup/progress";
import { median as middle } from "./figures";

const COUNTS = [300, 1000];
const STACKS = ["prod"];
const RUNS = 3;
/** What the issue of speed was settled at, in seconds on two cores. */
const GOALS_S: Record<number, number> = { 300: 4, 1000: 10 };
/** And of a whole stack: its preview, and its program until the first resource. */
const STACK_GOALS_S = { preview: 30, start: 3 };

interface Variant {
  name: string;
  nodeargs: string;
  env: NodeJS.ProcessEnv;
}

async function bench(counts: readonly number[], stacks: readonly string[]): Promise<void> {
  const root = path.resolve(__dirname, "..", "..");
  const places = placesOf(root);
  const engine = await findEngine(places, process.env, progressTo());
  if (engine.kind === "in-process") throw new SetupError(`This bench needs the Pulumi engine: ${engine.reason}.`);
  const own = parse(fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
    runtime: { options?: { nodeargs?: string } };
  };
  const nodeargs = own.runtime.options?.nodeargs ?? "";
  const withDebug = { ...process.env, PHIGUARD_SDK_DEBUG: "1" };
  const variants: Variant[] = [
    { name: "here", nodeargs, env: process.env },
    { name: `as with the official language host (${nodeargs || "no options"})`, nodeargs, env: withDebug },
    { name: "and with Node's own stack traces", nodeargs: "--stack-trace-limit=10", env: withDebug },
  ];
  console.log(
    `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}, engine ${engine.version}`,
  );
  for (const variant of variants) {
    for (const count of counts) {
      const seconds = await median(places, engine, variant, count);
      const goal = variant === variants[0] && GOALS_S[count] !== undefined ? ` (goal: ${GOALS_S[count]} s)` : "";
      console.log(`preview of ${count} plain resources, ${variant.name}: ${seconds.toFixed(1)} s${goal}`);
    }
  }
  for (const stack of stacks) {
    const { resources, previewS, startS, allS } = await ofStack(places, engine, stack);
    console.log(
      `preview of ${stack}, ${resources} resources, no pack: ${previewS.toFixed(1)} s (goal: ${STACK_GOALS_S.preview} s)`,
    );
    console.log(
      `its program until the first resource: ${startS.toFixed(1)} s (goal: ${STACK_GOALS_S.start} s); until all the others are put together: ${allS.toFixed(1)} s`,
    );
  }
}

async function ofStack(
  places: Places,
  engine: CliEngine,
  stack: string,
): Promise<{ readonly resources: number; readonly previewS: number; readonly startS: number; readonly allS: number }> {
  fs.mkdirSync(places.data, { recursive: true });
  const folder = fs.mkdtempSync(path.join(places.data, "bench-"));
  try {
    const first = path.join(folder, "first");
    const probe = path.join(__dirname, "first-resource.cjs");
    const env = { ...process.env, PHIGUARD_FIRST_RESOURCE: first, NODE_OPTIONS: `--require=${JSON.stringify(probe)}` };
    const runs: { previewS: number; startS: number; allS: number }[] = [];
    let resources = 0;
    for (let run = 0; run <= RUNS; run++) {
      const outcome = await runPreview(places, engine, { stack }, env);
      if (outcome.exitCode !== 0) throw new SetupError(`The preview failed: ${outcome.words}`);
      resources = (outcome.changes?.["create"] ?? 0) + (outcome.changes?.["same"] ?? 0);
      const [startS = NaN, allS = NaN] = fs
        .readFileSync(first, "utf8")
        .split("\n")
        .map((ms) => Number(ms) / 1000);
      if (run > 0) runs.push({ previewS: outcome.durationMs / 1000, startS, allS });
    }
    return {
      resources,
      previewS: middle(runs.map((of) => of.previewS)),
      startS: middle(runs.map((of) => of.startS)),
      allS: middle(runs.map((of) => of.allS)),
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function median(places: Places, engine: CliEngine, variant: Variant, count: number): Promise<number> {
  fs.mkdirSync(places.data, { recursive: true });
  const folder = fs.mkdtempSync(path.join(places.data, "bench-"));
  try {
    writeProject(folder, variant.nodeargs, count);
    const seconds: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const outcome = await runPreview(places, engine, { stack: "bench", cwd: folder }, variant.env);
      if (outcome.exitCode !== 0) throw new SetupError(`The preview failed: ${outcome.words}`);
      const made = outcome.changes?.["create"];
      if (made !== count + 1)
        throw new SetupError(`The preview made ${made} resources; wanted ${count} and the stack.`);
      if (run > 0) seconds.push(outcome.durationMs / 1000); // the first run makes the stack and warms the disk
    }
    return middle(seconds);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A project of its own inside the checkout, so that it finds the same packages. */
function writeProject(folder: string, nodeargs: string, count: number): void {
  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  write("Pulumi.yaml", stringify({ name: "bench", runtime: { name: "nodejs", options: { nodeargs } } }));
  write("Pulumi.bench.yaml", stringify({ config: { "aws:region": "us-east-1" } }));
  write("package.json", JSON.stringify({ name: "bench", private: true, main: "index.ts" }));
  write("tsconfig.json", JSON.stringify({ "ts-node": { transpileOnly: true }, compilerOptions: { strict: true } }));
  write(
    "index.ts",
    `import * as aws from "@pulumi/aws";
for (let i = 0; i < ${count}; i++) new aws.sqs.Queue("queue-" + i, { messageRetentionSeconds: 86400 });
`,
  );
}

const asked = process.argv.slice(2);
const named = asked.filter((each) => !/^\d+$/.test(each));
bench(
  asked.length === 0 ? COUNTS : asked.filter((each) => !named.includes(each)).map(Number),
  asked.length === 0 ? STACKS : named,
).catch((error: unknown) => {
  process.stderr.write(`phiguard: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
