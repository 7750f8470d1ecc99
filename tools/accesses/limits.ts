import type { HospitalAccess } from "../../synthetic/hospital/access";

/** What a limit can be set on: counts of a person's day. */
export const LIMITED = [
  "accesses",
  "patients",
  "records",
  "recordsAnHour",
  "night",
  "flagged",
  "breakGlass",
  "devices",
] as const;

export type Limited = (typeof LIMITED)[number];

export interface DayCounts {
  readonly day: number;
  /** Place in the list of insiders of one who misused the account on this day; -1 for others. */
  readonly insider: number;
  readonly counts: Readonly<Record<Limited, number>>;
}

/** The counts of each person on a day. */
export function countsOf(accesses: readonly HospitalAccess[], day: number): DayCounts[] {
  const people = new Map<string, HospitalAccess[]>();
  for (const access of accesses) {
    const own = people.get(access.caller);
    if (own === undefined) people.set(access.caller, [access]);
    else own.push(access);
  }
  return [...people.values()].map((own) => {
    const hours = new Map<number, number>();
    const sum = (value: (access: HospitalAccess) => number): number =>
      own.reduce((total, access) => total + value(access), 0);
    for (const { at, records } of own) {
      const hour = Math.floor(at / 3_600_000);
      hours.set(hour, (hours.get(hour) ?? 0) + records);
    }
    return {
      day,
      insider: own.find(({ insider }) => insider >= 0)?.insider ?? -1,
      counts: {
        accesses: own.length,
        patients: new Set(own.map(({ subject }) => subject)).size,
        records: sum(({ records }) => records),
        recordsAnHour: Math.max(...hours.values()),
        night: sum(({ at }) => ((new Date(at).getUTCHours() + 2) % 24 < 8 ? 1 : 0)),
        flagged: sum(({ relation }) => (relation === "none" ? 0 : 1)),
        breakGlass: sum(({ breakGlass }) => (breakGlass ? 1 : 0)),
        devices: new Set(own.map(({ device }) => device)).size,
      },
    };
  });
}

/** A limit for some of the counts. A day on which one is passed is told of. */
export type Limits = Readonly<Partial<Record<Limited, number>>>;

export const isOver = ({ counts }: DayCounts, limits: Limits): boolean =>
  LIMITED.some((name) => counts[name] > (limits[name] ?? Infinity));

/** Insiders of whom one of these days is a day of misuse. */
const insidersIn = (days: readonly DayCounts[]): number =>
  new Set(days.flatMap(({ insider }) => (insider < 0 ? [] : [insider]))).size;

/** Share of the insiders of whom a day of misuse is told. */
export const recallOf = (days: readonly DayCounts[], limits: Limits): number =>
  insidersIn(days.filter((day) => isOver(day, limits))) / insidersIn(days);

/** Limits that are tried, of each count: from very few days told of to all that may be, and a fifth more days with each. */
const TRIED = 36;

/**
 * The limits that find most insiders of a year at no more than `most` honest days told of, the same for everybody: from none, the step is
 * taken that finds most for each day that it costs, as long as there is one.
 */
export function bestLimits(days: readonly DayCounts[], most: number): Limits {
  let limits: Limits = {};
  const misuse = days.filter(({ insider }) => insider >= 0);
  let honest = days.filter(({ insider }) => insider < 0);
  const steps = Object.fromEntries(
    LIMITED.map((name) => {
      const sorted = Float64Array.from(honest, ({ counts }) => counts[name])
        .sort()
        .reverse();
      const tried = Array.from({ length: TRIED }, (_, step) => sorted[Math.floor(most * 1.2 ** -step)] ?? 0);
      return [name, [...new Set(tried)]];
    }),
  ) as Record<Limited, number[]>;
  for (let told = 0; ;) {
    const recall = recallOf(misuse, limits);
    let best: { limits: Limits; gain: number } | undefined;
    for (const name of LIMITED) {
      for (const limit of steps[name].filter((one) => one < (limits[name] ?? Infinity))) {
        const cost = honest.reduce((sum, { counts }) => sum + (counts[name] > limit ? 1 : 0), 0);
        if (told + cost > most) continue;
        const tried = { ...limits, [name]: limit };
        const gain = (recallOf(misuse, tried) - recall) / Math.max(1, cost);
        if (gain > (best?.gain ?? 0)) best = { limits: tried, gain };
      }
    }
    if (best === undefined) return limits;
    limits = best.limits;
    const left = honest.filter((day) => !isOver(day, limits));
    told += honest.length - left.length;
    honest = left;
  }
}
