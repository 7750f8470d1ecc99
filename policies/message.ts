import type { Evaluation } from "./judge";
import type { PropertyRead, Waiver } from "./record";
import { shortType } from "./resource";

/** What the engineer reads under the rule's title: the resource, what is wrong, what decided it, the fix, the citation. */
export function messageOf(evaluation: Evaluation, waiver: Waiver | undefined): string {
  const { rule, result } = evaluation;
  const cited = `Cites ${citations(evaluation)}; ${rule.source}`;
  if (result === "undetermined") {
    return [
      `${subjectOf(evaluation)} can't be judged yet. ${evaluation.reason}`,
      evaluation.level === "mandatory"
        ? "It blocks until it can be judged: make the value known at preview, or the setting plain in the program."
        : rule.scope === "resource"
          ? "It is judged again at update, before the resource is made."
          : "It is judged again at the end of the update.",
      `Expected: ${rule.fix}`,
      cited,
    ].join("\n");
  }
  const lines = [breachOf(evaluation)];
  if (waiver !== undefined)
    lines.push(`Waived until ${waiver.end} by ${waiver.approver} (${waiver.id}): ${waiver.reason}`);
  return [...lines, `Fix: ${rule.fix}`, cited].join("\n");
}

/** The breach in one sentence, as the record keeps it. */
export function breachOf(evaluation: Evaluation): string {
  const decided = evaluation.finds.map((path) => describe(path, evaluation.reads)).join("; ");
  return `${subjectOf(evaluation)} ${evaluation.rule.says}${decided === "" ? "" : ` (${decided})`}.`;
}

function subjectOf({ type, name }: Evaluation): string {
  return type === "pulumi:pulumi:Stack" ? `Stack "${name}"` : `${shortType(type)} "${name}"`;
}

function describe(path: string, reads: readonly PropertyRead[]): string {
  const read = reads.find((item) => item.path === path);
  if (read?.value !== undefined) return `${path} is ${JSON.stringify(read.value)}`;
  if (read?.state === "absent") return `${path} is not set`;
  return read === undefined && !path.includes(".") && /^[A-Z]/.test(path) ? `no ${path} names it` : path;
}

function citations(evaluation: Evaluation): string {
  const { hipaa = [], nistCsf = [], soc2 = [] } = evaluation.rule.controls;
  const first = [...hipaa.map((id) => `45 CFR ${id}`), ...nistCsf, ...soc2];
  return first.length > 3 ? `${first.slice(0, 3).join(", ")} and ${first.length - 3} more` : first.join(", ");
}
