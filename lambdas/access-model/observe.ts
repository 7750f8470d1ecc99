import { RELATIONS, type Seen } from "./access";
import { PLACE, type Count } from "./counts";
import { FEATURE_NAMES, LASTING, PRESENT, type Feature, type Features } from "./features";
import { AT, DEVICES, NETWORKS, UNITS, type Habit } from "./habit";
import { noteSeen, wasSeen } from "./seen-before";
import { logOf, turnStint, usualOf } from "./stint";
import { bitsOf, fromBits, spread, tailBits } from "./surprise";

const MINUTE_MS = 60_000;
/** Half-lives of the count of accesses and of records. */
const BURST_MS = 3 * MINUTE_MS;
const HOURLY_MS = 40 * MINUTE_MS;
/** Two devices are in use at once when one of them was left for less than this. */
const OVERLAP_MS = 4 * MINUTE_MS;
/** Weight of a role's share beside a person's own, in times at work or in accesses. */
const PRIOR = { hours: 4, units: 30, devices: 40, networks: 40, kinds: 40 };
/** Shares below which nothing is told apart any more. */
const RAREST = 1 / 16_384;
/** Bits from which an hour, or a unit, is not the person's. */
const FOREIGN_BITS = 4;
/** Kinds of which a role's share is not known begin with this one. */
const UNKNOWN_KIND = { plain: 0.1, flagged: 0.002 };
/** Deviations of what lasts that count in full. */
const LASTING_MOST = 40;

const AT_FEATURE = Object.fromEntries(FEATURE_NAMES.map((name, index) => [name, index])) as Record<Feature, number>;
const PRESENT_AT = PRESENT.map((name) => [PLACE[name], AT_FEATURE[`${name}Now`]] as const);
const LASTING_AT = LASTING.map((name) => [PLACE[name], AT_FEATURE[`${name}Lately`]] as const);

export interface Observed {
  readonly features: Features;
  /** Whether the role's habit changed. */
  readonly roleLearnt: boolean;
}

/**
 * The features of an access by what was usual before it; then the habits learn of it. Both habits are changed in place: whoever
 * stores them does so once for each access, and in the order of a person's accesses.
 */
export function observe(habit: Habit, role: Habit, seen: Seen): Observed {
  const { at } = seen;
  const roleLearnt = turnStint(habit, role, at);
  const { numbers } = habit;
  const features = new Float64Array(FEATURE_NAMES.length);
  const set = (name: Feature, bits: number): void => void (features[AT_FEATURE[name]] = fromBits(bits));
  const add = (name: Count, by: number): void =>
    void (numbers[AT.now + PLACE[name]] = habit.get(AT.now + PLACE[name]) + by);
  const most = (name: Count, value: number): void => {
    const place = AT.now + PLACE[name];
    if (value > habit.get(place)) numbers[place] = value;
  };

  const hour = Math.floor(at / (60 * MINUTE_MS)) % 24;
  const hourBits = hourSurprise(habit, role, hour);
  set("hour", hourBits - 1);
  if (hourBits > FOREIGN_BITS) add("odd", 1);
  numbers[AT.mask] = habit.get(AT.mask) | (1 << hour);

  const unitBits = unitSurprise(habit, seen);
  set("unit", unitBits - 1);
  const outside = unitBits > FOREIGN_BITS;
  if (seen.unit !== undefined) learn(habit, AT.units + (spread(seen.unit) % UNITS), AT.unitsTotal);

  const subject = spread(seen.subject);
  const fresh = !wasSeen(habit, subject);
  if (fresh) noteSeen(habit, subject, at);
  const kind = RELATIONS.indexOf(seen.relation ?? "none") * 4 + (outside ? 2 : 0) + (fresh ? 1 : 0);
  kinds(habit, role, kind, fresh, set);

  if (outside) add("outside", 1);
  if (fresh) add("fresh", 1);
  if (fresh && outside) add("strangers", 1);
  if (kind >= 4) add("flagged", 1);
  add("volume", 1);
  add("records", seen.records);
  if (seen.breakGlass) {
    const rate = Math.max(usualOf(habit, role, PLACE.emergency).mean, RAREST);
    set("breakGlass", bitsOf(Math.min(rate, 1)));
    add("emergency", 1);
  }
  if (seen.device !== undefined && useDevice(habit, spread(seen.device), at, set)) {
    add("switches", 1);
    features[AT_FEATURE.overlap] = 1;
  }
  if (seen.network !== undefined) {
    const place = AT.networks + (spread(seen.network) % NETWORKS);
    set("network", ownShare(habit, place, AT.networksTotal, PRIOR.networks, 1 / 8));
    learn(habit, place, AT.networksTotal);
  }

  const gap = Math.max(0, at - habit.get(AT.last));
  numbers[AT.burst] = habit.get(AT.burst) * 2 ** (-gap / BURST_MS) + 1;
  numbers[AT.hourly] = habit.get(AT.hourly) * 2 ** (-gap / HOURLY_MS) + seen.records;
  most("pace", habit.get(AT.burst));
  most("bulk", habit.get(AT.hourly));
  numbers[AT.last] = Math.max(at, habit.get(AT.last));

  for (const [place, to] of PRESENT_AT) {
    const { mean, variance } = usualOf(habit, role, place);
    features[to] = fromBits(tailBits((logOf(habit.get(AT.now + place)) - mean) / Math.sqrt(variance)));
  }
  for (const [place, to] of LASTING_AT) features[to] = Math.min(1, habit.get(AT.lasting + place) / LASTING_MOST);
  const away = PLACE.strangers;
  const known = habit.get(AT.stints) > 5 && role.get(AT.stints) > 20;
  const above = known
    ? (habit.get(AT.mean + away) - role.get(AT.mean + away)) / Math.sqrt(role.get(AT.variance + away) + 0.05)
    : 0;
  set("peers", tailBits(above));
  return { features, roleLearnt };
}

