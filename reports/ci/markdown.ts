import { bySeverity, type PolicyEvaluationRecord } from "../../policies/record";
import { keyOf, verdictOf, type CiReport, type JudgedRun, type Verdict } from "./judged-run";

/** Findings shown by name; a pull request wants the verdict and the first things to do, not a book. */
const SHOWN = 20;

/** A short summary for a pull request: one heading a pack and stack, what blocks, what is advised, what was left open. */
export function renderMarkdown({ runs, rules }: CiReport): string {
  return runs.map((judged) => sectionOf(judged, (id) => rules.get(id)?.fix)).join("\n");
}

function sectionOf({ run, evaluations }: JudgedRun, fixOf: (id: string) => string | undefined): string {
  const by = (verdict: Verdict): PolicyEvaluationRecord[] =>
    evaluations.filter((evaluation) => verdictOf(evaluation) === verdict).sort((a, b) => bySeverity(a.rule, b.rule));
  const [blocking, advised, open, waived, corrected] = (
    ["blocks", "advises", "open", "waived", "corrected"] as const
  ).map(by) as [
    PolicyEvaluationRecord[],
    PolicyEvaluationRecord[],
    PolicyEvaluationRecord[],
    PolicyEvaluationRecord[],
    PolicyEvaluationRecord[],
  ];
  const counts = [
    `${blocking.length} block`,
    `${advised.length} advise`,
    `${open.length} can't be judged yet`,
    `${waived.length} waived`,
    ...(corrected.length > 0 ? [`${corrected.length} corrected`] : []),
    `${by("pass").length} passed`,
  ];
  const lines = [
    `### ${blocking.length > 0 || !run.complete ? "❌" : "✅"} ${cell(keyOf(run))}`,
    "",
    `${run.rules.length} rules over ${run.population.length} resources: ${counts.join(", ")}.`,
  ];
  for (const note of run.notes) lines.push("", `> ${cell(note)}`);
  if (blocking.length > 0) lines.push("", ...table("Blocks", blocking, fixOf));
  if (advised.length > 0) lines.push("", ...folded("Advises", advised, fixOf));
  if (open.length > 0) lines.push("", ...folded("Can't be judged yet", open, fixOf));
  if (corrected.length > 0) lines.push("", ...folded("Corrected for this run", corrected, fixOf));
  return `${lines.join("\n")}\n`;
}

function folded(
  title: string,
  evaluations: readonly PolicyEvaluationRecord[],
  fixOf: (id: string) => string | undefined,
): string[] {
  return [
    `<details><summary>${title}: ${evaluations.length}</summary>`,
    "",
    ...table(title, evaluations, fixOf),
    "",
    "</details>",
  ];
}

function table(
  title: string,
  evaluations: readonly PolicyEvaluationRecord[],
  fixOf: (id: string) => string | undefined,
): string[] {
  const rows = evaluations
    .slice(0, SHOWN)
    .map(
      (evaluation) =>
        `| ${evaluation.rule.severity} | ${cell(placeOf(evaluation))} | ${cell(evaluation.reason)} | ${cell(evaluation.remedied ?? fixOf(evaluation.rule.id) ?? "")} | ${evaluation.rule.id} |`,
    );
  const more = evaluations.length - rows.length;
  return [
    `| Severity | Where | ${title} | Fix | Rule |`,
    "|---|---|---|---|---|",
    ...rows,
    ...(more > 0 ? ["", `and ${more} more.`] : []),
  ];
}

function placeOf({ subject }: PolicyEvaluationRecord): string {
  return subject.source === undefined ? subject.name : `${subject.source.file}:${subject.source.line}`;
}

/** Names are chosen by others: what Markdown or HTML would read as their own is escaped, and a cell is one line. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "&#64;");
}
