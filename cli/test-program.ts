import pc from "picocolors";
import type { Told, Pack } from "../policies/session";
import { judgeInProcess, type JudgedRun } from "../tools/in-process/judge";

export interface TestProgramOptions {
  readonly projectDir: string;
  readonly program?: string;
  readonly stack?: string;
  readonly pack: Pack;
  readonly evidence?: string;
  readonly json: boolean;
}

/** Judges a project without the Pulumi CLI and prints what it found; gives the exit code: 1 when something blocks or the program failed. */
export async function testProgram({
  projectDir,
  program,
  stack,
  pack,
  evidence,
  json,
}: TestProgramOptions): Promise<number> {
  const judged = await judgeInProcess({
    projectDir,
    program,
    stack,
    pack,
    cwd: projectDir,
    env: evidence === undefined ? process.env : { ...process.env, PHIGUARD_EVIDENCE: evidence },
  });
  process.stdout.write(json ? `${JSON.stringify(machineReadable(judged), null, 2)}\n` : forPeople(judged));
  return judged.exitCode;
}

function machineReadable({ run, findings, blocked, exitCode, records }: JudgedRun): object {
  return {
    project: run.project,
    stack: run.stack,
    resources: run.resources.length,
    messages: run.messages,
    blocked,
    exitCode,
    ...(records === undefined ? {} : { records }),
    findings: findings.map(({ evaluation, message }) => ({
      rule: evaluation.rule.id,
      severity: evaluation.rule.severity,
      level: evaluation.level,
      result: evaluation.result,
      urn: evaluation.urn,
      finds: evaluation.finds,
      ...(evaluation.waiver === undefined ? {} : { waiver: evaluation.waiver }),
      message,
    })),
  };
}

function forPeople({ run, findings, evaluations, blocked, records }: JudgedRun): string {
  const lines = run.messages
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ severity, text }) => `${severity}: ${text}`);
  for (const finding of [...findings].sort(byLevel)) lines.push(...lineOf(finding), "");
  const blocking = findings.filter(({ evaluation }) => evaluation.level === "mandatory").length;
  const passes = evaluations.filter(({ result }) => result === "pass").length;
  lines.push(
    `${run.project}/${run.stack}: ${run.resources.length} resources, ${evaluations.length} evaluations, ${passes} passed; ` +
      `${blocking} block, ${findings.length - blocking} advise. ${blocked ? "This program would be stopped." : ""}`.trimEnd(),
  );
  if (records !== undefined) lines.push(`Records: ${records}`);
  return `${lines.join("\n")}\n`;
}

function lineOf({ evaluation, message }: Told): string[] {
  const level = evaluation.level === "mandatory" ? pc.red("blocks ") : pc.yellow("advises");
  return [
    `${level} [${evaluation.rule.severity}] ${pc.bold(evaluation.rule.id)}`,
    ...message.split("\n").map((line) => `  ${line}`),
  ];
}

function byLevel(a: Told, b: Told): number {
  if (a.evaluation.level !== b.evaluation.level) return a.evaluation.level === "mandatory" ? -1 : 1;
  return a.evaluation.rule.id < b.evaluation.rule.id ? -1 : a.evaluation.rule.id > b.evaluation.rule.id ? 1 : 0;
}
