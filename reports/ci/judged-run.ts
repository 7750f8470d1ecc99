import type { RuleInfo } from "../../policies/rule";
import type { PolicyEvaluationRecord, PolicyRecord, PolicyRunRecord, Waiver } from "../../policies/record";

/** One policy run with what it found, as the outputs for CI are drawn from it. */
export interface JudgedRun {
  readonly run: PolicyRunRecord;
  /** Sorted by rule and resource. */
  readonly evaluations: readonly PolicyEvaluationRecord[];
}

/** What the outputs for CI show. */
export interface CiReport {
  readonly runs: readonly JudgedRun[];
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** File that a finding points at where nobody told the line: the program's entry, relative to the repository's root. */
  readonly entryFile: string;
  /** Folder of the Pulumi project relative to the repository's root, "" for the root; positions are told below the project. */
  readonly projectFolder: string;
}

/** @param records of any number of runs, in any order. */
export function judgedRuns(records: readonly PolicyRecord[]): JudgedRun[] {
  const evaluations = new Map<string, PolicyEvaluationRecord[]>();
  for (const record of records) {
    if (record.kind !== "policy-evaluation") continue;
    const list = evaluations.get(record.runId);
    if (list === undefined) evaluations.set(record.runId, [record]);
    else list.push(record);
  }
  return records
    .flatMap((record) => (record.kind === "policy-run" ? [record] : []))
    .sort((a, b) => compare(keyOf(a), keyOf(b)))
    .map((run) => ({ run, evaluations: [...(evaluations.get(run.runId) ?? [])].sort(byRuleAndResource) }));
}

/** Runs are told apart by pack and stack: `phiguard-hipaa/clinic/prod`. */
export function keyOf({ source, project, stack }: PolicyRunRecord): string {
  return `${source.pack}/${project}/${stack}`;
}

export type Verdict = "blocks" | "advises" | "waived" | "open" | "corrected" | "pass" | "not-applicable";

export function verdictOf(evaluation: PolicyEvaluationRecord): Verdict {
  if (evaluation.waiver !== undefined) return "waived";
  if (evaluation.remedied !== undefined) return "corrected";
  if (evaluation.enforcement === "mandatory") return "blocks";
  if (evaluation.result === "undetermined") return "open";
  if (evaluation.result === "fail") return "advises";
  return evaluation.result;
}

export function waiverOf(run: PolicyRunRecord, id: string | undefined): Waiver | undefined {
  for (const status of run.waivers) if (status.kind === "in-force" && status.waiver.id === id) return status.waiver;
  return undefined;
}

function byRuleAndResource(a: PolicyEvaluationRecord, b: PolicyEvaluationRecord): number {
  return compare(a.rule.id, b.rule.id) || compare(a.subject.urn, b.subject.urn);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
