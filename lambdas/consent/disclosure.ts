import { z } from "zod";
import { PURPOSES } from "./contract";
import { recipient } from "./event";
import { ACCOUNTING_DAYS, ACCOUNTING_YEARS, PART2_ACCOUNTING_YEARS } from "./law";
import { yearsAfter } from "./retention";
import { standing, type ConsentState } from "./state";
import { DATA_CLASSES } from "./vocabulary";

/** One disclosure that the law has written down (164.528(b)(2)): when, to whom, of what, and what for. No content of a record. */
export const DISCLOSURE = z.strictObject({
  /** The same disclosure has the same id in every run. */
  id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  at: z.iso.datetime(),
  recipient,
  purpose: z.enum(PURPOSES),
  /** What kind of records, such as `observation`. */
  what: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  records: z.int().min(1),
  classes: z.array(z.enum(DATA_CLASSES)).min(1),
  /** Why each is written down: 164.528(a)(1), or a provision of 42 CFR part 2. */
  provisions: z.array(z.string()).min(1),
});
export type Disclosure = z.infer<typeof DISCLOSURE>;

export interface Accounting {
  readonly from: string;
  readonly to: string;
  /** By when it has to be given. */
  readonly dueBy: string;
  readonly disclosures: readonly Disclosure[];
  /** What the law leaves out of an accounting. */
  readonly leavesOut: string;
}

const LEAVES_OUT =
  "Disclosures for treatment, payment and operations, to yourself, by your authorization, to those involved in your care, and in limited data sets are not in an accounting (45 CFR 164.528(a)(1)).";
const PART2 = "42 CFR 2.25(a)";

/**
 * What a patient is told of disclosures in [from, to): six years back at the most, three of those that were made with a part 2 consent.
 * Those to an agency that asked for silence are left out while that holds (164.528(a)(2)).
 */
export function accountingOf(
  disclosures: readonly Disclosure[],
  { holds }: Pick<ConsentState, "holds">,
  period: { readonly from?: Date; readonly to?: Date },
  at: Date,
): Accounting {
  const earliest = yearsAfter(at.getTime(), -ACCOUNTING_YEARS);
  const fromMs = Math.max(earliest, period.from?.getTime() ?? earliest);
  const toMs = Math.min(at.getTime(), period.to?.getTime() ?? Infinity);
  const part2From = yearsAfter(at.getTime(), -PART2_ACCOUNTING_YEARS);
  const held = new Set(
    holds.filter((hold) => standing(hold, at.getTime()) === "in-force").map((hold) => hold.recipient),
  );
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    dueBy: new Date(at.getTime() + ACCOUNTING_DAYS * 86_400_000).toISOString(),
    disclosures: disclosures
      .filter(({ at: when, recipient: to, provisions }) => {
        const ms = Date.parse(when);
        const since = provisions.every((provision) => provision === PART2) ? Math.max(fromMs, part2From) : fromMs;
        return ms >= since && ms < toMs && !held.has(to);
      })
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1)),
    leavesOut: LEAVES_OUT,
  };
}
