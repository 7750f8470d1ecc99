import { day, month, name, two, year, type DateFormat, type DateShape } from "./date-parts";
import type { Half } from "./half";
import { VALUES } from "./values";

export type { DateShape };

/** What both halves write most of the time. */
const COMMON: readonly DateFormat[] = [
  (y, m, d) => `${two(m)}/${two(d)}/${y}`,
  (y, m, d) => `${m}/${d}/${String(y).slice(2)}`,
  (y, m, d) => `${name(m)} ${d}, ${y}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
];

/** Ways to write a date, by half; a few are common to both, as they are everywhere. */
export function dateFormats(half: Half, shape: DateShape): readonly ((date: Date) => string)[] {
  const own = VALUES[half].dates[shape];
  const formats = shape === "full" ? [...COMMON, ...own] : own;
  return formats.map((format) => (date: Date) => format(year(date), month(date), day(date)));
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
