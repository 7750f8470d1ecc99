import { AT, FILTER_BITS, type Habit } from "./habit";

const HALF = FILTER_BITS / 8;
const DAY_MS = 86_400_000;
/** Days after which the older filter is emptied: patients are known for two to four weeks. */
const FILTER_DAYS = 14;
/** Patients of a filter beyond which one unknown patient in 35 would be taken for a known one (Bloom, 1970: four probes). */
const MOST_PATIENTS = 500;
const PROBES = 4;

/** Whether a patient was seen in the last weeks. Now and then says yes of one who was not; never no of one who was. */
export function wasSeen({ filters }: Habit, hash: number): boolean {
  return isIn(filters, 0, hash) || isIn(filters, HALF, hash);
}

/** Notes a patient who was not seen. The older filter goes when the younger is old or full. */
export function noteSeen(habit: Habit, hash: number, at: number): void {
  const { filters, numbers } = habit;
  if (habit.get(AT.filled) >= MOST_PATIENTS || at - habit.get(AT.filterBegun) > FILTER_DAYS * DAY_MS) {
    filters.copyWithin(HALF, 0, HALF);
    filters.fill(0, 0, HALF);
    numbers[AT.filled] = 0;
    numbers[AT.filterBegun] = at;
  }
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = placeOf(hash, probe);
    filters[bit >>> 3] = (filters[bit >>> 3] as number) | (1 << (bit & 7));
  }
  numbers[AT.filled] = habit.get(AT.filled) + 1;
}

function isIn(filters: Uint8Array, from: number, hash: number): boolean {
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = placeOf(hash, probe);
    if (((filters[from + (bit >>> 3)] as number) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** Two halves of one hash make all probes (Kirsch and Mitzenmacher, 2006). */
const placeOf = (hash: number, probe: number): number =>
  ((hash & 0xffff) + probe * (((hash >>> 16) | 1) & 0xffff)) & (FILTER_BITS - 1);
