/**
 * `npm run bench -- policies [count ...] [--peer <name>=<folder> | --peer awsguard ...] [--json]`: what the HIPAA pack, which is the whole library,
 * costs. Start-up is wall time from the start of a process to the line with its port, the median of seven; judging is processor time and peak
 * memory of the pack's process for a whole stack over gRPC, records written, the median of three. Up to 1,000 resources other packs judge the same
 * stack in the same run: those named by --peer or by PHIGUARD_BENCH_PEERS, and always one of 97 empty policies on the SDK's server.
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
import { compare, showComparison, WITH_RECORDS, type Comparison } from "./comparison";
import { median, round, row } from "./figures";
import type { Alone } from "./judge-alone";
import { PackProcess, type Starter } from "./pack-process";
import { peersOf, PEERS_VARIABLE, type Peer } from "./peers";

const START_RUNS = 7;
const COUNTS = [100, 1000, 10_000];
/** Peers' answers grow with policies and resources: 10,000 would take minutes. */
const MOST_COMPARED = 1000;
const GOAL_START_MS = 400;
const GOAL_AT_1000 = { cpuSeconds: 1, peakMb: 250 };

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
  readonly alone: Alone;
  /** The same of the rules about types that the stack does not have, and of no rule at all. */
  readonly otherTypes: Alone;
  readonly noRules: Alone;
  readonly peakMb: number;
}

interface Figures {
  readonly machine: string;
  readonly rules: number;
  readonly start: readonly StartFigure[];
  readonly judge: readonly JudgeFigure[];
  readonly comparisons: readonly Comparison[];
}

async function measure({ counts, peers: asked }: Wanted): Promise<Figures> {
  const places = placesOf(path.resolve(__dirname, "..", ".."));
  const built = path.join(places.packs, "hipaa");
  const source = path.join(places.root, "policies", "packs", "hipaa");
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "phiguard-bench-"));
  try {
    const peers = peersOf(asked, path.join(path.dirname(places.engineCache), "bench"), scratch);
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
    const comparisons: Comparison[] = [];
    for (const figure of judge) {
      if (figure.resources <= MOST_COMPARED) comparisons.push(await comparePacks(built, figure, peers, scratch));
    }
    const machine = `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}`;
    return { machine, rules: hipaaPack.rules.length, start, judge, comparisons };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function startUp(folder: string, starter: Starter): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < START_RUNS; run += 1) {
    times.push(await PackProcess.during({ folder, starter }, (pack) => pack.startedInMs));
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
  const alone: Alone[] = [];
  const otherTypes: Alone[] = [];
  const noRules: Alone[] = [];
  let findings = 0;
  // Ten thousand resources take as long as all else together, and vary little.
  for (let run = 0; run < (count > 1000 ? 1 : 3); run += 1) {
    const env = { PHIGUARD_EVIDENCE: path.join(scratch, `records-${count}-${run}`) };
    await PackProcess.during({ folder, starter: "node", env }, async (pack) => {
      await pack.begin();
      const before = pack.cpuSeconds();
      findings = 0;
      for (const request of requests) findings += (await pack.analyze(request)).findings;
      findings += (await pack.analyzeStack(whole)).findings;
      cpu.push(pack.cpuSeconds() - before);
      peak.push(pack.peakMb());
    });
    grpcAlone.push(await emptyCalls(folder, 2 * count));
    alone.push(rulesAlone(count, "all"));
    otherTypes.push(rulesAlone(count, "other"));
    noRules.push(rulesAlone(count, "none"));
  }
  const cpuSeconds = median(cpu);
  return {
    resources: count,
    findings,
    cpuSeconds: round(cpuSeconds, 2),
    grpcCpuSeconds: round(median(grpcAlone), 2),
    alone: middle(alone),
    otherTypes: middle(otherTypes),
    noRules: middle(noRules),
    peakMb: Math.round(median(peak)),
  };
}

function emptyCalls(folder: string, count: number): Promise<number> {
  return PackProcess.during({ folder, starter: "node" }, async (pack) => {
    await pack.ping();
    const before = pack.cpuSeconds();
    for (let call = 0; call < count; call += 1) await pack.ping();
    return pack.cpuSeconds() - before;
  });
}

