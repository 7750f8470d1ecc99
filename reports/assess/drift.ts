import { CHANGE_KINDS, type ChangeKind, type Drift, type ResultChange } from "../model/history";
import type { Evaluation, Report } from "../model/report";
import type { State } from "../model/state";

import { compare } from "./group-by";

/** The part of a report that is compared. */
export type Compared = Pick<Report, "asOf" | "citations" | "evaluations" | "resources">;

/** Identifies a result over time. */
export const resultKey = (rule: string, stack: string, urn: string): string => JSON.stringify([rule, stack, urn]);

const JUDGED: ReadonlySet<State> = new Set(["pass", "fail", "waived", "not-applicable"]);
const HELD: ReadonlySet<State> = new Set(["pass", "not-applicable"]);

/**
 * What changed from one report to a later one. `failedEarlier` holds the keys of results that failed at any time before the first of
 * the two: only with it can a failure be told to have come back.
 */
export function driftBetween(before: Compared, after: Compared, failedEarlier: ReadonlySet<string>): Drift {
  const stateBefore = statesOf(before);
  const stateAfter = statesOf(after);
  const there = new Map(after.resources.map((resource) => [`${resource.stack}\n${resource.urn}`, resource]));
  const results: ResultChange[] = [];
  let gone = 0;
  for (const [key, then] of stateBefore) {
    const now = stateAfter.get(key);
    if (now === undefined && !there.has(`${then.stack}\n${then.urn}`)) {
      gone += 1;
      continue;
    }
    const kind = kindOf(then.state, now?.state, () => failedEarlier.has(key));
    if (kind !== undefined) results.push(change(kind, then, then.state, now?.state));
  }
  for (const [key, now] of stateAfter) {
    if (stateBefore.has(key)) continue;
    const kind = kindOf(undefined, now.state, () => failedEarlier.has(key));
    if (kind !== undefined) results.push(change(kind, now, undefined, now.state));
  }
  const rank = ({ kind }: ResultChange): number => CHANGE_KINDS.indexOf(kind);
  return {
    since: before.asOf,
    citations: citationChanges(before, after),
    results: results.sort(
      (a, b) => rank(a) - rank(b) || compare(a.rule, b.rule) || compare(a.stack, b.stack) || compare(a.urn, b.urn),
    ),
    gone,
  };
}

function kindOf(
  before: State | undefined,
  after: State | undefined,
  failedEarlier: () => boolean,
): ChangeKind | undefined {
  if (after === "fail") return before === "fail" ? undefined : failedEarlier() ? "reopened" : "new";
  if (before === "fail" && after === "waived") return "waived";
  if (before === "fail" && after !== undefined && HELD.has(after)) return "fixed";
  const lost = before !== undefined && JUDGED.has(before) && (after === undefined || !JUDGED.has(after));
  return lost ? "lost-coverage" : undefined;
}

interface Placed {
  readonly rule: string;
  readonly stack: string;
  readonly urn: string;
  readonly name: string;
  readonly state: State;
}

function statesOf({ evaluations, resources }: Compared): Map<string, Placed> {
  return new Map(
    evaluations.map(({ rule, stack, resource, state }: Evaluation) => {
      const { urn, name } = resources[resource]!;
      return [resultKey(rule, stack, urn), { rule, stack, urn, name, state }];
    }),
  );
}

function change(kind: ChangeKind, { rule, stack, urn, name }: Placed, before?: State, after?: State): ResultChange {
  return {
    kind,
    rule,
    stack,
    urn,
    name,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function citationChanges(before: Compared, after: Compared): Drift["citations"] {
  const then = new Map(before.citations.map(({ row, state }) => [row.citation, state]));
  return after.citations.flatMap(({ row: { citation }, state }) => {
    const earlier = then.get(citation);
    return earlier === undefined || earlier === state ? [] : [{ citation, before: earlier, after: state }];
  });
}
