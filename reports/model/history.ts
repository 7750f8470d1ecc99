import type { State, StateCounts } from "./state";

/** What changed between two times, or between two reports. */
export interface Drift {
  /** ISO 8601, UTC: the earlier of the two. */
  readonly since: string;
  /** Rows whose state is another now, in the order of the text. */
  readonly citations: readonly { readonly citation: string; readonly before: State; readonly after: State }[];
  /** By kind, then rule, stack, resource. */
  readonly results: readonly ResultChange[];
  /** Results on resources that are gone: nothing is left to be judged. */
  readonly gone: number;
}

/**
 * `new`: fails and did not. `reopened`: fails, did not, and had failed before that. `fixed`: failed, and now passes or does not apply.
 * `waived`: failed, and a waiver covers it now. `lost-coverage`: was judged, the resource is still there, and nothing in date judges it now.
 */
export const CHANGE_KINDS = ["new", "reopened", "lost-coverage", "waived", "fixed"] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ResultChange {
  readonly kind: ChangeKind;
  readonly rule: string;
  readonly stack: string;
  readonly urn: string;
  readonly name: string;
  /** Undefined where there was no result. */
  readonly before?: State;
  readonly after?: State;
}

/** States at the end of a month, or at the time of the report. */
export interface TrendPoint {
  readonly asOf: string;
  readonly citations: StateCounts;
  readonly evaluations: StateCounts;
}

/** Minutes of a period that a check held for a resource, and that it did not. Their sum is the time the resource was there. */
export interface Minutes {
  readonly pass: number;
  readonly fail: number;
  readonly waived: number;
  readonly "not-applicable": number;
  /** Nothing in date said: before the first look, after a record's end, or where the check was undetermined. */
  readonly unknown: number;
}

/** How controls operated over a period, and not on its last day alone (SOC 2 type II). */
export interface Operation {
  readonly from: string;
  readonly to: string;
  /** One a check, by rule. */
  readonly rules: readonly { readonly rule: string; readonly resources: number; readonly minutes: Minutes }[];
  /** One a check and resource, by rule, stack, resource. */
  readonly rows: readonly OperationRow[];
}

export interface OperationRow {
  readonly rule: string;
  readonly stack: string;
  readonly urn: string;
  readonly name: string;
  readonly minutes: Minutes;
}

/** Resources to look at by hand, drawn so that neither side can choose them. */
export interface Sample {
  /** Hex: a value that was published after the population was fixed, such as the hash of the ledger's next head. */
  readonly seed: string;
  /** The most that is drawn of one population. */
  readonly size: number;
  /** One a check with a population, by rule. */
  readonly draws: readonly Draw[];
}

export interface Draw {
  readonly rule: string;
  /** Resources that the check judged. */
  readonly population: number;
  /** In the order of their hashes. */
  readonly drawn: readonly {
    readonly stack: string;
    readonly urn: string;
    readonly state: State;
    readonly hash: string;
  }[];
}
