import { FEATURE_NAMES } from "../../lambdas/access-model/features";
import { Random } from "../../synthetic/random";
import { hospitalYear, type HospitalSettings } from "../../synthetic/hospital/year";
import { countsOf, type DayCounts } from "./limits";
import type { Telling } from "./telling";
import { Watch } from "./watch";

/** Days for which a new watch learns and tells of nobody. */
export const LEARNING_DAYS = 30;
const WIDE = FEATURE_NAMES.length;
/** Parts that an insider's time is cut into: each is to be noticed, the first too. */
const PARTS = 3;

/** Accesses that are judged by the most unusual of them: a person's day, or a third of an insider's acts. */
export interface Bag {
  readonly isMisuse: boolean;
  /** What it counts for. */
  readonly weight: number;
  /** Features of its accesses, one after the other. */
  readonly rows: Float32Array;
}

/** Bags of a year: of honest people's days a share, of insiders all. */
export interface Bags {
  readonly bags: readonly Bag[];
  readonly share: number;
  readonly days: number;
  /** Counts of each person's day, for limits that are the same for everybody. */
  readonly counts: readonly DayCounts[];
}

/** Goes through a year once. @param share of the honest days that are kept, in (0, 1]. */
export function bagsOf(settings: HospitalSettings, share: number, telling: Telling = "all"): Bags {
  const year = hospitalYear(settings);
  const random = new Random(`bags/${settings.seed}`);
  const watch = new Watch(telling);
  const insiders = new Map(year.insiders.map((insider) => [insider.member.caller, insider] as const));
  const acts: { day: number; row: Float64Array }[][] = year.insiders.map(() => []);
  const bags: Bag[] = [];
  const counts: DayCounts[] = [];
  let day = 0;
  for (const accesses of year.days()) {
    const kept = new Map<string, Float64Array[]>();
    const passed = new Set<string>();
    for (const access of accesses) {
      const { features } = watch.see(access);
      if (access.insider >= 0) acts[access.insider]?.push({ day, row: features });
      if (day < LEARNING_DAYS || passed.has(access.caller)) continue;
      const rows = kept.get(access.caller);
      if (rows !== undefined) rows.push(features);
      // What an insider does beside and after the misuse is neither honest nor misuse.
      else if (day >= (insiders.get(access.caller)?.from ?? Infinity) || !random.chance(share))
        passed.add(access.caller);
      else kept.set(access.caller, [features]);
    }
    for (const rows of kept.values()) bags.push({ isMisuse: false, weight: 1, rows: joined(rows) });
    if (day >= LEARNING_DAYS) counts.push(...countsOf(accesses, day));
    day++;
  }
  for (const of of acts) {
    const days = [...new Set(of.map((act) => act.day))];
    const parts = Math.min(PARTS, days.length);
    for (let part = 0; part < parts; part++) {
      const [from, until] = [part, part + 1].map((edge) => Math.floor((edge * days.length) / parts)) as [
        number,
        number,
      ];
      const rows = of
        .filter((act) => days.indexOf(act.day) >= from && days.indexOf(act.day) < until)
        .map(({ row }) => row);
      bags.push({ isMisuse: true, weight: 1 / parts, rows: joined(rows) });
    }
  }
  return { bags, share, days: day - LEARNING_DAYS, counts };
}

function joined(rows: readonly Float64Array[]): Float32Array {
  const all = new Float32Array(rows.length * WIDE);
  rows.forEach((row, index) => all.set(row, index * WIDE));
  return all;
}
