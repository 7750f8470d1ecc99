import { fold } from "./fold";
import { lookUp } from "./lexicon";

/** What a token is made of. */
export const WORD = 1;
export const NUMBER = 2;
/** Letters and digits. */
export const MIXED = 3;
export const SIGN = 4;
/** `'s` after a word. */
export const POSSESSIVE = 5;

/** How a word is written. */
export const LOWER = 1;
export const CAPITAL = 2;
export const UPPER = 3;
/** A single capital letter. */
export const INITIAL = 4;

/** What stands before a token: nothing, a space, a wide gap as between columns, a line's end, an empty line. */
export const NONE = 0;
export const SPACE = 1;
export const WIDE = 2;
export const LINE = 3;
export const PARAGRAPH = 4;

/** A text in tokens, as arrays with one place for each token. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  readonly kind: Uint8Array;
  readonly shape: Uint8Array;
  readonly gap: Uint8Array;
  /** Folded word, lower case of a number or mixed token, or the sign itself. */
  readonly key: string[];
  /** What the lists say of a word (lexicon.ts). */
  readonly bits: Uint8Array;
}

const OTHER = 0;
const LETTER_LOW = 1;
const LETTER_UP = 2;
const DIGIT = 3;
const BLANK = 4;
const BREAK = 5;

const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const sign = String.fromCharCode(code);
  ASCII[code] = /[a-z]/.test(sign)
    ? LETTER_LOW
    : /[A-Z]/.test(sign)
      ? LETTER_UP
      : /\d/.test(sign)
        ? DIGIT
        : sign === "\n"
          ? BREAK
          : /\s/.test(sign)
            ? BLANK
            : OTHER;
}

const LETTER = /[\p{L}\p{M}]/u;
const UPPERCASE = /\p{Lu}/u;
const DIGITS = /\p{Nd}/u;

/** Class of the unit at an offset; halves of a character beyond the basic plane count as other signs. */
function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] as number;
  const sign = text[at] as string;
  if (LETTER.test(sign)) return UPPERCASE.test(sign) ? LETTER_UP : LETTER_LOW;
  return DIGITS.test(sign) ? DIGIT : /\s/.test(sign) ? BLANK : OTHER;
}

const APOSTROPHE = 0x27;

/** One pass over the text; a token takes at most as many steps as it has letters. */
export function tokenise(text: string): Tokens {
  const size = Math.max(16, text.length);
  const begin = new Int32Array(size);
  const end = new Int32Array(size);
  const kind = new Uint8Array(size);
  const shape = new Uint8Array(size);
  const gap = new Uint8Array(size);
  const bits = new Uint8Array(size);
  const key: string[] = [];
  let count = 0;
  let at = 0;
  let blanks = 0;
  let breaks = 0;
  while (at < text.length) {
    const first = classAt(text, at);
    if (first === BLANK) {
      blanks += text.charCodeAt(at) === 9 ? 3 : 1;
      at += 1;
      continue;
    }
    if (first === BREAK) {
      breaks += 1;
      at += 1;
      continue;
    }
    begin[count] = at;
    gap[count] = breaks > 1 ? PARAGRAPH : breaks === 1 ? LINE : blanks > 2 ? WIDE : blanks > 0 ? SPACE : NONE;
    blanks = 0;
    breaks = 0;
    if (first === OTHER) {
      key.push(text[at] as string);
      kind[count] = SIGN;
      at += 1;
    } else {
      const from = at;
      let ups = 0;
      let lows = 0;
      let digits = 0;
      let inner = first;
      while (inner >= LETTER_LOW && inner <= DIGIT) {
        if (inner === DIGIT) digits += 1;
        else if (inner === LETTER_UP) ups += 1;
        else lows += 1;
        at += 1;
        if (at >= text.length) break;
        inner = classAt(text, at);
        if (text.charCodeAt(at) === APOSTROPHE && digits === 0 && joins(text, at)) {
          at += 1;
          inner = classAt(text, at);
        }
      }
      const raw = text.slice(from, at);
      if (digits === 0) {
        kind[count] = WORD;
        shape[count] = shapeOf(raw, first, ups, lows);
        const folded = fold(raw);
        key.push(folded);
        bits[count] = lookUp(folded);
        if (from > 0 && folded === "s" && text.charCodeAt(from - 1) === APOSTROPHE) kind[count] = POSSESSIVE;
      } else {
        kind[count] = ups + lows === 0 ? NUMBER : MIXED;
        shape[count] = lows === 0 ? UPPER : ups === 0 ? LOWER : CAPITAL;
        key.push(raw.toLowerCase());
      }
    }
    end[count] = at;
    count += 1;
  }
  return { text, count, begin, end, kind, shape, gap, key, bits };
}

/** Whether the apostrophe belongs to the word: letters on both sides, and not the `s` of a possessive. */
function joins(text: string, at: number): boolean {
  if (at + 1 >= text.length) return false;
  const next = classAt(text, at + 1);
  if (next !== LETTER_LOW && next !== LETTER_UP) return false;
  const after = at + 2 < text.length ? classAt(text, at + 2) : OTHER;
  return !(/s/i.test(text[at + 1] as string) && after !== LETTER_LOW && after !== LETTER_UP);
}

function shapeOf(raw: string, first: number, ups: number, lows: number): number {
  if (ups === 0) return LOWER;
  if (lows === 0) return raw.length === 1 ? INITIAL : UPPER;
  return first === LETTER_UP ? CAPITAL : LOWER;
}
