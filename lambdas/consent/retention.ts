import type { ConsentEvent } from "./event";
import { ACCOUNTING_YEARS, RETENTION_YEARS } from "./law";
import type { Disclosure } from "./disclosure";
import { stateOf, type ConsentState, type Span } from "./state";

/** What stays after an erasure, why, and until when it may (ISO 8601; without it, for as long as it is in force). */
export interface Kept {
  readonly what: "consent" | "restriction" | "override" | "withdrawal" | "hold" | "erasure" | "disclosure" | "records";
  readonly count: number;
  readonly law: string;
  /** When the last of them may go. */
  readonly until?: string;
}

export interface ErasurePlan {
  /** Versions of events that no law keeps any more. */
  readonly versions: readonly number[];
  /** Ids of disclosures of which the same is true. */
  readonly disclosures: readonly string[];
  readonly kept: readonly Kept[];
}

const KEPT_BY: Readonly<Record<Exclude<Kept["what"], "records">, string>> = {
  consent: "45 CFR 164.508(b)(6), 164.530(j)(2); 42 CFR 2.31",
  restriction: "45 CFR 164.522(a)(3), 164.530(j)(2)",
  override: "45 CFR 164.530(j)(2); 42 CFR 2.51(c)",
  withdrawal: "45 CFR 164.508(b)(5), 164.530(j)(2)",
  hold: "45 CFR 164.528(a)(2)(ii), 164.530(j)(2)",
  erasure: "45 CFR 164.530(j)(2)",
  disclosure: "45 CFR 164.528(a)(1), 164.528(d)",
};

/** Clinical records are not this service's: the law that keeps them is the provider's and the state's; this is the least for hospitals. */
const RECORDS: Kept = { what: "records", count: 0, law: "42 CFR 482.24(b)(1), state law on medical records" };

/** HIPAA gives no right to erasure of records; of what this service keeps, what the law does not keep goes. */
export function erasurePlan(
  events: readonly ConsentEvent[],
  disclosures: readonly Disclosure[],
  at: Date,
): ErasurePlan {
  const state = stateOf(events);
  const ends = events.map((event) => ({ event, what: kindOf(event), endMs: retainedUntil(event, state) }));
  const gone = ends.filter(({ event, endMs }) => endMs <= at.getTime() && event.version !== state.version);
  const versions = gone.map(({ event }) => event.version);
  const stay = ends.filter(({ event }) => !versions.includes(event.version));
  const told = disclosures.map(({ id, at: when }) => ({ id, endMs: yearsAfter(Date.parse(when), ACCOUNTING_YEARS) }));
  const oldOnes = told.filter(({ endMs }) => endMs <= at.getTime());
  const newOnes = told.filter(({ endMs }) => endMs > at.getTime());
  const kinds = [...new Set(stay.map(({ what }) => what))].sort();
  return {
    versions,
    disclosures: oldOnes.map(({ id }) => id),
    kept: [
      ...kinds.map((what) =>
        kept(
          what,
          stay.filter((one) => one.what === what),
        ),
      ),
      ...(newOnes.length === 0 ? [] : [kept("disclosure", newOnes)]),
      RECORDS,
    ],
  };
}

function kept(what: Exclude<Kept["what"], "records">, of: readonly { readonly endMs: number }[]): Kept {
  const last = Math.max(...of.map(({ endMs }) => endMs));
  return {
    what,
    count: of.length,
    law: KEPT_BY[what],
    ...(Number.isFinite(last) && { until: new Date(last).toISOString() }),
  };
}

function kindOf({ change }: ConsentEvent): Exclude<Kept["what"], "records" | "disclosure"> {
  const kinds = {
    grant: "consent",
    restrict: "restriction",
    withdraw: "withdrawal",
    override: "override",
    hold: "hold",
    erase: "erasure",
  } as const;
  return kinds[change.kind];
}

/** Six years from when it was made or last in effect, whichever is later (164.530(j)(2)); a withdrawal goes with what it ended. */
function retainedUntil({ at, change }: ConsentEvent, state: ConsentState): number {
  const made = Date.parse(at);
  const spans: readonly (Span & { readonly id?: string; readonly recordedMs: number })[] = [
    ...state.permissions,
    ...state.denials,
    ...state.overrides,
  ];
  const id = change.kind === "withdraw" ? change.target : change.requestId;
  const about = spans.find((span) => span.id === id);
  const lastInEffect =
    about === undefined
      ? change.kind === "hold"
        ? Date.parse(change.until)
        : made
      : Math.min(about.untilMs, about.endedMs);
  return lastInEffect === Infinity ? Infinity : yearsAfter(Math.max(made, lastInEffect), RETENTION_YEARS);
}

export function yearsAfter(ms: number, years: number): number {
  const date = new Date(ms);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}
