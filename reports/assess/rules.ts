import type { ControlLinks, PolicyEvaluationRecord } from "../../policies/record";
import type { Evaluation, NotJudged, RuleInStack, RuleResult, StackScope } from "../model/report";
import type { RuleInfo } from "../model/rule-info";
import { countStates } from "../model/state";
import type { State } from "../model/state";

import { isAccountScope } from "./account-checks";
import { fold } from "./fold";
import { compare, groupBy } from "./group-by";
import type { CurrentRun } from "./runs";

/** The catalogue of rules, and besides it rules that only records know: their results are not thrown away. */
export function knownRules(
  rules: readonly RuleInfo[],
  runs: readonly CurrentRun[],
): { readonly rules: ReadonlyMap<string, RuleInfo>; readonly unknown: ReadonlySet<string> } {
  const all = new Map(rules.map((rule) => [rule.id, rule]));
  const unknown = new Set<string>();
  for (const { record } of runs.flatMap((run) => run.current)) {
    if (all.has(record.rule.id)) continue;
    all.set(record.rule.id, fromRecord(record));
    unknown.add(record.rule.id);
  }
  return { rules: new Map([...all].sort(([a], [b]) => compare(a, b))), unknown };
}

function fromRecord({ rule, controls, subject }: PolicyEvaluationRecord): RuleInfo {
  const title = `${rule.id} (no longer in the catalogue of rules)`;
  return {
    id: rule.id,
    title,
    severity: rule.severity,
    scope: "resource",
    types: [subject.type],
    controls,
    source: "",
    fix: "",
  };
}

/** One row a rule, whether or not it was ever run; by id. */
export function assessRules(
  catalogue: ReturnType<typeof knownRules>,
  evaluations: readonly Evaluation[],
  runs: readonly CurrentRun[],
  stacks: readonly StackScope[],
  cites: keyof ControlLinks,
): RuleResult[] {
  const byRule = groupBy(evaluations, ({ rule }) => rule);
  const runRules = new Map(runs.map((run) => [run, new Map(run.run?.record.rules.map((rule) => [rule.id, rule]))]));
  return [...catalogue.rules.values()].map((rule): RuleResult => {
    const inStacks = groupBy(byRule.get(rule.id) ?? [], ({ stack }) => stack);
    // A check of programs says nothing of accounts, and one of accounts nothing of programs.
    const places = stacks.filter(({ key }) => isAccountScope(key) === (rule.of === "account"));
    const byStack = places.map(({ key }): RuleInStack => {
      const own = runs.filter((run) => run.stack === key);
      const seen = own.map((run) => ({ run, rule: runRules.get(run)!.get(rule.id) }));
      return ruleInStack(key, inStacks.get(key) ?? [], seen);
    });
    return {
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      scope: rule.scope,
      types: rule.types,
      source: rule.source,
      why: rule.why,
      fix: rule.fix,
      citations: rule.controls[cites] ?? [],
      hipaa: rule.controls.hipaa ?? [],
      nistCsf: rule.controls.nistCsf ?? [],
      soc2: rule.controls.soc2 ?? [],
      known: !catalogue.unknown.has(rule.id),
      // No stack at all is no evidence; fold alone would call it not applicable.
      state: byStack.length === 0 ? "no-evidence" : fold(byStack.map(({ state }) => state)),
      byStack,
    };
  });
}

interface SeenIn {
  readonly run: CurrentRun;
  readonly rule: { readonly inScope: number; readonly enforcement: string } | undefined;
}

function ruleInStack(stack: string, evaluations: readonly Evaluation[], seen: readonly SeenIn[]): RuleInStack {
  const states: State[] = evaluations.map(({ state }) => state);
  const counts = countStates(states);
  const reasons: string[] = [];
  const add = (state: State, reason: string) => {
    states.push(state);
    reasons.push(reason);
  };
  const holders = seen.filter(({ run, rule }) => rule !== undefined || run.run === undefined);
  if (seen.length === 0) add("no-evidence", "No run of this stack is on record.");
  else if (holders.length === 0) add("no-evidence", "The pack that ran did not hold this check.");
  if (holders.some(({ run }) => run.run === undefined)) {
    add("undetermined", "The record of the run is missing, so it is not known which resources there were.");
  } else if (holders.some(({ run }) => !run.complete)) {
    add("undetermined", "The run ended before all resources were seen.");
  }
  const inScope = holders.reduce((most, { rule }) => Math.max(most, rule?.inScope ?? 0), 0);
  const off = holders.length > 0 && holders.every(({ rule }) => rule?.enforcement === "disabled");
  if (off) add("no-evidence", "The check was switched off in this run.");
  else if (inScope > evaluations.length) {
    const missing = inScope - evaluations.length;
    add(
      "no-evidence",
      `The run had ${inScope} in scope, and ${missing} of these results ${missing === 1 ? "is" : "are"} not on record.`,
    );
  }
  if (states.length === 0) add("not-applicable", "The stack has no resource of its types.");
  const known = holders.some(({ rule }) => rule !== undefined);
  return { stack, state: fold(states), reasons, inScope: known ? inScope : undefined, counts };
}

/** Everything that was not judged, with why; by kind, stack, subject. */
export function listNotJudged(
  rules: readonly RuleResult[],
  evaluations: readonly Evaluation[],
  stacks: readonly StackScope[],
  unruled: readonly { readonly stack: string; readonly type: string; readonly count: number }[],
): NotJudged[] {
  const found: NotJudged[] = [];
  const open = evaluations.filter(({ state }) => state === "undetermined" || state === "not-applicable");
  for (const group of groupBy(open, (one) => JSON.stringify([one.state, one.stack, one.rule, one.reason])).values()) {
    const { state, stack, rule, reason } = group[0]!;
    const kind = state === "undetermined" ? "unknown-value" : "condition";
    found.push({ kind, stack, subject: rule, count: group.length, why: reason });
  }
  for (const rule of rules) {
    for (const { stack, state, reasons } of rule.byStack) {
      const kind = state === "not-applicable" ? "empty-population" : "not-run";
      for (const why of reasons) found.push({ kind, stack, subject: rule.id, count: 0, why });
    }
  }
  for (const { stack, type, count } of unruled) {
    found.push({ kind: "no-rule", stack, subject: type, count, why: "No check of the pack is about this type." });
  }
  for (const stack of stacks) {
    for (const run of stack.runs) {
      for (const why of run.notes) found.push({ kind: "run-note", stack: stack.key, subject: run.pack, count: 0, why });
    }
  }
  const order: readonly NotJudged["kind"][] = [
    "run-note",
    "not-run",
    "unknown-value",
    "condition",
    "empty-population",
    "no-rule",
  ];
  return found.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      compare(a.stack ?? "", b.stack ?? "") ||
      compare(a.subject, b.subject) ||
      compare(a.why, b.why),
  );
}
