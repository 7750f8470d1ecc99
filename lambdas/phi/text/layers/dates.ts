import { isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { matchAt } from "../sticky";
import { LINE, MIXED, NONE, NUMBER, SIGN, SPACE, WORD } from "../tokens";
import { MONTH_OF } from "../words/time";
import { afterPreposition, dateSubtype, isMeasured } from "./date-context";
import { isDay, isYear } from "./validators";

const YEAR_FIRST =
  /((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/y;
const NUMERIC = /(\d{1,2})( ?[/.-] ?)(\d{1,2})\2((?:1[89]|20)\d{2}|\d{2})(?!\d|\/\d|-\d(?!\d?[/.]\d)|\.\d)/y;
/** `5/8-5/22/20`: the first day of a range that has its year at the end. */
const RANGE = /(\d{1,2})\/(\d{1,2})\s?-\s?(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2}|\d{2})(?![\d/-])/y;
const YEAR_MONTH = /((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d/-])/y;
const MONTH_YEAR = /(0?[1-9]|1[0-2])[/-]((?:19|20)\d{2})(?![\d/-])/y;
const STAMP =
  /((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?[0-2]\d[0-5]\d(?:[0-5]\d(?:\.\d{1,6})?)?Z?)?(?:[+-]\d{4})?(?![\dA-Za-z])/y;
const DAY_MONTH =
  /(\d{1,2})(?:st|nd|rd|th)?(\s?[-/.]\s?|\s{0,2}(?:(?:day )?of\s|of\s(?:the month of\s)?)?)([a-z]{3,9})(?![a-z])\.?(?:(\s?[,./-]\s?|\s{0,2})((?:19|20)\d{2}(?!\d)|'?\d{2}(?!\d|[:/.-]?\d|\s?[ap]m\b)))?/iy;
const MONTH_DAY =
  /[a-z]{3,9}(\.?,?(?:\s{0,2}the)?\s{0,3}|[-/])(\d{1,2})(?!\d|\.\d|:\d|\/\d)(?:st|nd|rd|th)?(?:\s?(?:-|to|through|thru|and|&)\s?\d{1,2}(?!\d|:)(?:st|nd|rd|th)?)?(?:(\s?,\s{0,6}|\s{1,2}|[-/]|\s?of\s)((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d)|\d{2}(?![\d:]|\s?[ap]m\b)))?/iy;
const MONTH_THEN_YEAR = /[a-z]{3,9}(?:\.?,?\s{1,3}(?:of\s|in\s)?|[-/.])((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d))/iy;

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

function put(note: Note, begin: number, length: number, score: number, rule: string): boolean {
  const from = tokenFrom(note.tokens, begin);
  const to = tokenFrom(note.tokens, begin + length) - 1;
  if (!isFree(note, from, to)) return false;
  takeText(note, begin, begin + length, dateSubtype(note, from), score, `date:${rule}`);
  return true;
}

function inFigures(note: Note, at: number, begin: number): boolean {
  const { text, tokens } = note;
  const size = (tokens.end[at] as number) - begin;
  if (size === 4) {
    const found = matchAt(YEAR_FIRST, text, begin);
    if (found !== undefined && isDay(Number(found[1]), Number(found[3]), Number(found[4]))) {
      return put(note, begin, found[0].length, found[2] === "." ? 0.85 : 0.98, "year-first");
    }
    const month = matchAt(YEAR_MONTH, text, begin);
    return month !== undefined && put(note, begin, month[0].length, 0.75, "year-month");
  }
  if (size <= 2) {
    const range = matchAt(RANGE, text, begin);
    if (range !== undefined && isDay(2000, Number(range[1]), Number(range[2])))
      return put(note, begin, range[0].length, 0.93, "range");
    const found = matchAt(NUMERIC, text, begin);
    if (found !== undefined) return numeric(note, at, begin, found);
    const month = matchAt(MONTH_YEAR, text, begin);
    if (month !== undefined) return put(note, begin, month[0].length, 0.85, "month-year");
    return false;
  }
  if (size < 8) return false;
  const stamp = matchAt(STAMP, text, begin);
  if (stamp === undefined || !isDay(Number(stamp[1]), Number(stamp[2]), Number(stamp[3]))) return false;
  return put(note, begin, stamp[0].length, stamp[0].length > 8 ? 0.92 : 0.8, "stamp");
}

function numeric(note: Note, at: number, begin: number, found: RegExpExecArray): boolean {
  const [whole, first = "", separator = "", second = "", year = ""] = found;
  const [a, b, c] = [Number(first), Number(second), Number(year)];
  const yearFirst = year.length === 2 && first.length === 2 && isDay(a, b, c);
  if (!isDay(c, a, b) && !isDay(c, b, a) && !yearFirst) return false;
  if (year.length === 4 && !isYear(c)) return false;
  const sign = separator.trim();
  const before = keyAt(note, at - 1);
  if (/^(?:v|version|ver|rev|section|sec|release|build|figure|fig|table)$/.test(before)) return false;
  const score = year.length === 4 ? (sign === "." ? 0.93 : 0.96) : sign === "/" ? 0.93 : sign === "-" ? 0.82 : 0.72;
  const length = whole.length;
  if (year.length === 2 && isMeasured(note, begin + length)) return false;
  return put(note, begin, length, separator === sign ? score : score - 0.1, "numeric");
}

/** `18APR2016`, `3rd of May`, `15-Sep-2020`, `4 Mar`. */
function dayFirst(note: Note, at: number, begin: number): boolean {
  const found = matchAt(DAY_MONTH, note.text, begin);
  if (found === undefined) return false;
  const [whole, day = "", joint = "", word = "", gap = "", tail = ""] = found;
  const month = MONTH_OF.get(word.toLowerCase());
  if (month === undefined || Number(day) < 1 || Number(day) > 31) return false;
  const monthBegin = begin + whole.indexOf(word, day.length);
  const year =
    tail !== "" &&
    (tail.length === 4 ||
      tail.startsWith("'") ||
      /[-/.]/.test(joint + gap) ||
      joint + gap === "" ||
      // `26 Oct 64`, but not `5 Mar 10 mg`.
      !isMeasured(note, begin + whole.length));
  const length = year ? whole.length : monthBegin + word.length - begin;
  if (year && !isDay(Number(tail.replace("'", "")), month, Number(day))) return false;
  const plain = isPlainMonth(word, note) && !year && !/of\s/.test(joint) && !/st|nd|rd|th/.test(whole.slice(0, 4));
  if (plain && !afterPreposition(note, at)) return false;
  if (!year && isMeasured(note, monthBegin + word.length)) return false;
  return put(note, begin, length, year ? 0.97 : 0.8, "day-month");
}

/** `May`, `Mar`, `March`, `Sun` and `Dec` are words or names besides; a capital alone tells no month of `May`. */
function isPlainMonth(word: string, note: Note): boolean {
  return (
    /^(?:may|march|mar|jan|sep|june|april|august)$/i.test(word) &&
    (note.casing !== "mixed" || !/^[A-Z]/.test(word) || /^may$/i.test(word))
  );
}

function inWords(note: Note, at: number, begin: number, month: number): void {
  const { text, tokens } = note;
  const word = text.slice(begin, tokens.end[at]);
  const found = matchAt(MONTH_DAY, text, begin);
  if (found !== undefined) {
    const [whole, , day = "", gap = "", tail = ""] = found;
    const year = tail !== "" && (tail.length === 4 || tail.startsWith("'") || /[,/-]/.test(gap));
    const length = year ? whole.length : whole.length - gap.length - tail.length;
    const fits =
      Number(day) >= 1 && Number(day) <= 31 && (!year || isDay(Number(tail.replace("'", "")), month, Number(day)));
    const risky = isPlainMonth(word, note) && !year && word.toLowerCase() === "may" && !isDated(note, at, word);
    if (fits && !risky && (year || !isMeasured(note, begin + length))) {
      put(note, begin, length, year ? 0.97 : 0.82, "month-day");
      return;
    }
  }
  const dated = matchAt(MONTH_THEN_YEAR, text, begin);
  if (dated !== undefined && /^(?:.{3,9})/.test(dated[0])) {
    put(note, begin, dated[0].length, 0.93, "month-year-words");
    return;
  }
  monthAlone(note, at, begin, word);
}

/** A capital in the midst of a sentence, or a word before that dates follow. */
function isDated(note: Note, at: number, word: string): boolean {
  return (
    afterPreposition(note, at) ||
    (note.casing === "mixed" &&
      /^M/.test(word) &&
      at > 0 &&
      (note.tokens.gap[at] as number) === SPACE &&
      note.tokens.kind[at - 1] !== SIGN)
  );
}

const MONTH_LEADS = new Set(
  "in since until till by last next this early late mid during through before after around from every each".split(" "),
);

function monthAlone(note: Note, at: number, begin: number, word: string): void {
  const before = keyAt(note, at - 1);
  const mid = before === "-" && keyAt(note, at - 2) === "mid";
  if (!(MONTH_LEADS.has(before) || mid) || (note.tokens.gap[at] as number) >= LINE) return;
  const short = word.length < 4 && word.toLowerCase() !== "may";
  if (note.casing === "mixed" && !/^[A-Z]/.test(word)) return;
  if (
    note.casing !== "mixed" &&
    /^(?:may|march|mar|jan|april|june|august|sun)$/i.test(word) &&
    !/^(?:in|since|last|next)$/.test(before)
  )
    return;
  put(note, begin, word.length, short ? 0.55 : 0.7, "month");
}