/** By how many of the person's times at work, and of the role's, have this hour or one beside it. */
function hourSurprise(habit: Habit, role: Habit, hour: number): number {
  const smooth = (of: Habit): number => {
    const beside = Math.max(of.get(AT.hours + ((hour + 23) % 24)), of.get(AT.hours + ((hour + 1) % 24)));
    return Math.max(of.get(AT.hours + hour), beside / 2);
  };
  const usual = role.get(AT.weight) < 20 ? 0.33 : smooth(role) / role.get(AT.weight);
  const share = (smooth(habit) + PRIOR.hours * usual) / (habit.get(AT.weight) + PRIOR.hours);
  return bitsOf(Math.max(share, RAREST));
}

function unitSurprise(habit: Habit, { unit, department }: Seen): number {
  if (unit === undefined || unit === department) return 0;
  return ownShare(habit, AT.units + (spread(unit) % UNITS), AT.unitsTotal, PRIOR.units, 1 / UNITS);
}

/** Surprise by a person's own accesses, where one that is unknown begins with the share `unknown`. */
function ownShare(habit: Habit, place: number, total: number, prior: number, unknown: number): number {
  return bitsOf(Math.max((habit.get(place) + prior * unknown) / (habit.get(total) + prior), RAREST));
}

function learn({ numbers }: Habit, place: number, total: number): void {
  numbers[place] = (numbers[place] as number) + 1;
  numbers[total] = (numbers[total] as number) + 1;
}

function kinds(
  habit: Habit,
  role: Habit,
  kind: number,
  fresh: boolean,
  set: (name: Feature, bits: number) => void,
): void {
  const ofRole = (of: number): number => {
    const unknown = of >= 4 ? UNKNOWN_KIND.flagged : UNKNOWN_KIND.plain;
    return (role.get(AT.kinds + of) + PRIOR.kinds * unknown) / (role.get(AT.kindsTotal) + PRIOR.kinds);
  };
  const total = habit.get(AT.kindsTotal) + PRIOR.kinds;
  const shareOf = (of: number): number => (habit.get(AT.kinds + of) + PRIOR.kinds * ofRole(of)) / total;
  if (kind >= 4) set("relation", bitsOf(Math.max(shareOf(kind), RAREST)));
  if (fresh) set("firstSeen", bitsOf(Math.min(1, shareOf(1) + shareOf(3) + RAREST)));
  learn(habit, AT.kinds + kind, AT.kindsTotal);
  habit.numbers[AT.kindsNow + kind] = habit.get(AT.kindsNow + kind) + 1;
}

/** @returns whether the person is back at a device that was left a moment ago for another. */
function useDevice(habit: Habit, device: number, at: number, set: (name: Feature, bits: number) => void): boolean {
  const { numbers } = habit;
  const place = AT.devices + (device % DEVICES);
  set("device", ownShare(habit, place, AT.devicesTotal, PRIOR.devices, 1 / 16));
  learn(habit, place, AT.devicesTotal);
  if (device === habit.get(AT.device)) return false;
  const back = device === habit.get(AT.deviceBefore) && at - habit.get(AT.usedBefore) < OVERLAP_MS;
  numbers[AT.deviceBefore] = habit.get(AT.device);
  numbers[AT.usedBefore] = habit.get(AT.last);
  numbers[AT.device] = device;
  return back;
}
