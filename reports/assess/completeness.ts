import type { Completeness, CompletenessGap } from "../model/completeness";
import type { CitationResult, Registers, StackScope } from "../model/report";

import { compare } from "./group-by";

/**
 * Whether everything was said that has to be said before a report is handed over: a decision for each addressable specification, by an
 * approver and in date (164.306(d)(3)); a finished run of each stack, account and region that was expected; no entry that counts for
 * nothing. Open citations do not make a report incomplete: that they are open is what it says.
 */
export function completenessOf(
  citations: readonly CitationResult[],
  stacks: readonly StackScope[],
  { expectedStacks, expectedPlaces, problems }: Registers,
): Completeness {
  const decisions = citations
    .filter(({ row }) => row.obligation === "addressable")
    .flatMap(({ row, parts }): CompletenessGap[] => {
      const decision = parts.find(({ kind }) => kind === "decision");
      if (decision?.state === "pass" || decision?.state === "not-applicable") return [];
      return [{ kind: "decision", subject: row.citation, why: decision?.reason ?? "No decision is on record." }];
    });
  const places = [...expectedStacks, ...expectedPlaces].flatMap((key): CompletenessGap[] => {
    const runs = stacks.find((stack) => stack.key === key)?.runs ?? [];
    if (runs.length === 0) return [{ kind: "place", subject: key, why: "It was expected, and no run is on record." }];
    return runs.every(({ complete }) => complete)
      ? []
      : [{ kind: "place", subject: key, why: "A run of it ended before everything was seen." }];
  });
  const entries = problems.map(({ where, problem }): CompletenessGap => ({
    kind: "entry",
    subject: where,
    why: problem,
  }));
  const open = [...decisions, ...entries, ...places].sort(
    (a, b) => compare(a.kind, b.kind) || compare(a.subject, b.subject) || compare(a.why, b.why),
  );
  return { complete: open.length === 0, open };
}
