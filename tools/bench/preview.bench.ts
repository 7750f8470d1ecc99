/**
 * `npm run bench -- preview [count ...]`: wall time of a preview of plain resources on the real engine without a policy
 * pack: as here; as with the official language host, which does not spare the SDK's debug messages; and with Node's own
 * stack traces as well. Each figure is the median of three runs, from the start of the engine's process to its end.
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

const COUNTS = [300, 1000];
const RUNS = 3;
/** What the issue of speed was settled at, in seconds on two cores. */
const GOALS_S: Record<number, number> = { 300: 4, 1000: 10 };

interface Variant {
  name: string;
  nodeargs: string;
  env: NodeJS.ProcessEnv;
}

async function bench(counts: readonly number[]): Promise<void> {
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
}

async function median(places: Places, engine: CliEngine, variant: Variant, count: number): Promise<number> {
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
    return seconds.sort((a, b) => a - b)[Math.floor(RUNS / 2)] as number;
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

bench(process.argv.length > 2 ? process.argv.slice(2).map(Number) : COUNTS).catch((error: unknown) => {
  process.stderr.write(`phiguard: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
