import type { Random } from "../random";
import type { Member } from "./staff";

/** A time at work. Hours count from midnight of its day, and may pass 24. */
export interface Stint {
  readonly from: number;
  readonly until: number;
  readonly kind: "usual" | "on-call" | "evening";
  readonly atHome: boolean;
}

const HOLIDAYS = [0, 19, 107, 145, 184, 243, 285, 314, 330, 358, 359];
const SHIFTS = { day: [7, 15.2], late: [14.8, 23], night: [22.8, 31.2] } as const;

/** What of the year somebody works. Day 0 is a Wednesday, as 1 January 2025 was. */
export function stintsOf(random: Random, member: Member, day: number): Stint[] {
  if (day < member.from || day > member.until || member.away.some(([from, until]) => day >= from && day <= until))
    return [];
  const weekday = (day + 2) % 7;
  const off = weekday > 4 || HOLIDAYS.includes(day);
  const { rhythm } = member.job;
  if (rhythm === "office") return off ? [] : office(random);
  if (rhythm === "physician") return physician(random, member, day, off);
  return shifts(random, member, day);
}

const jitter = (random: Random, hours: number): number => random.normal(0, hours);

/** One stint in twelve lasts longer than it should. */
const until = (random: Random, hour: number): number =>
  hour + jitter(random, 0.2) + (random.chance(0.08) ? 1 + 2 * random.next() : 0);

function office(random: Random): Stint[] {
  const from = 8 + jitter(random, 0.4);
  const main: Stint = { from, until: until(random, from + 8.5), kind: "usual", atHome: random.chance(0.1) };
  return random.chance(0.01) ? [main, { from: 20, until: 21.5, kind: "evening", atHome: true }] : [main];
}

function physician(random: Random, member: Member, day: number, off: boolean): Stint[] {
  const onCall = (day + member.phase) % (7 + (member.phase % 4)) === 0;
  const stints: Stint[] = [];
  if (!off || random.chance(0.2)) {
    const from = 7.5 + jitter(random, 0.4);
    stints.push({ from, until: until(random, from + 9.5), kind: "usual", atHome: false });
  }
  if (onCall) stints.push({ from: 18, until: 31, kind: "on-call", atHome: random.chance(0.4) });
  else if (random.chance(0.06))
    stints.push({ from: 20 + jitter(random, 0.7), until: 22, kind: "evening", atHome: true });
  return stints;
}

/** Blocks of five days of work and two of rest; the shift changes from block to block for those who take turns. */
function shifts(random: Random, member: Member, day: number): Stint[] {
  const at = day + member.phase;
  if (at % 7 > 4) return [];
  const block = Math.floor(at / 7);
  const turns = (["day", "late", "day", "night", "late"] as const)[(block + member.index) % 5] ?? "day";
  // Now and then somebody stands in for somebody else.
  const swapped = random.chance(0.03);
  const shift = swapped
    ? random.pick(["day", "late", "night"] as const)
    : member.turn === "turns"
      ? turns
      : member.turn;
  const [from, end] = SHIFTS[shift];
  return [{ from: from + jitter(random, 0.15), until: until(random, end), kind: "usual", atHome: false }];
}
