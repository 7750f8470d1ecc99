import { hasRole, isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, NONE } from "../tokens";
import { dateSubtype } from "./date-context";

export const ORDINALS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]first|twenty[ -]second|twenty[ -]third|twenty[ -]fourth|twenty[ -]fifth|twenty[ -]sixth|twenty[ -]seventh|twenty[ -]eighth|twenty[ -]ninth|thirtieth|thirty[ -]first";
const ORDINAL_OF = new RegExp(`(?:${ORDINALS})\\s{1,3}(?:day\\s)?of\\s{1,3}$`, "i");

/** Takes what is a date, with the weekday before it; whether it was free. */
export function putDate(note: Note, begin: number, length: number, score: number, rule: string): boolean {
  const from = tokenFrom(note.tokens, begin);
  const to = tokenFrom(note.tokens, begin + length) - 1;
  if (!isFree(note, from, to)) return false;
  const first = withWeekday(note, from);
  takeText(note, note.tokens.begin[first] as number, begin + length, dateSubtype(note, from), score, `date:${rule}`);
  return true;
}

/** Where `the third of` begins before a month, at its number. */
export function ordinalBefore(note: Note, month: number): number | undefined {
  const { tokens } = note;
  if (keyAt(note, month - 1) !== "of") return undefined;
  const start = Math.max(0, month - 5);
  const found = ORDINAL_OF.exec(note.text.slice(tokens.begin[start], tokens.begin[month]));
  return found === null ? undefined : tokenFrom(tokens, (tokens.begin[start] as number) + found.index);
}

/** The token of the weekday before a date, or of `mid` and the like; else the date's own. */
export function withWeekday(note: Note, from: number): number {
  const { tokens } = note;
  const ordinal = ordinalBefore(note, from);
  if (ordinal !== undefined) return ordinal;
  let before = from - 1;
  if (/^[,.-]$/.test(keyAt(note, before))) before -= 1;
  if (keyAt(note, before) === "mid" && tokens.gap[from] === NONE) return before;
  return hasRole(note, before, ROLE.weekday) && note.taken[before] === 0 && (tokens.gap[from] as number) <= LINE
    ? before
    : from;
}