function rulesAlone(count: number, which: "all" | "other" | "none"): Alone {
  const script = path.join(__dirname, "judge-alone.ts");
  const result = spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", script, String(count), which], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (result.status !== 0) throw new SetupError("The rules could not be timed alone.");
  return JSON.parse(result.stdout) as Alone;
}

/** All runs judge the same; only their time differs. */
function middle(runs: readonly Alone[]): Alone {
  const [first] = runs;
  if (first === undefined) throw new Error("nothing was timed");
  return { ...first, cpuSeconds: round(median(runs.map(({ cpuSeconds }) => cpuSeconds)), 3) };
}

function comparePacks(
  folder: string,
  { resources, alone }: JudgeFigure,
  peers: readonly Peer[],
  scratch: string,
): Promise<Comparison> {
  const counted = { rules: alone.rules, applicable: alone.applicable };
  return compare(resources, [
    { name: "phiguard", folder, starter: "host", peer: false, counted },
    {
      name: WITH_RECORDS,
      folder,
      starter: "host",
      peer: false,
      counted,
      env: (run) => ({ PHIGUARD_EVIDENCE: path.join(scratch, `compared-${resources}-${run}`) }),
    },
    ...peers.map((peer) => ({ ...peer, starter: "host" as const, peer: true, env: () => NO_ACCOUNT })),
  ]);
}

/** A peer's policy may ask AWS; here there is nobody to ask. */
const NO_ACCOUNT = { AWS_EC2_METADATA_DISABLED: "true" };

function show({ machine, rules, start, judge, comparisons }: Figures): string {
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
    row(11, "resources", "evaluations", "applicable", "all rules", "pack process", "of it gRPC", "peak memory"),
    ...judge.map(
      (figure) =>
        row(
          11,
          String(figure.resources),
          String(figure.alone.evaluations),
          String(figure.alone.applicable),
          seconds(figure.alone.cpuSeconds),
          seconds(figure.cpuSeconds),
          seconds(figure.grpcCpuSeconds),
          `${figure.peakMb} MB`,
        ) + (figure.resources === 1000 ? goals : ""),
    ),
    "",
    "rules about types that the stack does not have (processor time, rules by themselves)",
    row(11, "resources", "such rules", "these alone", "no rules"),
    ...judge.map(({ resources, otherTypes, noRules }) =>
      row(
        11,
        String(resources),
        String(otherTypes.rules),
        `${otherTypes.cpuSeconds.toFixed(3)} s`,
        `${noRules.cpuSeconds.toFixed(3)} s`,
      ),
    ),
    ...comparisons.flatMap((comparison) => ["", ...showComparison(comparison)]),
    ...(comparisons.length === 0 ? [] : ["", ...HOW_COUNTED]),
  ].join("\n");
}

const HOW_COUNTED = [
  "applicable: evaluations of phiguard that did not answer that the rule does not apply; of another pack, resources times its policies without the",
  "pairs that the SDK lists as not applicable, and each policy of the stack once. each: time of the run over its applicable evaluations.",
  "SDK, 97 empty: as many policies as Pulumi's compliance policies have for AWS, on the same types, on the SDK's own server, and nothing in them.",
];

interface Wanted {
  readonly counts: readonly number[];
  readonly peers: readonly string[];
}

function wantedBy(args: readonly string[], env: NodeJS.ProcessEnv): Wanted {
  const peers = (env[PEERS_VARIABLE] ?? "").split(",").filter((word) => word !== "");
  const counts: number[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    if (word === "--json") continue;
    if (word === "--peer") {
      at += 1;
      peers.push(args[at] ?? "");
    } else if (/^[1-9]\d{0,5}$/.test(word)) counts.push(Number(word));
    else throw new SetupError(`A count of resources must be a whole number in [1, 999999]; got ${word}.`);
  }
  return { counts: counts.length === 0 ? COUNTS : counts, peers };
}

async function main(args: readonly string[]): Promise<void> {
  const figures = await measure(wantedBy(args, process.env));
  console.log(args.includes("--json") ? JSON.stringify(figures, undefined, 2) : show(figures));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  console.error(error instanceof SetupError ? error.message : error);
});
