/** The seven states, never confused. They are ordered for display: what needs work first. */
export const STATES = ["fail", "stale", "undetermined", "no-evidence", "waived", "pass", "not-applicable"] as const;

export type State = (typeof STATES)[number];

export type StateCounts = Readonly<Record<State, number>>;

export const STATE_WORDS: Readonly<Record<State, string>> = {
  pass: "pass",
  fail: "fail",
  "not-applicable": "not applicable",
  undetermined: "undetermined",
  stale: "stale",
  waived: "waived",
  "no-evidence": "no evidence",
};

/** One sentence each, shown beside the matrix and in the method. */
export const STATE_MEANINGS: Readonly<Record<State, string>> = {
  pass: "Every part was shown, by evidence that is in date.",
  fail: "At least one part was shown not to hold.",
  "not-applicable": "It does not apply, and the reason is written down.",
  undetermined: "Something was shown, but not enough to say pass or fail.",
  stale: "What was shown is out of date at the time of this report.",
  waived: "It fails, and a waiver with owner, approver and end date covers the failure.",
  "no-evidence": "Nothing was shown.",
};

export function countStates(states: Iterable<State>): StateCounts {
  const counts: Record<State, number> = {
    fail: 0,
    stale: 0,
    undetermined: 0,
    "no-evidence": 0,
    waived: 0,
    pass: 0,
    "not-applicable": 0,
  };
  for (const state of states) counts[state] += 1;
  return counts;
}
