import type { OperatingPoint } from "../contract";
import type { Category } from "../span";
import { SUBTYPES, type Subtype } from "../subtypes";
import { lookUp, nameRank, wordRank } from "./lexicon";
import { correction, readings } from "./ocr";
import { ROLE, roleWords, rolesOf } from "./roles";
import { labelWords } from "./words/labels";
import { CAPITAL, LINE, LOWER, MIXED, NONE, NUMBER, tokenise, UPPER, WORD, type Tokens } from "./tokens";

/** A place that may identify somebody: offsets in the normalised text. */
export interface Candidate {
  readonly begin: number;
  readonly end: number;
  readonly category: Category;
  readonly subtype: Subtype;
  /** How likely it is one, in [0, 1]. */
  readonly score: number;
  readonly rule: string;
}

/** Whether capitals tell anything in a text: not in one that is all lower or all upper case. */
export type Casing = "mixed" | "lower" | "upper";

/** A text under examination, with what the layers have found so far. */
export interface Note {
  readonly text: string;
  readonly tokens: Tokens;
  /** Bits of `ROLE`, a token each. */
  readonly roles: Int32Array;
  readonly casing: Casing;
  readonly point: OperatingPoint;
  /** Index of the candidate that has taken a token, plus one; 0 for none, `LABEL` for a word that only says what follows. */
  readonly taken: Int32Array;
  /** Tokens that the negative layer holds to be no identifier. */
  readonly denied: Uint8Array;
  readonly found: Candidate[];
}

export function noteOf(given: string, point: OperatingPoint): Note {
  const tokens = tokenise(given);
  const text = withDigits(tokens);
  const roles = new Int32Array(tokens.count);
  let lower = 0;
  let capital = 0;
  let upper = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] === MIXED) reread(tokens, at);
    if (tokens.kind[at] !== WORD) continue;
    roles[at] = rolesOf(tokens.key[at] as string);
    // A word with marks is none of the plain words that it is folded to: `Åsa` is no `ASA`.
    if (roles[at] !== 0 && isMarked(text, tokens.begin[at] as number, tokens.end[at] as number))
      roles[at] = (roles[at] as number) & ~(ROLE.drug | ROLE.never | ROLE.eponym);
    if (roles[at] === 0 && tokens.bits[at] === 0) roles[at] = corrected(tokens, at);
    const length = (tokens.end[at] as number) - (tokens.begin[at] as number);
    if (length < 3) continue;
    if (tokens.shape[at] === LOWER) lower += 1;
    else if (tokens.shape[at] === CAPITAL) capital += 1;
    else if (tokens.shape[at] === UPPER) upper += 1;
  }
  const all = lower + capital + upper;
  const casing: Casing =
    all > 0 && lower + capital <= upper * 0.1
      ? "upper"
      : (all > 3 && capital + upper <= lower * 0.02) || (all > 0 && capital + upper === 0 && !hasCapital(tokens))
        ? "lower"
        : "mixed";
  return {
    text,
    tokens,
    roles,
    casing,
    point,
    taken: new Int32Array(tokens.count),
    denied: new Uint8Array(tokens.count),
    found: [],
  };
}

/** Whether any letter of a text is a capital. */
const hasCapital = ({ text }: Tokens): boolean => /\p{Lu}/u.test(text);

function isMarked(text: string, begin: number, end: number): boolean {
  for (let at = begin; at < end; at += 1) if (text.charCodeAt(at) > 0x7f) return true;
  return false;
}

const LETTERS_READ_AS_DIGITS: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  I: "1",
  l: "1",
  "|": "1",
  S: "5",
  B: "8",
  Z: "2",
  i: "1",
};

/** The text of the same length in which letters amid digits are the digits that they are misreadings of: `8/17/20I9`. */
function withDigits(tokens: Tokens): string {
  const { text, count, kind, begin, end } = tokens;
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < count; at += 1) {
    if (kind[at] !== MIXED) continue;
    const raw = text.slice(begin[at], end[at]);
    const letters = raw.replace(/\d/g, "");
    if (letters.length * 2 > raw.length || /[^OoIlSBZi]/.test(letters)) continue;
    const joined = isDateSign(tokens, at - 1, at) || isDateSign(tokens, at + 1, at + 1);
    if (!joined && (raw.length < 4 || !/^\d.*\d$|^\d{3}/.test(raw))) continue;
    const digits = raw.replace(/\D/g, (letter) => LETTERS_READ_AS_DIGITS[letter] as string);
    parts.push(text.slice(done, begin[at]), digits);
    done = end[at] as number;
    kind[at] = NUMBER;
    tokens.key[at] = digits;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(done);
}

