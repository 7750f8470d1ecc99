import { fold } from "../fold";
import { hasRole, isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { lengthAt, matchAt } from "../sticky";
import { LINE, MIXED, NONE, NUMBER, SIGN, SPACE, WORD } from "../tokens";
import { ROLE } from "../roles";
import { MONTH_OF } from "../words/time";
import { afterPreposition, dateSubtype, isMeasured } from "./date-context";
import { isDay, isYear } from "./validators";

const YEAR_FIRST =
  /((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/y;
const NUMERIC = /(\d{1,2})( ?[/.-] ?)(\d{1,2})\2((?:1[89]|20)\d{2}|'?\d{2})(?!\d|\/\d|-\d(?!\d?[/.])|\.\d)/y;
const YEAR_MONTH = /((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?![\d/-])/y;
const MONTH_YEAR = /(0?[1-9]|1[0-2])[/.-]((?:19|20)\d{2})(?![\d/]|-\d(?!\d?\/))/y;
const SHORT_RANGE = /\d{1,2}\/\d{1,2}\s?(?:-|to)\s?(?:\d{1,2}\/)?\d{1,2}\/(?:20\d{2}|19\d{2}|\d{2})(?![\d/])/y;
const STAMP =
  /((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?[0-2]\d[0-5]\d(?:[0-5]\d(?:\.\d{1,6})?)?Z?)?(?:[+-]\d{4})?(?![\dA-Za-z])/y;
const DAY_MONTH =
  /(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|to|through|and|&)\s?\d{1,2}(?:st|nd|rd|th)?)?(\s?[-/.]\s?|\s{0,12}(?:(?:day )?(?:of|de)\s|of\s(?:the month of\s)?)?|\.\s)(\p{L}{3,10})(?!\p{L})\.?(?:(\s?[,./-]\s{0,12}|\s{1,3}del?\s|\s{0,12})((?:19|20)\d{2}(?!\d)|'?\d{2}(?!\d|[:/.-]?\d|\s?[ap]m\b)))?/iuy;
const YEAR_MONTH_DAY = /((?:19|20)\d{2})[\s-]?([a-z]{3,9})[\s-]?(\d{1,2})(?!\d)/iy;
const MONTH_DAY =
  /\p{L}{3,10}(\.?,?(?:\s{0,2}the)?\s{0,12}|[-/])(\d{1,2})(?!\d|\.\d|:\d)(?:st|nd|rd|th)?(?:\s?(?:-|to|through|thru|and|&)\s?\d{1,2}(?!\d|:)(?:st|nd|rd|th)?)?(?:(\s?,\s{0,12}|\s{1,12}|[-/]|\s?of\s)((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d)|\d{2}(?![\d:]|\s?[ap]m\b)))?/iuy;
const MONTH_THEN_YEAR = /\p{L}{3,10}(?:\.?,?\s{1,12}(?:of\s|in\s)?|[-/.])((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d))/iuy;

const ORDINALS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]first|twenty[ -]second|twenty[ -]third|twenty[ -]fourth|twenty[ -]fifth|twenty[ -]sixth|twenty[ -]seventh|twenty[ -]eighth|twenty[ -]ninth|thirtieth|thirty[ -]first";
const ORDINAL_DAY = new RegExp(
  `[a-z]{3,9}\\s{1,3}(?:the\\s)?(?:${ORDINALS})(?![a-z])(?:,?\\s{1,3}(?:of\\s)?(?:19|20)\\d{2}(?!\\d))?`,
  "iy",
);
const ORDINAL_OF = new RegExp(`(?:${ORDINALS})\\s{1,3}(?:day\\s)?of\\s{1,3}$`, "i");

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

function put(note: Note, begin: number, length: number, score: number, rule: string): boolean {
  const from = tokenFrom(note.tokens, begin);
  const to = tokenFrom(note.tokens, begin + length) - 1;
  if (!isFree(note, from, to)) return false;
  const first = withWeekday(note, from);
  takeText(note, note.tokens.begin[first] as number, begin + length, dateSubtype(note, from), score, `date:${rule}`);
  return true;
}

/** The token of the weekday before a date, or of `mid` and the like; else the date's own. */
export function withWeekday(note: Note, from: number): number {
  const { tokens } = note;
  let before = from - 1;
  if (keyAt(note, before) === "of") {
    const start = Math.max(0, before - 3);
    const lead = note.text.slice(tokens.begin[start], tokens.begin[from]);
    const found = ORDINAL_OF.exec(lead);
    if (found !== null) return tokenFrom(tokens, (tokens.begin[start] as number) + found.index);
  }
  if (/^[,.-]$/.test(keyAt(note, before))) before -= 1;
  if (keyAt(note, before) === "mid" && tokens.gap[from] === NONE) return before;
  return hasRole(note, before, ROLE.weekday) && note.taken[before] === 0 && (tokens.gap[from] as number) <= LINE
    ? before
    : from;
}

function inFigures(note: Note, at: number, begin: number): boolean {
  const { text, tokens } = note;
  const size = (tokens.end[at] as number) - begin;
  if (size === 4) {
    const found = matchAt(YEAR_FIRST, text, begin);
    if (found !== undefined && isDay(Number(found[1]), Number(found[3]), Number(found[4]))) {
      return put(note, begin, found[0].length, found[2] === "." ? 0.85 : 0.98, "year-first");
    }
    const words = matchAt(YEAR_MONTH_DAY, text, begin);
    const named = words === undefined ? undefined : MONTH_OF.get(fold(words[2] as string));
    if (words !== undefined && named !== undefined && isDay(Number(words[1]), named, Number(words[3]))) {
      return put(note, begin, words[0].length, 0.95, "year-month-day");
    }
    const month = matchAt(YEAR_MONTH, text, begin);
    return month !== undefined && put(note, begin, month[0].length, 0.75, "year-month");
  }
  if (size <= 2) {
    const range = lengthAt(SHORT_RANGE, text, begin);
    if (range > 0) return put(note, begin, range, 0.85, "range");
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
  return put(note, begin, length, separator === sign ? score : score - 0.1, "numeric");
}

/** `18APR2016`, `3rd of May`, `15-Sep-2020`, `4 Mar`. */
function dayFirst(note: Note, at: number, begin: number): boolean {
  const found = matchAt(DAY_MONTH, note.text, begin);
  if (found === undefined) return false;
  const [whole, day = "", joint = "", word = "", gap = "", tail = ""] = found;
  const month = MONTH_OF.get(fold(word));
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
  const word = text.slice(begin, tokens.end[at]).replace(/\d+$/, "");
  const ordinal = lengthAt(ORDINAL_DAY, text, begin);
  if (ordinal > 0 && put(note, begin, ordinal, 0.9, "month-ordinal")) return;
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

/** What somebody comes for in a month: `her June visit`. */
const DONE_IN =
  /\s(?:visit|appointment|appt|labs|admission|hospitalization|surgery|scan|mri|ct|results|clinic)(?![a-z])/iy;
const MONTH_LEADS = new Set(
  "in since until till by last next this early late mid during through before after around from every each".split(" "),
);

function monthAlone(note: Note, at: number, begin: number, word: string): void {
  const before = keyAt(note, at - 1);
  const mid = before === "-" && keyAt(note, at - 2) === "mid";
  const done = note.casing === "mixed" && lengthAt(DONE_IN, note.text, begin + word.length) > 0;
  if (!(MONTH_LEADS.has(before) || mid || done) || (note.tokens.gap[at] as number) >= LINE) return;
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
