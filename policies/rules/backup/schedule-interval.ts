import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/** The schedule comes round within so many days, for ever; one that can't be read does not. */
export function comesRoundWithin(r: Reading<string>, days: number): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(typeof value === "string" && longestGapDays(value) <= days, pathOf(r));
}

const DAYS_OF: Readonly<Record<string, number>> = { minute: 1 / 1440, hour: 1 / 24, day: 1 };

/**
 * The longest time between two runs of `rate(...)` or `cron(...)`, in days: whole ones for cron, which is looked at by the day. Infinite for
 * what is no schedule or ends. Grammar: EventBridge Scheduler User Guide, "Schedule types"; Secrets Manager and AWS Backup take the same.
 */
export function longestGapDays(expression: string): number {
  const [, kind, inside = ""] = /^(rate|cron)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === "rate") {
    const [, count, unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(inside.trim()) ?? [];
    return count === undefined ? Infinity : Number(count) * (DAYS_OF[unit] ?? Infinity);
  }
  const [, , dayOfMonth, month, dayOfWeek, year, ...more] = inside.trim().split(/\s+/);
  if (dayOfMonth === undefined || month === undefined || dayOfWeek === undefined) return Infinity;
  // Amazon's cron ends with the year; a schedule of certain years ends some day.
  if (year !== "*" || more.length > 0) return Infinity;
  return longestGap((date) => isIn(month, date.getUTCMonth() + 1, MONTHS) && isOn(dayOfMonth, dayOfWeek, date));
}

const DAY_MS = 86_400_000;

/** A leap year and its neighbours: every day of the year on several days of the week. */
const FIRST_DAY = Date.UTC(2027, 0, 1);
const DAYS_LOOKED_AT = 4 * 365 + 1;

function longestGap(runsOn: (date: Date) => boolean): number {
  const days = Array.from({ length: DAYS_LOOKED_AT }, (_, day) => day);
  const runs = days.filter((day) => runsOn(new Date(FIRST_DAY + day * DAY_MS)));
  const gaps = runs.slice(1).map((day, position) => day - (runs[position] as number));
  return gaps.length === 0 ? Infinity : Math.max(...gaps);
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function isOn(dayOfMonth: string, dayOfWeek: string, date: Date): boolean {
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const dayMatches = isDayOfMonth(dayOfMonth, date.getUTCDate(), lastOfMonth);
  return dayMatches && dayOfWeek.split(",").some((item) => isDayOfWeek(item, date, lastOfMonth));
}

function isDayOfMonth(field: string, day: number, lastOfMonth: number): boolean {
  if (field === "L") return day === lastOfMonth;
  // The weekday nearest to a date (`15W`) is at most two days away: the date itself stands for it.
  return isIn(field.replace(/W$/, ""), day, []);
}

/** `2`, `MON-FRI`, `6L` (the last Friday), `2#1` (the first Monday). */
function isDayOfWeek(item: string, date: Date, lastOfMonth: number): boolean {
  const [, named = item, turn] = /^(\w+?)(L|#\d)$/.exec(item) ?? [];
  if (!isIn(named, date.getUTCDay() + 1, WEEKDAYS)) return false;
  if (turn === undefined) return true;
  const day = date.getUTCDate();
  return turn === "L" ? day + 7 > lastOfMonth : Math.ceil(day / 7) === Number(turn.slice(1));
}

/** `*`, `?`, `1,15`, `1-5`, `MON-FRI`, `1/2`, steps; names stand for their place in the list, from 1. */
function isIn(field: string, value: number, names: readonly string[]): boolean {
  return field.split(",").some((item) => {
    const [range = "", step] = item.split("/");
    const [from = "", to] = range.split("-");
    if (from === "*" || from === "?") return step === undefined || (value - 1) % Number(step) === 0;
    const first = numberOf(from, names);
    const last = to === undefined ? (step === undefined ? first : Infinity) : numberOf(to, names);
    return value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
  });
}

function numberOf(text: string, names: readonly string[]): number {
  const position = names.indexOf(text.toUpperCase());
  return position >= 0 ? position + 1 : Number(text);
}
