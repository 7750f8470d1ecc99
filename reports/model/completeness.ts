import type { State } from "./state";

/** What has to be said before a report may be called complete. That it was said does not mean that it is well. */
export interface Completeness {
  readonly complete: boolean;
  /** By kind, then subject. */
  readonly open: readonly CompletenessGap[];
}

export interface CompletenessGap {
  /** A decision of 164.306(d)(3), a stack or an account and region that was expected, or an entry that counts for nothing. */
  readonly kind: "decision" | "place" | "entry";
  readonly subject: string;
  readonly why: string;
}

/** How the addressable specifications would stand if the rule proposed on 2025-01-06 (RIN 0945-AA22) became law as it was proposed. */
export interface ProposedRow {
  readonly citation: string;
  readonly decision: "none" | "implemented" | "alternative" | "not-applicable";
  readonly now: State;
  readonly proposed: State;
  /** It is closed now, and would be open, or the decision that it rests on would no longer be allowed. */
  readonly becomesGap: boolean;
  readonly why: string;
}

/** An account as its regions and sources told of it. */
export interface AccountScope {
  /** Twelve digits. */
  readonly account: string;
  readonly state: State;
  /** By name. */
  readonly regions: readonly RegionScope[];
}

export interface RegionScope {
  readonly region: string;
  readonly state: State;
  /** Whether the organisation file names it. */
  readonly expected: boolean;
  /** By name. */
  readonly sources: readonly {
    readonly source: string;
    readonly complete: boolean;
    readonly observedAt: string;
    readonly resources: number;
    /** What was not read. */
    readonly missing: readonly string[];
  }[];
}
