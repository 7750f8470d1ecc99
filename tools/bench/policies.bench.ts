/**
 * `npm run bench -- policies [count ...] [--json]`: what the HIPAA pack costs. Start-up is wall time from the start of a process to the line with its
 * port, the median of seven; judging is processor time and peak memory of the pack's process for a whole stack over gRPC, records
 * written, the median of three.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { hipaaPack } from "../../policies/packs/hipaa/pack";
import { analyzeRequest, analyzeStackRequest } from "../../policies/testing/wire";
import { SetupError } from "../setup/errors";
import { placesOf } from "../setup/places";
import { clinicStack } from "./clinic-stack";
import { PackProcess, type Starter } from "./pack-process";

const START_RUNS = 7;
const COUNTS = [100, 1000, 10_000];
const GOAL_START_MS = 400;
const GOAL_AT_1000 = { cpuSeconds: 1, peakMb: 150 };

interface StartFigure {
  readonly what: string;
  readonly medianMs: number;
  readonly goalMs?: number;
}

interface JudgeFigure {
  readonly resources: number;
  readonly findings: number;
  readonly cpuSeconds: number;
  /** Of that, what as many empty calls cost: two a resource, as the engine asks for remediations too. */
  readonly grpcCpuSeconds: number;
  /** What all rules take by themselves, in a fresh process, without transport and records. */
  readonly rulesCpuSeconds: number;
  readonly evaluations: number;
  readonly peakMb: number;
}

interface Figures {
  readonly machine: string;
  readonly rules: number;
  readonly start: readonly StartFigure[];
  readonly judge: readonly JudgeFigure[];
}

async function measure(counts: readonly number[]): Promise<Figures> {
  const places = placesOf(path.resolve(__dirname, "..", ".."));
  const built = path.join(places.packs, "hipaa");
  const source = path.join(places.root, "policies", "packs", "hipaa");
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "phiguard-bench-"));
  try {
    const empty = path.join(scratch, "empty");
    writeEmptyPack(empty);
    const start: StartFigure[] = [
      { what: "built pack, its own process", medianMs: await startUp(built, "node"), goalMs: GOAL_START_MS },
      {
        what: "built pack, as the language host starts it",
        medianMs: await startUp(built, "host"),
        goalMs: GOAL_START_MS,
      },
      { what: "source pack, as the language host starts it", medianMs: await startUp(source, "host") },
      { what: "an empty pack, by the SDK's own runner", medianMs: await startUp(empty, "host") },
    ];
    const judge: JudgeFigure[] = [];
    for (const count of counts) judge.push(await judgeStack(built, count, scratch));
    const machine = `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}`;
    return { machine, rules: hipaaPack.rules.length, start, judge };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function startUp(folder: string, starter: Starter): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < START_RUNS; run += 1) {
    const pack = await PackProcess.start(folder, starter);
    times.push(pack.startedInMs);
    await pack.stop();
  }
  return Math.round(median(times));
}

/** What any pack costs before its own first line: prints a port that nobody calls. */
function writeEmptyPack(folder: string): void {
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  fs.writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ name: "empty", version: "0.0.0", main: "index.js" }),
  );
  fs.writeFileSync(path.join(folder, "index.js"), 'console.log("1"); setInterval(() => undefined, 1000);\n');
}