/** Whether a sign joins a part of a date; one of five digits or more is none: `S21-59793`. */
function isDateSign({ key, gap, kind }: Tokens, at: number, gapAt: number): boolean {
  const other = gapAt === at ? at + 1 : at - 1;
  const digits = kind[other] === NUMBER || kind[other] === MIXED;
  return /^[/.-]$/.test(key[at] ?? "") && gap[gapAt] === NONE && digits && (key[other] as string).length < 5;
}

const DIGITS_READ_AS_LETTERS = /^[a-z01568]+$/;

/** A token of letters and a digit or two becomes the word that it is a misreading of: `C0de`, `Wi11iam`. */
function reread(tokens: Tokens, at: number): void {
  const key = tokens.key[at] as string;
  const digits = key.replace(/\D/g, "").length;
  if (key.length < 4 || key.length - digits < digits * 2 || !DIGITS_READ_AS_LETTERS.test(key)) return;
  const word = readings(key).find((reading) => {
    const bits = lookUp(reading);
    return rolesOf(reading) !== 0 || nameRank(bits) === 2 || wordRank(bits) > 0;
  });
  if (word === undefined) {
    // A proper noun of no list, with one digit in it: `Ca1nero`.
    if (tokens.shape[at] !== CAPITAL || digits > 1 || key.length < 6 || /^\d/.test(key)) return;
    tokens.kind[at] = WORD;
    tokens.key[at] = readings(key)[0] as string;
    return;
  }
  tokens.key[at] = word;
  tokens.bits[at] = lookUp(word);
  tokens.kind[at] = WORD;
  if (/^\d/.test(key)) tokens.shape[at] = tokens.shape[at] === UPPER ? UPPER : CAPITAL;
}

const MISREAD_LETTERS = 3;

/** Roles of the word that a word of no list is a misreading of, which takes its place. */
function corrected(tokens: Tokens, at: number): number {
  const key = tokens.key[at] as string;
  if (key.length < MISREAD_LETTERS) return 0;
  const word = correction(key, vocabulary);
  if (word === undefined || word === "") return 0;
  tokens.key[at] = word;
  tokens.bits[at] = lookUp(word);
  return rolesOf(word);
}

/** Shorter words of medicine are too like names that no list has. */
const LONG_ENOUGH = 7;

function* vocabulary(): Iterable<string> {
  for (const word of roleWords()) if (word.length >= LONG_ENOUGH || rolesOf(word) !== ROLE.clinical) yield word;
  yield* labelWords();
}

/** Puts a candidate on the list and takes the tokens `from` to `to`, the last included, unless they are taken. */
export function take(note: Note, from: number, to: number, subtype: Subtype, score: number, rule: string): void {
  const { tokens, taken, found } = note;
  found.push({
    begin: tokens.begin[from] as number,
    end: tokens.end[to] as number,
    category: SUBTYPES[subtype].category,
    subtype,
    score,
    rule,
  });
  for (let at = from; at <= to; at += 1) if (taken[at] === 0) taken[at] = found.length;
}

/** In `taken`: the token is of a label that has its value, so that it is no part of anything. */
export const LABEL = -1;

/** Keeps the words of a label out of what stands before it: `Rene Walker  Member ID: 9QPQ`. */
export function takeLabel({ taken }: Note, from: number, to: number): void {
  for (let at = from; at <= to; at += 1) if (taken[at] === 0) taken[at] = LABEL;
}

/** Whether no candidate has taken any token from `from` to `to`. */
export function isFree(note: Note, from: number, to: number): boolean {
  for (let at = from; at <= to; at += 1) if (note.taken[at] !== 0) return false;
  return true;
}

/** A text of no more tokens is a question or a message, which is about somebody more often than a note's average words. */
const SHORT = 45;
export const isShort = ({ tokens }: Note): boolean => tokens.count <= SHORT;

export const hasRole = (note: Note, at: number, role: number): boolean => ((note.roles[at] ?? 0) & role) !== 0;

export const keyAt = (note: Note, at: number): string => note.tokens.key[at] ?? "";

/** Whether a token is the first of its line. */
export const beginsLine = ({ tokens }: Note, at: number): boolean => at === 0 || (tokens.gap[at] as number) >= LINE;

/** Number of the token that begins at or after an offset: the count of tokens when there is none. */
export function tokenFrom({ begin, count }: Tokens, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((begin[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a candidate given by offsets on the list and takes the tokens in it. */
export function takeText(note: Note, begin: number, end: number, subtype: Subtype, score: number, rule: string): void {
  const { tokens, taken, found } = note;
  found.push({ begin, end, category: SUBTYPES[subtype].category, subtype, score, rule });
  let at = tokenFrom(tokens, begin);
  if (at > 0 && (tokens.end[at - 1] as number) > begin) at -= 1;
  for (; at < tokens.count && (tokens.begin[at] as number) < end; at += 1) {
    if (taken[at] === 0) taken[at] = found.length;
  }
}
