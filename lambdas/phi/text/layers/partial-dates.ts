import { isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { lengthAt, matchAt } from "../sticky";
import { ROLE } from "../roles";
import { hasRole } from "../note";
import { CAPITAL, LINE, NONE, NUMBER, SIGN, WORD } from "../tokens";
import { HOLIDAYS } from "../words/time";
import { afterPreposition, isMeasured } from "./date-context";
import { withWeekday } from "./date-spans";
import { DENIED } from "./denied";
import { isDay } from "./validators";

const DAY_OF_YEAR = /(\d{1,2})([/-])(\d{1,2})(?![\d/]|-\d|\.\d|\s?(?:mg|ml|mmhg|%))/iy;
const YEAR_RANGE = /(?:19|20)\d{2}\s?(?:-|to|through)\s?(?:(?:19|20)\d{2}|\d{2}|present)(?![\d-])/iy;
const SEASON_YEAR = /[a-z]{4,6}(?:,?\s(?:of\s)?)(?:(?:19|20)\d{2}|'\d{2})(?!\d)/iy;
const QUARTER = /q[1-4][\s-]?(?:of\s)?(?:(?:19|20)\d{2}|'\d{2})(?!\d)/iy;
/** What is done on a day: `3/11 labs`. */
const DONE =
  /\s(?:labs?|visit|appt|appointment|clinic|ct|mri|cxr|x-?ray|ekg|ecg|echo|us|admission|discharge|surgery|procedure|results?|note|addendum|cultures?|biopsy)(?![a-z])/iy;
const CLOCK_AFTER = /\s?(?:at|@|,)?\s?(?:\d{1,2}:\d{2}|\d{4}\s?(?:h|hrs)|\d{1,2}\s?[ap]m)/iy;
/** As wards write the time: `11/4 0600`, `11/3 2300-0700:`. */
const WARD_CLOCK_AFTER =
  /\s(?:[01]\d|2[0-3])[0-5]\d(?:\s?-\s?\d{4})?(?![\d/.,-]|\s?(?:mg|mcg|ml|cc|units?|kcal|cal|steps)\b)/iy;
/** `10/2-10/5`: from one day to another. */
const DAYS_OF_YEAR = /(\d{1,2})\/(\d{1,2})\s?-\s?(\d{1,2})\/(\d{1,2})(?![\d/-]|\.\d|\s?(?:mg|ml|mmhg|%))/y;

const YEAR_LEADS = new Set(
  "in since until till by from circa year around during before after through early late mid spring summer fall autumn winter c ca about of class and dx diagnosed s/p copyright quit retired widowed divorced married stopped surgery stroke mi cabg cva tia tka tha tkr thr stent cath appy chole transplant pacemaker ablation fracture graduated sober approx approximately hx ppm pci tavr mva mvc colonoscopy egd ca cancer dvt pe turp avr mvr csection cs tah bso lasik immigrated moved discharged".split(
    " ",
  ),
);
/** Operations by their endings: `appendectomy 1987`. */
const OPERATED = /.{3}(?:ectomy|plasty|otomy|ostomy|oscopy|pexy|desis|rrhaphy)$/;
/** What is published, in the year in brackets behind it: `guidelines (2012)`. */
const CITED =
  /^(?:guidelines?|criteria|consensus|statement|edition|ed|update|al|review|trial|study|panel|version|recommendations?|jnc|aha|acc|acog|kdigo|gold|gina|idsa|nccn|uspstf)$/;
const LATEST_YEAR = 2035;
const EARLIEST_YEAR = 1900;

/** Days without a year, years alone, seasons and feasts: dates only where the words around make them one. */
export function partialDateLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    const begin = tokens.begin[at] as number;
    const size = (tokens.end[at] as number) - begin;
    if (tokens.kind[at] === NUMBER) {
      if (note.denied[at] === DENIED.code) continue;
      if (size <= 2) dayOfYear(note, at, begin);
      else if (size === 4) year(note, at, begin);
    } else if (tokens.kind[at] === WORD) {
      if (hasRole(note, at, ROLE.season)) {
        const length = lengthAt(SEASON_YEAR, text, begin);
        if (length > 0) put(note, begin, length, "date", 0.8, "season");
      } else feast(note, at, begin);
    } else if (/^\d{1,2}(?:st|nd|rd|th)$/.test(keyAt(note, at))) dayAlone(note, at, begin);
    else if (tokens.kind[at] !== SIGN && text.charCodeAt(begin) !== 0) {
      const length = /^[qQ]/.test(text[begin] as string) ? lengthAt(QUARTER, text, begin) : 0;
      if (length > 0) put(note, begin, length, "date", 0.7, "quarter");
    }
  }
}

function put(note: Note, begin: number, length: number, subtype: "date" | "year", score: number, rule: string): void {
  const from = tokenFrom(note.tokens, begin);
  if (isFree(note, from, tokenFrom(note.tokens, begin + length) - 1)) {
    const first = withWeekday(note, from);
    takeText(note, note.tokens.begin[first] as number, begin + length, subtype, score, `date:${rule}`);
  }
}

function dayOfYear(note: Note, at: number, begin: number): void {
  const { tokens, text } = note;
  const days = daysOfYear(note, at, begin);
  if (days > 0) return put(note, begin, days, "date", 0.75, "days");
  const found = matchAt(DAY_OF_YEAR, text, begin);
  if (found === undefined) return;
  const [whole, first = "", sign, second = ""] = found;
  const [a, b] = [Number(first), Number(second)];
  if (!isDay(2000, a, b) && !isDay(2000, b, a)) return;
  if (at > 0 && tokens.gap[at] === NONE && !/[(["'-]/.test(text[begin - 1] as string)) return;
  const range =
    at > 1 &&
    keyAt(note, at - 1) === "-" &&
    note.taken[at - 2] !== 0 &&
    note.found[(note.taken[at - 2] as number) - 1]?.category === "DATE";
  if (range) return put(note, begin, whole.length, "date", 0.8, "range");
  if (isMeasured(note, begin + whole.length)) return;
  if (sign === "/" && isListed(note, at)) return put(note, begin, whole.length, "date", 0.7, "listed");
  if (sign === "-") {
    // `seen 9-29.`, `the week of 1-13`, but not `take 1-2 daily`, `on 2-3 liters`.
    const closed = /^[.,;:)\]]?(?:\s|$)/.test(text.slice(begin + whole.length, begin + whole.length + 2));
    const lead = keyAt(note, at - 1);
    const told =
      /^(?:on|since|until|interviewed|showed|dated|seen|admitted|discharged|visit)$/.test(lead) ||
      (lead === "of" && keyAt(note, at - 2) === "week");
    const counts = /^\s(?:lit(?:er|re)s?|occasions?|separate|different|pillows?)/.test(
      text.slice(begin + whole.length, begin + whole.length + 11),
    );
    if (told && closed && !counts && note.denied[at] === 0 && (a > 3 || b > 3))
      put(note, begin, whole.length, "date", 0.6, "hyphened");
    return;
  }
  const weekday =
    hasRole(note, at - 1, ROLE.weekday) || (/^[,.]$/.test(keyAt(note, at - 1)) && hasRole(note, at - 2, ROLE.weekday));
  const timed =
    lengthAt(CLOCK_AFTER, text, begin + whole.length) > 0 || lengthAt(WARD_CLOCK_AFTER, text, begin + whole.length) > 0;
  const opens =
    (at === 0 || (tokens.gap[at] as number) >= LINE) &&
    /^\s?[:-]\s/.test(text.slice(begin + whole.length, begin + whole.length + 3));
  if (note.denied[at] !== 0) return;
  const padded = first.startsWith("0") || (second.startsWith("0") && a <= 12);
  const day =
    keyAt(note, at - 1) === "(" && /^\)/.test(text.slice(begin + whole.length)) && keyAt(note, at - 3) === "day";
  if (
    day ||
    weekday ||
    timed ||
    afterPreposition(note, at) ||
    (afterPreposition(note, at - 1) && keyAt(note, at - 1) === "the")
  ) {
    put(note, begin, whole.length, "date", a === b || b > 5 || a > 5 ? 0.8 : 0.7, "day-of-year");
  } else if (padded && a > 0 && b > 0) put(note, begin, whole.length, "date", 0.6, "padded");
  else if (lengthAt(DONE, text, begin + whole.length) > 0) put(note, begin, whole.length, "date", 0.65, "done");
  else if (opens) put(note, begin, whole.length, "date", 0.7, "line");
  else if ((a > 12 || b > 12) !== (a > 12 && b > 12)) put(note, begin, whole.length, "date", 0.4, "bare");
}

/** Length of a span of days without a year, of which one is no score or strength: 0 for none. */
function daysOfYear({ tokens, text }: Note, at: number, begin: number): number {
  if (at > 0 && tokens.gap[at] === NONE && !/[(["']/.test(text[begin - 1] as string)) return 0;
  const found = matchAt(DAYS_OF_YEAR, text, begin);
  if (found === undefined) return 0;
  const [a = 0, b = 0, c = 0, d = 0] = found.slice(1).map(Number);
  const inOrder = a < c || (a === c && b < d);
  const days = isDay(2000, a, b) && isDay(2000, c, d) && inOrder && Math.max(a, b, c, d) > 5;
  return days ? found[0].length : 0;
}

/** Whether a day stands before it in a list: `seen 3/4, 3/11 and 3/18`. */
function isListed(note: Note, at: number): boolean {
  let back = at - 1;
  if (/^(?:and|&)$/.test(keyAt(note, back))) back -= 1;
  if (keyAt(note, back) === ",") back -= 1;
  if (back === at - 1) return false;
  const before = note.found[(note.taken[back] as number) - 1];
  return before?.category === "DATE" && /^\d{1,2}\/\d{1,2}$/.test(note.text.slice(before.begin, before.end));
}

function year(note: Note, at: number, begin: number): void {
  const { tokens, text } = note;
  const value = Number(keyAt(note, at));
  if (
    value < EARLIEST_YEAR ||
    value > LATEST_YEAR ||
    (at > 0 && tokens.gap[at] === NONE && !/[(/'"-]/.test(text[begin - 1] as string))
  )
    return;
  const range = lengthAt(YEAR_RANGE, text, begin);
  if (range > 0) return put(note, begin, range, "year", 0.75, "years");
  const end = tokens.end[at] as number;
  if (/[-/.:,]\d/.test(text.slice(end, end + 2)) || isMeasured(note, end) || note.denied[at] !== 0) return;
  const before = keyAt(note, at - 1);
  // `2019: appendectomy`
  const listed = (at === 0 || (tokens.gap[at] as number) >= LINE) && /^\s?[:-]\s/.test(text.slice(end, end + 3));
  if (
    listed ||
    YEAR_LEADS.has(before) ||
    (tokens.kind[at - 1] === WORD && OPERATED.test(before)) ||
    (before === "," && isYearTaken(note, at - 2)) ||
    (YEAR_LEADS.has(keyAt(note, at - 2)) && /^(?:early|late|mid|-|about|around|the|year)$/.test(before))
  ) {
    put(note, begin, end - begin, "year", 0.8, "year");
  } else if (
    (before === "(" && /^[),;]/.test(text.slice(end, end + 1)) && !CITED.test(keyAt(note, at - 2))) ||
    (value >= 1950 &&
      /^[,;.)]|^\s*$/.test(text.slice(end, end + 2)) &&
      tokens.kind[at - 1] === WORD &&
      tokens.gap[at] !== NONE)
  ) {
    put(note, begin, end - begin, "year", before === "(" ? 0.65 : 0.45, "year-alone");
  }
}

const isYearTaken = (note: Note, at: number): boolean => note.found[(note.taken[at] as number) - 1]?.subtype === "year";

/** `admitted on the 14th`, `Tuesday the 5th`: a day that only its month lacks. */
const LEADS_TO_DAY = /^(?:on|since|until|till|by|from|due|before|after|through|effective)$/;

function dayAlone(note: Note, at: number, begin: number): void {
  const { tokens, text } = note;
  const size = (tokens.end[at] as number) - begin;
  const day = Number.parseInt(keyAt(note, at), 10);
  if (day < 1 || day > 31 || keyAt(note, at - 1) !== "the") return;
  const weekday = hasRole(note, at - 2, ROLE.weekday);
  const closed = /^\s*(?:$|[.,;)]|\n|(?:and|at|for|with|to|after|he|she|pt|patient)\s)/.test(
    text.slice(begin + size, begin + size + 12),
  );
  if (!closed || !(weekday || LEADS_TO_DAY.test(keyAt(note, at - 2)))) return;
  const from = weekday ? (tokens.begin[at - 2] as number) : begin;
  if (isFree(note, weekday ? at - 2 : at, at)) takeText(note, from, begin + size, "date", 0.6, "date:day-alone");
}

/** Feasts by their first word, the longest first. */
const FEASTS = new Map<string, string[][]>();
for (const words of HOLIDAYS.map((name) => name.split(" ")).sort((a, b) => b.length - a.length)) {
  FEASTS.set(words[0] as string, [...(FEASTS.get(words[0] as string) ?? []), words]);
}
const YEAR_AFTER = /,?\s(?:of\s)?(?:(?:19|20)\d{2}|'\d{2})(?!\d)/y;

function feast(note: Note, at: number, begin: number): void {
  const feasts = FEASTS.get(keyAt(note, at));
  if (feasts === undefined) return;
  const ends = feasts.map((each) => feastEnd(note, at, each)).find((last) => last >= 0);
  if (ends === undefined) return;
  const end = note.tokens.end[ends] as number;
  const dated = lengthAt(YEAR_AFTER, note.text, end);
  const told = afterPreposition(note, at) || /^(?:over|this|during|at|past|near|every)$/.test(keyAt(note, at - 1));
  if (dated === 0 && !told) return;
  if (dated === 0 && note.casing === "mixed" && note.tokens.shape[at] !== CAPITAL) return;
  put(note, begin, end + dated - begin, "date", dated > 0 ? 0.85 : 0.55, "feast");
}

/** Its last token; possessives within count as the letter alone: `New Year's Eve`. */
function feastEnd(note: Note, at: number, words: readonly string[]): number {
  let next = at;
  for (const [step, word] of words.entries()) {
    const key = keyAt(note, next);
    if (key === word) next += 1;
    else if (`${key}s` === word && keyAt(note, next + 1) === "'" && keyAt(note, next + 2) === "s") next += 3;
    else if (step === 0 || key !== word) return -1;
  }
  return next - 1;
}
