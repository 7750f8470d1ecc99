import { securityRule } from "../../policies/controls";
import type { DecisionEntry } from "../model/report";

/** A decision as an organisation file has it. Synthetic. */
export function decision(citation: string, more: Partial<DecisionEntry> = {}): DecisionEntry {
  return {
    citation,
    decision: "implemented",
    reason: "As the rule says.",
    owner: "Platform team",
    approver: "Security officer",
    decidedOn: "2026-02-01",
    reviewOn: "2027-02-01",
    ...more,
  };
}

export const ADDRESSABLE: readonly string[] = securityRule()
  .rows.filter(({ obligation }) => obligation === "addressable")
  .map(({ citation }) => citation);

/** One for each addressable specification. */
export function allDecisions(): DecisionEntry[] {
  return ADDRESSABLE.map((citation) => decision(citation));
}
