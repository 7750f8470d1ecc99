import { analyzeRequest, analyzeStackRequest } from "../../policies/testing/wire";
import { clinicStack } from "./clinic-stack";
import { median, round, row } from "./figures";
import { PackProcess, type Answered, type Policies, type Starter } from "./pack-process";

const RUNS = 3;

export const WITH_RECORDS = "phiguard, records written";

/** A pack as it is measured. */
export interface Contender {
  readonly name: string;
  readonly folder: string;
  readonly starter: Starter;
  /** True for the packs that ours is held against. */
  readonly peer: boolean;
  readonly env?: (run: number) => Record<string, string>;
  /**
   * Ours: rules, and evaluations whose result is not "does not apply". Without it they are counted from the answers: a policy of a resource counts
   * unless it is listed as not applicable, a policy of the stack counts once.
   */
  readonly counted?: { readonly rules: number; readonly applicable: number };
}

export interface Comparison {
  readonly resources: number;
  readonly packs: readonly ComparedPack[];
}

export interface ComparedPack extends Run {
  readonly name: string;
  readonly peer: boolean;
}

interface Run {
  readonly rules: number;
  readonly applicable: number;
  readonly findings: number;
  readonly startMs: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** The packs over one stack, in turns, so that whatever else the machine does falls on all of them; medians. */
export async function compare(count: number, contenders: readonly Contender[]): Promise<Comparison> {
  const resources = clinicStack(count);
  const requests = resources.map(analyzeRequest);
  const whole = analyzeStackRequest(resources);
  const runs = contenders.map((): Run[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [at, contender] of contenders.entries()) {
      const { folder, starter, env } = contender;
      const measured = await PackProcess.during(
        { folder, starter, env: env?.(run) ?? {} },
        async (pack): Promise<Run> => {
          const policies = await pack.begin();
          const cpuBefore = pack.cpuSeconds();
          const start = process.hrtime.bigint();
          const answers: Answered[] = [];
          for (const request of requests) answers.push(await pack.analyze(request));
          const last = await pack.analyzeStack(whole);
          const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
          return {
            rules: contender.counted?.rules ?? policies.ofResource + policies.ofStack,
            applicable: contender.counted?.applicable ?? applicableOf(policies, answers),
            findings: answers.reduce((sum, { findings }) => sum + findings, last.findings),
            startMs: pack.startedInMs,
            wallSeconds,
            cpuSeconds: pack.cpuSeconds() - cpuBefore,
            peakMb: pack.peakMb(),
          };
        },
      );
      runs[at]?.push(measured);
    }
  }
  return {
    resources: count,
    packs: contenders.map(({ name, peer }, at) => ({ name, peer, ...middle(runs[at] ?? []) })),
  };
}

function middle(runs: readonly Run[]): Run {
  const of = (key: keyof Run, digits: number): number => round(median(runs.map((run) => run[key])), digits);
  return {
    rules: of("rules", 0),
    applicable: of("applicable", 0),
    findings: of("findings", 0),
    startMs: of("startMs", 0),
    wallSeconds: of("wallSeconds", 3),
    cpuSeconds: of("cpuSeconds", 2),
    peakMb: of("peakMb", 0),
  };
}

/**
 * Evaluations that a pack on the SDK's server did: its policies over the resources, without those that it says do not apply, and each policy of the
 * stack once. A policy may list several functions; it says so once a function, and applies where one of them does.
 */
function applicableOf({ ofResource, ofStack }: Policies, answers: readonly Answered[]): number {
  const most = new Map<string, number>();
  for (const { notApplicable } of answers) {
    for (const [policy, times] of notApplicable) most.set(policy, Math.max(most.get(policy) ?? 0, times));
  }
  const spared = answers.reduce(
    (sum, { notApplicable }) => sum + [...notApplicable].filter(([policy, times]) => times === most.get(policy)).length,
    0,
  );
  return ofResource * answers.length - spared + ofStack;
}

/** Ratios are of ours with its records, the dearer one. */
export function showComparison({ resources, packs }: Comparison): readonly string[] {
  const wide = 26;
  const each = (pack: ComparedPack, seconds: number): number => (seconds / pack.applicable) * 1e6;
  /** What a run waits for the pack. */
  const inAll = (pack: ComparedPack): number => pack.startMs / 1000 + pack.wallSeconds;
  const ours = packs.find(({ name }) => name === WITH_RECORDS);
  const ratio = (mine: number | undefined, theirs: number): string =>
    mine === undefined ? "" : `${(mine / theirs).toFixed(2)}`;
  return [
    `${resources} resources, each pack's process over the same gRPC calls (median of ${RUNS}, in turns)`,
    row(
      wide,
      "pack",
      "rules",
      "applicable",
      "findings",
      "start",
      "wall",
      "start + wall",
      "processor",
      "memory",
      "wall each",
      "cpu each",
    ),
    ...packs.map((pack) =>
      row(
        wide,
        pack.name,
        String(pack.rules),
        String(pack.applicable),
        String(pack.findings),
        `${pack.startMs} ms`,
        `${pack.wallSeconds.toFixed(2)} s`,
        `${inAll(pack).toFixed(2)} s`,
        `${pack.cpuSeconds.toFixed(2)} s`,
        `${pack.peakMb} MB`,
        `${each(pack, pack.wallSeconds).toFixed(0)} us`,
        `${each(pack, pack.cpuSeconds).toFixed(0)} us`,
      ),
    ),
    ...packs
      .filter(({ peer }) => peer)
      .map((pack) =>
        row(
          wide,
          `phiguard / ${pack.name}`,
          "",
          "",
          "",
          ratio(ours?.startMs, pack.startMs),
          ratio(ours?.wallSeconds, pack.wallSeconds),
          ours === undefined ? "" : ratio(inAll(ours), inAll(pack)),
          ratio(ours?.cpuSeconds, pack.cpuSeconds),
          ratio(ours?.peakMb, pack.peakMb),
          ours === undefined ? "" : ratio(each(ours, ours.wallSeconds), each(pack, pack.wallSeconds)),
          ours === undefined ? "" : ratio(each(ours, ours.cpuSeconds), each(pack, pack.cpuSeconds)),
        ),
      ),
  ];
}
