import type { Evaluation } from "./judge";
import type { PropertyRead, Waiver } from "./record";
import type { Change } from "./remedy";
import { shortType } from "./resource";
import type { Rule } from "./rule";

/** What the engineer reads under the rule's title: the resource, what is wrong, what decided it, the fix, the citation. */
export function messageOf(evaluation: Evaluation, waiver: Waiver | undefined): string {
  const { rule, result } = evaluation;
  if (evaluation.remedied !== undefined) return remediedMessage(evaluation, evaluation.remedied);
  const cited = `Cites ${citations(evaluation)}; ${rule.source}`;
  if (result === "undetermined") {
    return [
      `${subjectOf(evaluation)} can't be judged yet. ${evaluation.reason}`,
      evaluation.level === "mandatory"
        ? "It blocks until it can be judged: make the value known at preview, or the setting plain in the program."
        : judgedAgain(rule),
      `Expected: ${rule.fix}`,
      cited,
    ].join("\n");
  }
  const lines = [breachOf(evaluation)];
  if (waiver !== undefined)
    lines.push(`Waived until ${waiver.end} by ${waiver.approver} (${waiver.id}): ${waiver.reason}`);
  return [...lines, `Fix: ${rule.fix}`, cited].join("\n");
}

/** What several rules wait for: the same values of one resource, told once. */
export function openMessage(evaluations: readonly [Evaluation, ...Evaluation[]]): string {
  const [first] = evaluations;
  return [
    `${subjectOf(first)} can't be judged yet by ${evaluations.length} rules. ${first.reason}`,
    judgedAgain(first.rule),
    `Rules: ${evaluations.map(({ rule }) => rule.id).join(", ")}`,
  ].join("\n");
}

function judgedAgain({ scope }: Rule): string {
  return scope === "resource"
    ? "It is judged again at update, before the resource is made."
    : "It is judged again at the end of the update.";
}

/** What `remediate` mode did, for the engineer who should write it into the program. */
function remediedMessage(evaluation: Evaluation, changes: readonly Change[]): string {
  return `${subjectOf(evaluation)} ${evaluation.rule.says}; this run corrects it. Write it into the program:\n${codeOf(changes)}`;
}

/** Changes as code: `metadataOptions: { httpTokens: "required" }, monitoring: true`; one inside a list is named by its place. */
export function codeOf(changes: readonly Change[]): string {
  return changes
    .map(({ path, value }) => {
      if (value === undefined) return `leave out ${path}`;
      if (path.includes("[")) return `${path} = ${literal(value)}`;
      const steps = path.split(".");
      return steps.reduceRight(
        (inner, step, at) => (at === 0 ? `${step}: ${inner}` : `{ ${step}: ${inner} }`),
        literal(value),
      );
    })
    .join(", ");
}

function literal(value: unknown): string {
  return JSON.stringify(value).replace(/"([A-Za-z_]\w*)":/g, "$1: ");
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
