import type { State } from "../model/state";

/**
 * The states form a lattice, and a whole is the join of its parts:
 *
 *     fail ─ stale ─ undetermined ─┬─ waived ─ pass ─┬─ not-applicable
 *                                  └─ no-evidence ───┘
 *
 * `not-applicable` is the bottom: it takes nothing away and adds nothing. `no-evidence` joined with something that was shown
 * (pass, waived) is `undetermined`: part of the whole was shown, part was not. Stale lies above undetermined, for old evidence has
 * to be collected again before anything can be determined. A join is associative, commutative and idempotent, so neither the order
 * nor the grouping of evidence can change a status, and making one part worse never makes the whole better.
 */
const HEIGHT: Readonly<Record<State, number>> = {
  "not-applicable": 0,
  pass: 1,
  waived: 2,
  "no-evidence": 2,
  undetermined: 3,
  stale: 4,
  fail: 5,
};

export function join(a: State, b: State): State {
  if (a === b || b === "not-applicable") return a;
  if (a === "not-applicable") return b;
  const oneWithoutEvidence = a === "no-evidence" || b === "no-evidence";
  const top = HEIGHT[a] > HEIGHT[b] ? a : b;
  return oneWithoutEvidence && HEIGHT[top] <= HEIGHT["no-evidence"] ? "undetermined" : top;
}

/** The join of all parts. Of no parts it is `not-applicable`: a caller for whom nothing means no evidence must say so itself. */
export function fold(states: Iterable<State>): State {
  let whole: State = "not-applicable";
  for (const state of states) whole = join(whole, state);
  return whole;
}

/** Of the parts of a whole, those that made it what it is: the ones a reader has to look at. */
export function deciding<Part extends { readonly state: State }>(
  parts: readonly Part[],
  whole: State,
): readonly Part[] {
  // A part without evidence keeps open what is otherwise shown, so it decides beside the undetermined ones.
  return parts.filter(({ state }) => state === whole || (whole === "undetermined" && state === "no-evidence"));
}
