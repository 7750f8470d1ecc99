import { fold } from "../fold";
import { keyAt, type Note } from "../note";
import { lengthAt, matchAt } from "../sticky";
import { MIXED, NONE, NUMBER, SIGN, WORD } from "../tokens";
import { MONTH_OF } from "../words/time";
import { isMeasured } from "./date-context";
import { putDate } from "./date-spans";
import { dayFirst, inWords } from "./dates-in-words";
import { isDay, isYear } from "./validators";

const YEAR_FIRST =
  /((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/y;
const NUMERIC = /(\d{1,2})( ?[/.-] ?)(\d{1,2})\2((?:1[89]|20)\d{2}|'?\d{2})(?!\d|\/\d|-\d(?!\d?[/.])|\.\d)/y;
const YEAR_MONTH = /((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d/-])/y;
const MONTH_YEAR = /(0?[1-9]|1[0-2])[/.-]((?:19|20)\d{2})(?![\d/]|-\d(?!\d?\/))/y;
const SHORT_RANGE = /\d{1,2}\/\d{1,2}\s?(?:-|to)\s?(?:\d{1,2}\/)?\d{1,2}\/(?:20\d{2}|19\d{2}|\d{2})(?![\d/])/y;
const STAMP =
  /((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?[0-2]\d[0-5]\d(?:[0-5]\d(?:\.\d{1,6})?)?Z?)?(?:[+-]\d{4})?(?![\dA-Za-z])/y;
const YEAR_MONTH_DAY = /((?:19|20)\d{2})[\s-]?([a-z]{3,9})[\s-]?(\d{1,2})(?!\d)/iy;

/** Dates with a day or a month, in figures and in words. */
export function dateLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    const kind = tokens.kind[at];
    const begin = tokens.begin[at] as number;
    if (kind === WORD) {
      const month = MONTH_OF.get(keyAt(note, at));
      if (month !== undefined) inWords(note, at, begin, month);
    } else if (kind === NUMBER || kind === MIXED) {
      const joined = kind === MIXED ? MONTH_OF.get(keyAt(note, at).replace(/\d{1,2}$/, "")) : undefined;
      if (joined !== undefined) inWords(note, at, begin, joined);
      const code = text.charCodeAt(begin);
      if (code < 0x30 || code > 0x39 || isInside(note, at)) continue;
      if (!inFigures(note, at, begin)) dayFirst(note, at, begin);
    }
  }
}

/** Whether a number goes on from what stands before it without a gap: `1.2.3.4`, `A-12-03-20`. */
function isInside(note: Note, at: number): boolean {
  const { tokens } = note;
  if (at === 0 || tokens.gap[at] !== NONE) return false;
  const before = keyAt(note, at - 1);
  if (tokens.kind[at - 1] !== SIGN) return true;
  if (!/^[./-]$/.test(before) || tokens.gap[at - 1] !== NONE || at < 2 || tokens.kind[at - 2] === SIGN) return false;
  // The second date of a range.
  return !isDateEnd(note, at - 2);
}

const isDateEnd = (note: Note, at: number): boolean =>
  note.taken[at] !== 0 && note.found[(note.taken[at] as number) - 1]?.category === "DATE";

function inFigures(note: Note, at: number, begin: number): boolean {
  const { text, tokens } = note;
  const size = (tokens.end[at] as number) - begin;
  if (size === 4) {
    const found = matchAt(YEAR_FIRST, text, begin);
    if (found !== undefined && isDay(Number(found[1]), Number(found[3]), Number(found[4]))) {
      return putDate(note, begin, found[0].length, found[2] === "." ? 0.85 : 0.98, "year-first");
    }
    const words = matchAt(YEAR_MONTH_DAY, text, begin);
    const named = words === undefined ? undefined : MONTH_OF.get(fold(words[2] as string));
    if (words !== undefined && named !== undefined && isDay(Number(words[1]), named, Number(words[3]))) {
      return putDate(note, begin, words[0].length, 0.95, "year-month-day");
    }
    const month = matchAt(YEAR_MONTH, text, begin);
    return month !== undefined && putDate(note, begin, month[0].length, 0.75, "year-month");
  }
  if (size <= 2) {
    const range = lengthAt(SHORT_RANGE, text, begin);
    if (range > 0) return putDate(note, begin, range, 0.85, "range");
    const found = matchAt(NUMERIC, text, begin);
    if (found !== undefined) return numeric(note, at, begin, found);
    const month = matchAt(MONTH_YEAR, text, begin);
    if (month !== undefined) return putDate(note, begin, month[0].length, 0.85, "month-year");
    return false;
  }
  if (size < 8) return false;
  const stamp = matchAt(STAMP, text, begin);
  if (stamp === undefined || !isDay(Number(stamp[1]), Number(stamp[2]), Number(stamp[3]))) return false;
  return putDate(note, begin, stamp[0].length, stamp[0].length > 8 ? 0.92 : 0.8, "stamp");
}

function numeric(note: Note, at: number, begin: number, found: RegExpExecArray): boolean {
  const [whole, first = "", separator = "", second = "", year = ""] = found;
  const [a, b, c] = [Number(first), Number(second), Number(year.replace("'", ""))];
  const yearFirst = year.length === 2 && first.length === 2 && isDay(a, b, c);
  if (!isDay(c, a, b) && !isDay(c, b, a) && !yearFirst) return false;
  if (year.length === 4 && !isYear(c)) return false;
  const sign = separator.trim();
  const before = keyAt(note, at - 1);
  if (/^(?:v|version|ver|rev|section|sec|release|build|figure|fig|table)$/.test(before)) return false;
  const score = year.length === 4 ? (sign === "." ? 0.93 : 0.96) : sign === "/" ? 0.93 : sign === "-" ? 0.82 : 0.72;
  const length = whole.length;
  if (year.length === 2 && isMeasured(note, begin + length)) return false;
  return putDate(note, begin, length, separator === sign ? score : score - 0.1, "numeric");
}
