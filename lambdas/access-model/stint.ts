import { COUNTS } from "./counts";
import { AT, DEVICES, KINDS, NETWORKS, UNITS, type Habit } from "./habit";

const HOUR_MS = 3_600_000;
/** A time at work is over after so many hours of rest, or when it has lasted so long. */
const REST_HOURS = 5;
const LONGEST_HOURS = 16;

/** What a person's tables lose with each time at work: half in 23 of them. */
const KEPT = 0.97;
/** Times at work of which a mean is made; afterwards the new counts for one in so many. */
const PERSON_MEMORY = 40;
const ROLE_MEMORY = 2000;
/** Times of a role's mean that stand for a person before there is anything of the person's own. */
export const PRIOR_STINTS = 4;
/** Deviation of a count's logarithm that nobody is held to be below. */
const LEAST_VARIANCE = 0.15;
/** Deviations that one time at work may add to what lasts, and that are let go with each. */
const MOST_ADDED = 4;
const LET_GO = 0.6;
/** Deviations beyond which a time at work no more moves the mean: whoever would teach the model misuse has to be slow. */
const LEARNT_DEVIATIONS = 2;

export const logOf = (count: number): number => Math.log2(1 + count);

/** Mean and variance of a count's logarithm for a person, drawn to the role's while there is little of the person's own. */
export function usualOf(habit: Habit, role: Habit, place: number): { mean: number; variance: number } {
  const own = Math.min(habit.get(AT.stints), PERSON_MEMORY);
  const share = own / (own + PRIOR_STINTS);
  const mean = share * habit.get(AT.mean + place) + (1 - share) * role.get(AT.mean + place);
  const between = habit.get(AT.mean + place) - role.get(AT.mean + place);
  // What a short history may be away from the truth counts as deviation too.
  const variance =
    share * habit.get(AT.variance + place) +
    (1 - share) * role.get(AT.variance + place) +
    (own === 0 ? 0 : (share * (1 - share) * between * between) / 2) +
    LEAST_VARIANCE;
  return { mean, variance };
}

/** Closes the time at work if it is over at `at`, and begins the next. @returns whether the role has learnt of it. */
export function turnStint(habit: Habit, role: Habit, at: number): boolean {
  const { numbers } = habit;
  const last = habit.get(AT.last);
  if (last === 0) {
    numbers[AT.begun] = at;
    numbers[AT.filterBegun] = at;
    return false;
  }
  const isOver = at - last > REST_HOURS * HOUR_MS || at - habit.get(AT.begun) > LONGEST_HOURS * HOUR_MS;
  if (!isOver) return false;
  closeCounts(habit, role);
  closeTables(habit, role);
  numbers[AT.begun] = at;
  numbers[AT.mask] = 0;
  numbers.fill(0, AT.now, AT.now + COUNTS.length);
  numbers.fill(0, AT.kindsNow, AT.kindsNow + KINDS);
  return true;
}

function closeCounts(habit: Habit, role: Habit): void {
  const stints = habit.get(AT.stints) + 1;
  const roleStints = role.get(AT.stints) + 1;
  for (let place = 0; place < COUNTS.length; place++) {
    const value = logOf(habit.get(AT.now + place));
    const { mean, variance } = usualOf(habit, role, place);
    const deviation = Math.sqrt(variance);
    const above = (value - mean) / deviation;
    const lasting = habit.get(AT.lasting + place) + Math.min(above, MOST_ADDED) - LET_GO;
    habit.numbers[AT.lasting + place] = Math.max(0, lasting);
    const isNew = stints <= 3;
    const learnt = isNew ? value : Math.min(value, mean + LEARNT_DEVIATIONS * deviation);
    move(habit, place, learnt, 1 / Math.min(stints, PERSON_MEMORY));
    move(role, place, value, 1 / Math.min(roleStints, ROLE_MEMORY));
  }
  habit.numbers[AT.stints] = stints;
  role.numbers[AT.stints] = roleStints;
}

/** Moves a mean and a variance by a share (West, 1979). */
function move({ numbers }: Habit, place: number, value: number, share: number): void {
  const from = value - (numbers[AT.mean + place] as number);
  numbers[AT.mean + place] = (numbers[AT.mean + place] as number) + share * from;
  numbers[AT.variance + place] = (1 - share) * ((numbers[AT.variance + place] as number) + share * from * from);
}

function closeTables(habit: Habit, role: Habit): void {
  const { numbers } = habit;
  const kept = 1 - 1 / ROLE_MEMORY;
  for (let place = AT.units; place < AT.units + UNITS + DEVICES + NETWORKS + KINDS; place++)
    numbers[place] = (numbers[place] as number) * KEPT;
  for (const total of [AT.unitsTotal, AT.devicesTotal, AT.networksTotal, AT.kindsTotal])
    numbers[total] = habit.get(total) * KEPT;
  const mask = habit.get(AT.mask);
  for (let hour = 0; hour < 24; hour++) {
    const worked = (mask >>> hour) & 1;
    numbers[AT.hours + hour] = habit.get(AT.hours + hour) * KEPT + worked;
    role.numbers[AT.hours + hour] = role.get(AT.hours + hour) * kept + worked;
  }
  numbers[AT.weight] = habit.get(AT.weight) * KEPT + 1;
  role.numbers[AT.weight] = role.get(AT.weight) * kept + 1;
  let all = 0;
  for (let kind = 0; kind < KINDS; kind++) {
    const count = habit.get(AT.kindsNow + kind);
    role.numbers[AT.kinds + kind] = role.get(AT.kinds + kind) * kept + count;
    all += count;
  }
  role.numbers[AT.kindsTotal] = role.get(AT.kindsTotal) * kept + all;
}
