import { dayOf, YEAR_DAYS, type Day } from "./calendar";
import { makeCourse } from "./course/course";
import { makeHistory } from "./course/history";
import { makeLife } from "./person/life";
import { Practices } from "./person/practices";
import { Random } from "./random";
import type { PatientRecord } from "./record";

export interface Population {
  readonly seed: number;
  readonly patients: number;
  /** The last day that anything is known of, YYYY-MM-DD; fixed so that a seed always gives the same. */
  readonly until: string;
  /** For how many years back there are encounters and what follows from them. */
  readonly years: number;
}

export const USUAL: Omit<Population, "patients"> = { seed: 1, until: "2025-12-31", years: 10 };

/**
 * Made-up patients, one at a time: the memory needed does not grow with their number.
 * @param from place in the row at which to begin; each patient is the same whatever came before.
 */
export function* patients(population: Population, from = 0): Generator<PatientRecord> {
  const { seed, patients: count, until, years } = population;
  const practices = practicesOf(population);
  const last = dayOf(until);
  const first = last - Math.floor(years * YEAR_DAYS);
  for (let index = from; index < count; index++) yield alive(`${seed}/patient/${index}`, practices, first, last);
}

/** The clinics and hospitals of a population. */
export function practicesOf({ seed }: Population): Practices {
  return new Practices(String(seed));
}

/** The first patient of the seed who lives to see the years that are recorded. */
function alive(seed: string, practices: Practices, first: Day, last: Day): PatientRecord {
  for (let attempt = 0; ; attempt++) {
    const random = new Random(`${seed}/${attempt}`);
    const life = makeLife(random, last);
    const history = makeHistory(random, life.person, last);
    if (history.died === undefined || history.died >= first)
      return makeCourse(random, life, history, practices, first, last);
  }
}
