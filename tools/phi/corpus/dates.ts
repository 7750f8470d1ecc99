import type { Half } from "./half";

const MONTHS = "January February March April May June July August September October November December".split(" ");

type Format = (year: number, month: number, day: number) => string;

const two = (value: number): string => String(value).padStart(2, "0");
const name = (month: number): string => MONTHS[month - 1]!;
const short = (month: number): string => name(month).slice(0, 3);
const ordinal = (day: number): string =>
  `${day}${day % 10 === 1 && day !== 11 ? "st" : day % 10 === 2 && day !== 12 ? "nd" : day % 10 === 3 && day !== 13 ? "rd" : "th"}`;

/** What both halves write most of the time. */
const COMMON: readonly Format[] = [
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
  (y, m, d) => `${m}/${d}/${String(y).slice(2)}`,
  (y, m, d) => `${name(m)} ${d}, ${y}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
];

const OWN: Record<Half, readonly Format[]> = {
  tuning: [
    (y, m, d) => `${m}/${d}/${y}`,
    (y, m, d) => `${two(m)}-${two(d)}-${y}`,
    (y, m, d) => `${d} ${name(m)} ${y}`,
    (y, m, d) => `${two(d)}-${short(m)}-${y}`,
    (y, m, d) => `${short(m)} ${d} ${y}`,
    (y, m, d) => `${two(d)}.${two(m)}.${y}`,
    (y, m, d) => `${two(d)}${short(m).toUpperCase()}${y}`,
    (y, m, d) => `${name(m)} ${ordinal(d)}, ${y}`,
  ],
  "held-out": [
    (y, m, d) => `${two(m)}/${two(d)}/${String(y).slice(2)}`,
    (y, m, d) => `${m}-${d}-${String(y).slice(2)}`,
    (y, m, d) => `${short(m)}. ${d}, ${y}`,
    (y, m, d) => `${d}-${short(m).toUpperCase()}-${String(y).slice(2)}`,
    (y, m, d) => `${y}/${two(m)}/${two(d)}`,
    (y, m, d) => `${m}.${d}.${String(y).slice(2)}`,
    (y, m, d) => `the ${ordinal(d)} of ${name(m)} ${y}`.slice(4),
    (y, m, d) => `${short(m)} ${two(d)}, '${String(y).slice(2)}`,
    (y, m, d) => `${two(d)}/${two(m)}/${y}`,
    (y, m, d) => `${name(m)} ${two(d)} ${y}`,
    (y, m, d) => `${d} ${short(m)} ${String(y).slice(2)}`,
  ],
};

const WITHOUT_YEAR: Record<Half, readonly Format[]> = {
  tuning: [(_, m, d) => `${m}/${d}`, (_, m, d) => `${name(m)} ${d}`, (_, m, d) => `${d} ${short(m)}`],
  "held-out": [(_, m, d) => `${two(m)}/${two(d)}`, (_, m, d) => `${short(m)} ${ordinal(d)}`, (_, m, d) => `${name(m)} ${ordinal(d)}`, (_, m, d) => `${m}-${d}`],
}; // prettier-ignore

const WITHOUT_DAY: Record<Half, readonly Format[]> = {
  tuning: [(y, m) => `${name(m)} ${y}`, (y, m) => `${m}/${y}`],
  "held-out": [(y, m) => `${short(m)} ${y}`, (y, m) => `${name(m)} of ${y}`, (y, m) => `${two(m)}/${y}`, (y, m) => `${short(m)}-${y}`],
}; // prettier-ignore

const RANGES: Record<Half, readonly ((from: Date, to: Date) => string)[]> = {
  tuning: [
    (a, b) => `${month(a)}/${day(a)}/${year(a)} - ${month(b)}/${day(b)}/${year(b)}`,
    (a, b) => `${name(month(a))} ${day(a)} to ${name(month(b))} ${day(b)}, ${year(b)}`,
  ],
  "held-out": [
    (a, b) => `${month(a)}/${day(a)}-${month(b)}/${day(b)}/${String(year(b)).slice(2)}`,
    (a, b) => `${short(month(a))} ${day(a)} through ${short(month(b))} ${day(b)}`,
    (a, b) => `${two(month(a))}/${two(day(a))}/${year(a)}–${two(month(b))}/${two(day(b))}/${year(b)}`,
  ],
};

export type DateShape = "full" | "noYear" | "noDay";

/** Ways to write a date, by half; a few are common to both, as they are everywhere. */
export function dateFormats(half: Half, shape: DateShape): readonly ((date: Date) => string)[] {
  const formats =
    shape === "full" ? [...COMMON, ...OWN[half]] : shape === "noYear" ? WITHOUT_YEAR[half] : WITHOUT_DAY[half];
  return formats.map((format) => (date: Date) => format(year(date), month(date), day(date)));
}

export function rangeFormats(half: Half): readonly ((from: Date, to: Date) => string)[] {
  return RANGES[half];
}

export const DAY_MS = 86_400_000;

export function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

export function monthName(date: Date): string {
  return name(month(date));
}

export function weekday(date: Date): string {
  return "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ")[date.getUTCDay()]!;
}

/** YYYYMMDD. */
export function compact(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

function year(date: Date): number {
  return date.getUTCFullYear();
}
function month(date: Date): number {
  return date.getUTCMonth() + 1;
}
function day(date: Date): number {
  return date.getUTCDate();
}
