import type { CitationResult, Gap, RuleResult, WaiverResult } from "../model/report";
import type { State } from "../model/state";

import { bySeverity } from "../../policies/record";

const OPEN: readonly State[] = ["fail", "stale", "undetermined", "no-evidence"];
const SEVERITY_WEIGHT = { critical: 0, high: 1, medium: 2, low: 3 } as const;

/**
 * Every open citation that has something of its own to mend, worst first: failures by the severity of their worst check, then the
 * other states in their order; required before addressable; then the order of the law. A standard or general rule that is open
 * only because of the rows below it is left out, for its rows are in the list.
 */
export function listGaps(
  citations: readonly CitationResult[],
  rules: readonly RuleResult[],
  waivers: readonly WaiverResult[],
): Gap[] {
  const ruleById = new Map(rules.map((rule) => [rule.id, rule]));
  const weight = (citation: CitationResult) => {
    const failing = citation.links
      .flatMap(({ rule }) => ruleById.get(rule) ?? [])
      .filter(({ state }) => state === "fail");
    const worst = [...failing].sort(bySeverity)[0];
    return [
      OPEN.indexOf(citation.state),
      worst === undefined ? 4 : SEVERITY_WEIGHT[worst.severity],
      citation.row.obligation === "addressable" ? 1 : 0,
      -failing.length,
    ];
  };
  return citations
    .map((citation, index) => ({ citation, index, weight: weight(citation) }))
    .filter(({ citation }) => OPEN.includes(citation.state) && ownDeciding(citation).length > 0)
    .sort((a, b) => compareLists(a.weight, b.weight) || a.index - b.index)
    .map(({ citation }): Gap => {
      const own = ownDeciding(citation);
      const open = citation.parts.filter((part) => OPEN.includes(part.state) && !isDerived(part.kind));
      const owner = open.find((part) => part.owner !== undefined)?.owner ?? waiverOwner(citation, waivers);
      return {
        citation: citation.row.citation,
        title: citation.row.specification ?? citation.row.standard,
        state: citation.state,
        what: own.map(({ reason }) => reason).join(" "),
        nextSteps: [...new Set(open.flatMap(({ nextStep }) => nextStep ?? []))],
        owner,
      };
    });
}

function ownDeciding(citation: CitationResult) {
  return citation.decidedBy.map((index) => citation.parts[index]!).filter((part) => !isDerived(part.kind));
}

function isDerived(kind: string): boolean {
  return kind === "specifications" || kind === "general";
}

/** Whoever owned a waiver of one of its checks is the one to ask. */
function waiverOwner(citation: CitationResult, waivers: readonly WaiverResult[]): string | undefined {
  return waivers.find((waiver) => citation.links.some(({ rule }) => rule === waiver.rule))?.owner;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
