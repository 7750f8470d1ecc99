import type { Evaluation } from "../../policies/judge";
import type { PolicyRecord } from "../../policies/record";
import { applyRemedy } from "../../policies/remedy";
import type { Rule } from "../../policies/rule";
import { PackSession, type Pack, type Told } from "../../policies/session";
import type { PropertyObject } from "../../policies/value";
import type { Properties } from "../standins/wire";
import { runInProcess, type InProcessOptions, type InProcessRun } from "./run";

export interface JudgeOptions extends Pick<InProcessOptions, "projectDir" | "stack" | "program" | "log"> {
  readonly pack: Pack;
  /** Enforcement and settings, as in a policy pack config file. */
  readonly config?: Parameters<PackSession["configure"]>[0];
  /** Called with each finding as it is made. */
  readonly onFinding?: (finding: Told) => void;
  /** Environment of the program and the pack. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Folder that the pack's relative paths start from. Default: the working folder. */
  readonly cwd?: string;
  readonly now?: () => Date;
}

export interface JudgedRun {
  readonly run: InProcessRun;
  /** Every answer of every rule, passes too. */
  readonly evaluations: readonly Evaluation[];
  /** What the engineer is told, in the order it came. */
  readonly findings: readonly Told[];
  /** True when a finding is mandatory: the preview would be stopped. */
  readonly blocked: boolean;
  /** File of the evidence records, if they were written. */
  readonly records?: string;
  /** The run and its evaluations, as they are written. */
  readonly policyRecords: readonly PolicyRecord[];
  /** 0 when the program ran and nothing blocks it, else 1. */
  readonly exitCode: number;
}

/**
 * Previews a program in this process and judges it with a pack: each resource before it is made, then all together. As with the
 * engine, a program that fails is judged as far as it came, and relations are then left unjudged.
 * @throws ProjectError, PackInputError or RuleError; records of a run that a rule broke off are written first.
 */
export async function judgeInProcess(options: JudgeOptions): Promise<JudgedRun> {
  const env = options.env ?? process.env;
  const session = new PackSession(options.pack, {
    engine: "in-process",
    now: options.now ?? ((): Date => new Date()),
    env,
    cwd: options.cwd ?? process.cwd(),
  });
  const findings: Told[] = [];
  const take = (told: readonly Told[]): void => {
    findings.push(...told);
    for (const finding of told) options.onFinding?.(finding);
  };
  let run: InProcessRun;
  try {
    run = await runInProcess({
      projectDir: options.projectDir,
      stack: options.stack,
      program: options.program,
      log: options.log,
      env,
      onStart: (names) => {
        session.begin({ ...names, stage: "preview" });
        // Only now does the session know its stack, and so which waivers and settings are read.
        session.configure(options.config ?? new Map());
      },
      remediate: (resource, inputs) =>
        session.remediates() ? withRemedies(inputs, session.remediate(resource)) : undefined,
      onResource: (resource) => take(session.analyze(resource)),
    });
    if (run.exitCode === 0) take(session.analyzeStack(run.resources));
  } finally {
    session.finish();
  }
  const blocked = findings.some(({ evaluation }) => evaluation.level === "mandatory");
  const records = session.finish();
  return {
    run,
    evaluations: session.evaluations(),
    findings,
    blocked,
    ...(records === undefined ? {} : { records }),
    policyRecords: session.records(),
    exitCode: run.exitCode !== 0 || blocked ? 1 : 0,
  };
}

function withRemedies(inputs: Properties, rules: readonly Rule[]): Properties {
  return rules.reduce(
    (now, { remedy = {} }) => applyRemedy(now as PropertyObject, remedy).inputs as Properties,
    inputs,
  );
}
