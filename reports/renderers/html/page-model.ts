import { groupBy } from "../../assess/group-by";
import type { Evaluation, Report, ResourceResult, RuleResult } from "../../model/report";

/** Look-ups over a report that several parts of the page share. */
export interface PageModel {
  readonly report: Report;
  readonly ruleById: ReadonlyMap<string, RuleResult>;
  readonly evaluationsByRule: ReadonlyMap<string, readonly Evaluation[]>;
  readonly evaluationsByResource: ReadonlyMap<number, readonly Evaluation[]>;
  /** `q12`: short, for it occurs once a result. */
  readonly ruleAnchor: (id: string) => string;
  /** With many results only those that do not pass show their record; the others are in the records and findings beside the page. */
  readonly showPassingRecords: boolean;
  /** Lists of checks passed, each once: `resource.passes` refers to one by its index. */
  readonly passLists: readonly (readonly string[])[];
  readonly passListOf: ReadonlyMap<number, number>;
  /** Lists of resources (indexes) that pass a check in a stack, each once; keyed by the indexes, joined with a space. */
  readonly populations: ReadonlyMap<
    string,
    { readonly number: number; readonly stack: string; readonly resources: readonly number[] }
  >;
}

/** The key of a list of results in `populations`. */
export function populationKey(evaluations: readonly Evaluation[]): string {
  return evaluations.map(({ resource }) => resource).join(" ");
}

const MAX_PASSING_RECORDS = 5000;

export function pageModel(report: Report): PageModel {
  const evaluationsByRule = groupBy(report.evaluations, ({ rule }) => rule);
  const evaluationsByResource = groupBy(report.evaluations, ({ resource }) => resource);
  const anchors = new Map(report.rules.map((rule, index) => [rule.id, `q${index + 1}`]));
  const passLists: (readonly string[])[] = [];
  const passListOf = new Map<number, number>();
  const seen = new Map<string, number>();
  for (const [index] of report.resources.entries()) {
    const passes = (evaluationsByResource.get(index) ?? [])
      .filter(({ state }) => state === "pass")
      .map(({ rule }) => rule);
    if (passes.length === 0) continue;
    const key = passes.join("\n");
    const known = seen.get(key) ?? passLists.push(passes) - 1;
    seen.set(key, known);
    passListOf.set(index, known);
  }
  const showPassingRecords = report.counts.evaluations.pass <= MAX_PASSING_RECORDS;
  return {
    report,
    ruleById: new Map(report.rules.map((rule) => [rule.id, rule])),
    evaluationsByRule,
    evaluationsByResource,
    ruleAnchor: (id) => anchors.get(id) ?? "checks",
    showPassingRecords,
    passLists,
    passListOf,
    populations: showPassingRecords ? new Map() : sharedPopulations(evaluationsByRule.values()),
  };
}

function sharedPopulations(evaluationsByRule: Iterable<readonly Evaluation[]>): PageModel["populations"] {
  const found = new Map<string, { number: number; stack: string; resources: readonly number[] }>();
  for (const evaluations of evaluationsByRule) {
    const passing = evaluations.filter(({ state }) => state === "pass");
    for (const [stack, own] of groupBy(passing, (one) => one.stack)) {
      const key = populationKey(own);
      if (!found.has(key))
        found.set(key, { number: found.size + 1, stack, resources: own.map(({ resource }) => resource) });
    }
  }
  return found;
}

export function resourceAnchor(index: number): string {
  return `r${index + 1}`;
}

/** Types repeat on every row: `aws:s3/bucket:Bucket` is read as `s3 Bucket` where space is short. */
export function shortType({ type }: Pick<ResourceResult, "type">): string {
  const [provider, module = "", name] = type.split(":");
  return provider === "aws" && name !== undefined ? `${module.split("/")[0]} ${name}` : type;
}
