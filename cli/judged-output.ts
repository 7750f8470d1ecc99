import pc from "picocolors";
import type { Told } from "../policies/session";
import type { Judged } from "./judged";

export function machineReadable(judged: Judged): object {
  const { project, stack, resources, messages, blocked, exitCode, findings, evaluations, file } = judged;
  return {
    project,
    stack,
    resources,
    messages,
    blocked,
    exitCode,
    ...(file === undefined ? {} : { records: file }),
    findings: findings.map(({ evaluation, alike = [], message }) => ({
      rule: evaluation.rule.id,
      ...(alike.length === 0 ? {} : { alike: alike.map(({ rule }) => rule.id) }),
      severity: evaluation.rule.severity,
      level: evaluation.level,
      result: evaluation.result,
      urn: evaluation.urn,
      finds: evaluation.finds,
      ...(evaluation.waiver === undefined ? {} : { waiver: evaluation.waiver }),
      ...(evaluation.source === undefined ? {} : { source: evaluation.source }),
      message,
    })),
    evaluations: evaluations.map(({ rule, urn, result, level, finds, reason }) => ({
      rule: rule.id,
      urn,
      result,
      level,
      finds,
      reason,
    })),
  };
}

export function forPeople({
  project,
  stack,
  resources,
  messages,
  findings,
  evaluations,
  blocked,
  file,
}: Judged): string {
  const lines = messages
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ severity, text }) => `${severity}: ${text}`);
  for (const finding of [...findings].sort(byLevel)) lines.push(...lineOf(finding), "");
  const blocking = findings.filter(({ evaluation }) => evaluation.level === "mandatory").length;
  const passes = evaluations.filter(({ result }) => result === "pass").length;
  lines.push(
    `${project}/${stack}: ${resources} resources, ${evaluations.length} evaluations, ${passes} passed; ` +
      `${blocking} block, ${findings.length - blocking} advise. ${blocked ? "This program would be stopped." : ""}`.trimEnd(),
  );
  if (file !== undefined) lines.push(`Records: ${file}`);
  return `${lines.join("\n")}\n`;
}

function lineOf({ evaluation, message }: Told): string[] {
  const level = evaluation.level === "mandatory" ? pc.red("blocks ") : pc.yellow("advises");
  const { source } = evaluation;
  return [
    `${level} [${evaluation.rule.severity}] ${pc.bold(evaluation.rule.id)}${source === undefined ? "" : `  ${source.file}:${source.line}`}`,
    ...message.split("\n").map((line) => `  ${line}`),
  ];
}

function byLevel(a: Told, b: Told): number {
  if (a.evaluation.level !== b.evaluation.level) return a.evaluation.level === "mandatory" ? -1 : 1;
  return a.evaluation.rule.id < b.evaluation.rule.id ? -1 : a.evaluation.rule.id > b.evaluation.rule.id ? 1 : 0;
}
