import type { Scorer } from "../../lambdas/access-model/model";
import type { Insider } from "../../synthetic/hospital/insiders";
import { hospitalYear, type HospitalSettings } from "../../synthetic/hospital/year";
import { LEARNING_DAYS } from "./bags";
import { countsOf, type DayCounts } from "./limits";
import type { Telling } from "./telling";
import { Watch } from "./watch";

/** What came of an insider. */
export interface Found {
  readonly insider: Insider;
  /** Hours from the first misuse to the first alert that a misuse raised; undefined where none was raised. */
  readonly hours: number | undefined;
  /** Accesses of misuse before that alert, itself counted. */
  readonly accesses: number;
}

export interface Judged {
  readonly accesses: number;
  /** One a person and day. */
  readonly alerts: number;
  /** Of them those that a misuse raised. */
  readonly alertsOfMisuse: number;
  readonly days: number;
  readonly found: readonly Found[];
  /** Days on which somebody honest was told of, by person. */
  readonly honestDays: ReadonlyMap<string, readonly number[]>;
  readonly honestPeople: number;
  /** Counts of each person's day, for limits that are the same for everybody. */
  readonly counts: readonly DayCounts[];
  /** Processor's time of observing and scoring, milliseconds. */
  readonly scoringMs: number;
}

/** Scores a year, one alert a person and day at the most. */
export function judge(settings: HospitalSettings, scorer: Scorer, threshold: number, telling: Telling = "all"): Judged {
  const year = hospitalYear(settings);
  const watch = new Watch(telling);
  const insiders = new Set(year.insiders.map(({ member }) => member.caller));
  const first: (number | undefined)[] = year.insiders.map(() => undefined);
  const hours: (number | undefined)[] = year.insiders.map(() => undefined);
  const misuses = year.insiders.map(() => 0);
  const honestDays = new Map<string, number[]>();
  const counts: DayCounts[] = [];
  let [accesses, alerts, alertsOfMisuse, day] = [0, 0, 0, 0];
  let scoringMs = 0;
  for (const ofDay of year.days()) {
    const told = new Set<string>();
    const toldOfMisuse = new Set<string>();
    const before = process.cpuUsage();
    for (const access of ofDay) {
      const { insider, caller, at } = access;
      const isUnusual = scorer.score(watch.see(access).features) > threshold && day >= LEARNING_DAYS;
      if (insider >= 0 && hours[insider] === undefined) {
        misuses[insider] = (misuses[insider] as number) + 1;
        first[insider] ??= at;
        if (isUnusual) hours[insider] = (at - (first[insider] as number)) / 3_600_000;
      }
      if (isUnusual) {
        told.add(caller);
        if (insider >= 0) toldOfMisuse.add(caller);
      }
    }
    const spent = process.cpuUsage(before);
    scoringMs += (spent.user + spent.system) / 1000;
    accesses += ofDay.length;
    alerts += told.size;
    alertsOfMisuse += toldOfMisuse.size;
    for (const caller of told) {
      if (insiders.has(caller)) continue;
      const days = honestDays.get(caller) ?? [];
      days.push(day);
      honestDays.set(caller, days);
    }
    if (day >= LEARNING_DAYS) counts.push(...countsOf(ofDay, day));
    day++;
  }
  return {
    accesses,
    alerts,
    alertsOfMisuse,
    days: day - LEARNING_DAYS,
    found: year.insiders.map((insider, index) => {
      return { insider, hours: hours[index], accesses: misuses[index] as number };
    }),
    honestDays,
    honestPeople: year.staff.length - insiders.size,
    counts,
    scoringMs,
  };
}
