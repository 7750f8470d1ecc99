import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Evaluation } from "../policies/judge";
import type { PolicyRecord } from "../policies/record";
import { PackSession, type Pack, type Told } from "../policies/session";
import { readStackExport } from "../policies/stack-export";
import { judgeInProcess } from "../tools/in-process/judge";
import { UserError } from "./failure";
import type { PackConfig } from "./pack-config";

/** A stack that was judged, from a program or from a state. */
export interface Judged {
  readonly project: string;
  readonly stack: string;
  readonly resources: number;
  /** What the program and its providers said. */
  readonly messages: readonly { readonly severity: string; readonly text: string }[];
  readonly evaluations: readonly Evaluation[];
  readonly findings: readonly Told[];
  readonly blocked: boolean;
  /** 0 when nothing blocks and the program ran, else 1. */
  readonly exitCode: number;
  readonly records: readonly PolicyRecord[];
  /** File of the records, where they were written. */
  readonly file?: string;
}

export interface JudgeOptions {
  readonly pack: Pack;
  readonly config: PackConfig;
  /** Folder for evidence records; the environment's by default. */
  readonly evidence?: string;
}

export interface ProgramToJudge {
  readonly projectDir: string;
  readonly program?: string;
  readonly stack?: string;
}

/** Judges a program in this process, without the Pulumi CLI. */
export async function judgeProgram(program: ProgramToJudge, { pack, config, evidence }: JudgeOptions): Promise<Judged> {
  const { run, evaluations, findings, blocked, exitCode, policyRecords, records } = await judgeInProcess({
    ...program,
    pack,
    config,
    cwd: program.projectDir,
    env: environment(evidence),
  });
  return {
    project: run.project,
    stack: run.stack,
    resources: run.resources.length,
    messages: run.messages,
    evaluations,
    findings,
    blocked,
    exitCode,
    records: policyRecords,
    ...(records === undefined ? {} : { file: records }),
  };
}

/** Judges what `pulumi stack export` wrote; `-` is standard input. */
export function judgeState(file: string, { pack, config, evidence }: JudgeOptions): Judged {
  const { facts, resources } = readStackExport(textOf(file), file === "-" ? "standard input" : file);
  const session = new PackSession(pack, {
    engine: "state",
    now: () => new Date(),
    env: environment(evidence),
    cwd: process.cwd(),
  });
  session.begin(facts);
  session.configure(config);
  const findings = session.analyzeStack(resources);
  const written = session.finish();
  const blocked = findings.some(({ evaluation }) => evaluation.level === "mandatory");
  return {
    project: facts.project,
    stack: facts.stack,
    resources: resources.length,
    messages: [],
    evaluations: session.evaluations(),
    findings,
    blocked,
    exitCode: blocked ? 1 : 0,
    records: session.records(),
    ...(written === undefined ? {} : { file: written }),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : resolve(file), "utf8");
  } catch (error) {
    throw new UserError(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? "error"}).`);
  }
}

function environment(evidence: string | undefined): NodeJS.ProcessEnv {
  return evidence === undefined ? process.env : { ...process.env, PHIGUARD_EVIDENCE: resolve(evidence) };
}
