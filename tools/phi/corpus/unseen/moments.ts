import type { Random } from "../../../../synthetic/random";

type Format = (y: number, m: number, d: number) => string;

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const HOLIDAYS = ["Thanksgiving", "Christmas", "Labor Day", "Easter", "the Fourth of July", "Memorial Day"];

const two = (value: number): string => String(value).padStart(2, "0");
const name = (m: number): string => MONTHS[m - 1]!;
const short = (m: number): string => (m === 9 ? "Sept" : name(m).slice(0, 3));
const yy = (y: number): string => String(y).slice(2);
const ending = (d: number): string => (d % 10 === 1 && d !== 11 ? "st" : d % 10 === 2 && d !== 12 ? "nd" : d % 10 === 3 && d !== 13 ? "rd" : "th"); // prettier-ignore

const WHOLE: readonly Format[] = [
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
  (y, m, d) => `${m}/${d}/${y}`,
  (y, m, d) => `${m}/${d}/${yy(y)}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${two(m)}-${two(d)}-${y}`,
  (y, m, d) => `${name(m)} ${d}, ${y}`,
  (y, m, d) => `${short(m)} ${d}, ${y}`,
  (y, m, d) => `${short(m)}. ${d}, ${y}`,
  (y, m, d) => `${d} ${name(m)}, ${y}`,
  (y, m, d) => `${d} ${short(m)} ${y}`,
  (y, m, d) => `${two(d)}-${short(m).slice(0, 3)}-${y}`,
  (y, m, d) => `${two(d)}${short(m).slice(0, 3).toUpperCase()}${yy(y)}`,
  (y, m, d) => `${name(m)} ${d}${ending(d)} ${y}`,
  (y, m, d) => `${y}.${two(m)}.${two(d)}`,
  (y, m, d) => `${two(d)}.${two(m)}.${y}`,
];
const NO_YEAR: readonly Format[] = [
  (_, m, d) => `${m}/${d}`,
  (_, m, d) => `${short(m)} ${d}`,
  (_, m, d) => `${name(m)} ${d}${ending(d)}`,
  (_, m, d) => `${d} ${name(m)}`,
];
const NO_DAY: readonly Format[] = [
  (y, m) => `${name(m)} ${y}`,
  (y, m) => `${short(m)}. ${y}`,
  (y, m) => `${m}/${y}`,
  (y, m) => `${short(m)} '${yy(y)}`,
];

const DAY_MS = 86_400_000;

export function later(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

export function compact(date: Date): string {
  return iso(date).replaceAll("-", "");
}

export function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const FORMATS = { whole: WHOLE, noYear: NO_YEAR, noDay: NO_DAY };

/** A way to write dates; a document's writer keeps to one. */
export function someFormat(random: Random, shape: keyof typeof FORMATS): (date: Date) => string {
  const format = random.pick(FORMATS[shape]);
  return (date) => format(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export function someRange(from: Date, to: Date, random: Random): string {
  const [a, b] = [someFormat(random, "whole"), someFormat(random, "noYear")];
  return random.pick([`${a(from)} to ${a(to)}`, `${b(from)} - ${a(to)}`, `${b(from)} through ${b(to)}`]);
}

export function weekday(date: Date): string {
  return DAYS[date.getUTCDay()]!;
}

export function monthOf(date: Date): string {
  return name(date.getUTCMonth() + 1);
}

export function someHoliday(random: Random): string {
  return random.pick(HOLIDAYS);
}

export function clock(random: Random): string {
  const [hour, minute] = [random.whole(0, 23), random.whole(0, 59)];
  return random.pick([
    `${two(hour)}:${two(minute)}`,
    `${((hour + 11) % 12) + 1}:${two(minute)} ${hour < 12 ? "am" : "pm"}`,
    `${((hour + 11) % 12) + 1}:${two(minute)}${hour < 12 ? "AM" : "PM"}`,
  ]);
}