async function judgeStack(folder: string, count: number, scratch: string): Promise<JudgeFigure> {
  const resources = clinicStack(count);
  const requests = resources.map(analyzeRequest);
  const whole = analyzeStackRequest(resources);
  const cpu: number[] = [];
  const grpcAlone: number[] = [];
  const peak: number[] = [];
  const alone: { seconds: number; evaluations: number }[] = [];
  let findings = 0;
  // Ten thousand resources take as long as all else together, and vary little.
  for (let run = 0; run < (count > 1000 ? 1 : 3); run += 1) {
    const pack = await PackProcess.start(folder, "node", {
      PHIGUARD_EVIDENCE: path.join(scratch, `records-${count}-${run}`),
    });
    await pack.begin();
    const before = pack.cpuSeconds();
    findings = 0;
    for (const request of requests) findings += await pack.analyze(request);
    findings += await pack.analyzeStack(whole);
    cpu.push(pack.cpuSeconds() - before);
    peak.push(pack.peakMb());
    await pack.stop();
    grpcAlone.push(await emptyCalls(folder, 2 * count));
    alone.push(rulesAlone(count));
  }
  const cpuSeconds = median(cpu);
  return {
    resources: count,
    findings,
    cpuSeconds: round(cpuSeconds, 2),
    grpcCpuSeconds: round(median(grpcAlone), 2),
    rulesCpuSeconds: round(median(alone.map(({ seconds }) => seconds)), 2),
    evaluations: alone[0]?.evaluations ?? 0,
    peakMb: Math.round(median(peak)),
  };
}

async function emptyCalls(folder: string, count: number): Promise<number> {
  const pack = await PackProcess.start(folder, "node");
  await pack.ping();
  const before = pack.cpuSeconds();
  for (let call = 0; call < count; call += 1) await pack.ping();
  const used = pack.cpuSeconds() - before;
  await pack.stop();
  return used;
}

function rulesAlone(count: number): { seconds: number; evaluations: number } {
  const script = path.join(__dirname, "judge-alone.ts");
  const result = spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", script, String(count)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [seconds, evaluations] = result.stdout.trim().split(" ").map(Number);
  if (seconds === undefined || evaluations === undefined) throw new SetupError("The rules could not be timed alone.");
  return { seconds, evaluations };
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function round(figure: number, digits: number): number {
  return Number(figure.toFixed(digits));
}

function show({ machine, rules, start, judge }: Figures): string {
  const row = (...cells: readonly string[]): string =>
    cells.map((cell, at) => cell.padStart(at === 0 ? 11 : 14)).join("");
  const seconds = (figure: number): string => `${figure.toFixed(2)} s`;
  const goals = `  (goal: all rules ${GOAL_AT_1000.cpuSeconds} s, ${GOAL_AT_1000.peakMb} MB)`;
  return [
    machine,
    `HIPAA pack, ${rules} rules`,
    "",
    "start-up, process start to ready (wall time, median of 7)",
    ...start.map(
      ({ what, medianMs, goalMs }) =>
        `  ${what.padEnd(46)}${`${medianMs} ms`.padStart(8)}${goalMs === undefined ? "" : `  (goal: ${goalMs} ms)`}`,
    ),
    "",
    "judging a stack (processor time; the pack's process over gRPC, records written; gRPC: as many calls that carry nothing)",
    row("resources", "evaluations", "all rules", "pack process", "of it gRPC", "peak memory"),
    ...judge.map(
      (figure) =>
        row(
          String(figure.resources),
          String(figure.evaluations),
          seconds(figure.rulesCpuSeconds),
          seconds(figure.cpuSeconds),
          seconds(figure.grpcCpuSeconds),
          `${figure.peakMb} MB`,
        ) + (figure.resources === 1000 ? goals : ""),
    ),
  ].join("\n");
}

function countsOf(args: readonly string[]): readonly number[] {
  const words = args.filter((word) => word !== "--json");
  const wrong = words.find((word) => !/^[1-9]\d{0,5}$/.test(word));
  if (wrong !== undefined)
    throw new SetupError(`A count of resources must be a whole number in [1, 999999]; got ${wrong}.`);
  return words.length === 0 ? COUNTS : words.map(Number);
}

async function main(args: readonly string[]): Promise<void> {
  const figures = await measure(countsOf(args));
  console.log(args.includes("--json") ? JSON.stringify(figures, undefined, 2) : show(figures));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  console.error(error instanceof SetupError ? error.message : error);
});
