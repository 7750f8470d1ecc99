import { fold } from "../fold";
import { keyAt, type Note } from "../note";
import { lengthAt, matchAt } from "../sticky";
import { LINE, SIGN, SPACE } from "../tokens";
import { MONTH_OF } from "../words/time";
import { afterPreposition, isMeasured } from "./date-context";
import { ORDINALS, ordinalBefore, putDate } from "./date-spans";
import { isDay } from "./validators";

const DAY_MONTH =
  /(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|to|through|and|&)\s?\d{1,2}(?:st|nd|rd|th)?)?(\s?[-/.]\s?|\s{0,12}(?:(?:day )?(?:of|de)\s|of\s(?:the month of\s)?)?|\.\s)(\p{L}{3,10})(?!\p{L})\.?(?:(\s?[,./-]\s{0,12}|\s{1,3}del?\s|\s{0,12})((?:19|20)\d{2}(?!\d)|'?\d{2}(?!\d|[:/.-]?\d|\s?[ap]m\b)))?/iuy;
const MONTH_DAY =
  /\p{L}{3,10}(\.?,?(?:\s{0,2}the)?\s{0,12}|[-/])(\d{1,2})(?!\d|\.\d|:\d)(?:st|nd|rd|th)?(?:\s?(?:-|to|through|thru|and|&)\s?\d{1,2}(?!\d|:)(?:st|nd|rd|th)?)?(?:(\s?,\s{0,12}|\s{1,12}|[-/]|\s?of\s)((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d)|\d{2}(?![\d:]|\s?[ap]m\b)))?/iuy;
const MONTH_THEN_YEAR = /\p{L}{3,10}(?:\.?,?\s{1,12}(?:of\s|in\s)?|[-/.])((?:19|20)\d{2}(?!\d)|'\d{2}(?!\d))/iuy;
const UNITS = "one|two|three|four|five|six|seven|eight|nine";
/** As it is dictated: `nineteen forty one`, `two thousand and nine`, `twenty twenty-six`. */
const SPOKEN_YEAR = `(?:nineteen|twenty|two\\sthousand)\\s(?:and\\s|oh\\s|o\\s)?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-](?:${UNITS}))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|${UNITS})(?![a-z])`;
const ORDINAL_DAY = new RegExp(
  `[a-z]{3,9}\\s{1,3}(?:the\\s)?(?:${ORDINALS})(?![a-z])(?:,?\\s{1,3}(?:of\\s)?(?:(?:19|20)\\d{2}(?!\\d)|${SPOKEN_YEAR}))?`,
  "iy",
);

/** `18APR2016`, `3rd of May`, `15-Sep-2020`, `4 Mar`. */
export function dayFirst(note: Note, at: number, begin: number): boolean {
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
  return putDate(note, begin, length, year ? 0.97 : 0.8, "day-month");
}

/** `May`, `Mar`, `March`, `Sun` and `Dec` are words or names besides; a capital alone tells no month of `May`. */
function isPlainMonth(word: string, note: Note): boolean {
  return (
    /^(?:may|march|mar|jan|sep|june|april|august)$/i.test(word) &&
    (note.casing !== "mixed" || !/^[A-Z]/.test(word) || /^may$/i.test(word))
  );
}

/** `May 3rd, 2021`, `March the fourth`, `in June`. */
export function inWords(note: Note, at: number, begin: number, month: number): void {
  const { text, tokens } = note;
  const word = text.slice(begin, tokens.end[at]).replace(/\d+$/, "");
  const ordinal = lengthAt(ORDINAL_DAY, text, begin);
  if (ordinal > 0 && putDate(note, begin, ordinal, 0.9, "month-ordinal")) return;
  const found = matchAt(MONTH_DAY, text, begin);
  if (found !== undefined) {
    const [whole, , day = "", gap = "", tail = ""] = found;
    const year = tail !== "" && (tail.length === 4 || tail.startsWith("'") || /[,/-]/.test(gap));
    const length = year ? whole.length : whole.length - gap.length - tail.length;
    const fits =
      Number(day) >= 1 && Number(day) <= 31 && (!year || isDay(Number(tail.replace("'", "")), month, Number(day)));
    const risky = isPlainMonth(word, note) && !year && word.toLowerCase() === "may" && !isDated(note, at, word);
    if (fits && !risky && (year || !isMeasured(note, begin + length))) {
      putDate(note, begin, length, year ? 0.97 : 0.82, "month-day");
      return;
    }
  }
  const dated = matchAt(MONTH_THEN_YEAR, text, begin);
  if (dated !== undefined && /^(?:.{3,9})/.test(dated[0])) {
    putDate(note, begin, dated[0].length, 0.93, "month-year-words");
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
  if (ordinalBefore(note, at) !== undefined) {
    putDate(note, begin, word.length, 0.9, "ordinal-month");
    return;
  }
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
  putDate(note, begin, word.length, short ? 0.55 : 0.7, "month");
}
