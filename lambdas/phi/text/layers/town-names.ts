import { cityRank, lookUp, nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, tokenFrom, type Note } from "../note";
import { isCapital, isProper, isTownLike } from "../proper";
import { ROLE } from "../roles";
import { lengthAt } from "../sticky";
import { LINE, NONE, PARAGRAPH, SIGN, UPPER, WIDE, WORD } from "../tokens";
import { STATE_NAMES } from "../words/places";

const ZIP = /\d{5}(?:-\d{4})?(?![\w-])/y;
export const CANADA_POSTCODE = /[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d(?!\w)/iy;
const TWO_WORD_STATES = new Set(STATE_NAMES.filter((name) => name.includes(" ")));

/** Length of a state that begins at a token, in tokens: 0, 1 or 2. */
export function stateLength(note: Note, at: number): number {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD) return 0;
  if (tokens.kind[at + 1] === WORD && TWO_WORD_STATES.has(`${keyAt(note, at)} ${keyAt(note, at + 1)}`)) return 2;
  if (hasRole(note, at, ROLE.stateName) && isCapital(note, at)) return 1;
  return hasRole(note, at, ROLE.state) && (tokens.shape[at] === UPPER || note.casing !== "mixed") ? 1 : 0;
}

/** Offset of the end of the postal code behind a token, or of the token. */
export function withZip(note: Note, at: number): number {
  const { tokens, text } = note;
  const end = tokens.end[at] as number;
  let next = at + 1;
  if (keyAt(note, next) === "." || keyAt(note, next) === ",") next += 1;
  if (next >= tokens.count || (tokens.gap[next] as number) > LINE || (note.taken[next] !== 0 && !isLoose(note, next)))
    return end;
  const begin = tokens.begin[next] as number;
  const length = lengthAt(ZIP, text, begin) || lengthAt(CANADA_POSTCODE, text, begin);
  return length > 0 ? begin + length : end;
}

const isLoose = (note: Note, at: number): boolean => (note.found[(note.taken[at] as number) - 1]?.score ?? 1) <= 0.7;

/** First token of the town's name that ends at a token; -1 for none. At most four words. */
export function townBefore(note: Note, last: number, strict: boolean): number {
  const { tokens } = note;
  if (tokens.kind[last] !== WORD || !isCapital(note, last) || note.taken[last] !== 0) return -1;
  let from = last;
  for (let step = 0; step < 3 && from > 0; step += 1) {
    const gap = tokens.gap[from] as number;
    if (gap === WIDE || gap >= LINE) break;
    let before = from - 1;
    if (tokens.kind[before] === SIGN) {
      const saint = keyAt(note, before) === "." && /^(?:st|ft|mt|pt|s|n|e|w)$/.test(keyAt(note, before - 1));
      if (!saint && !(keyAt(note, before) === "-" && gap === NONE)) break;
      before -= 1;
    }
    if (before < 0 || tokens.kind[before] !== WORD || note.taken[before] !== 0 || !isCapital(note, before)) break;
    if (
      hasRole(note, before, ROLE.townStart) &&
      !(hasRole(note, before, ROLE.never) && note.casing !== "mixed" && !/^(?:st|san|new)$/.test(keyAt(note, before)))
    ) {
      from = before;
      continue;
    }
    const phrase = phraseOf(note, before, last);
    if (cityRank(lookUp(phrase)) > 0) {
      from = before;
      continue;
    }
    // A word of no list before a town's second word, as in `Bala Cynwyd`.
    if (
      note.casing === "mixed" &&
      isProper(note, before) &&
      !hasRole(note, before, ROLE.never) &&
      from === last &&
      !isTownLike(keyAt(note, last)) &&
      cityRank(tokens.bits[last] as number) === 0 &&
      !strict
    ) {
      from = before;
      continue;
    }
    break;
  }
  if (from === last && hasRole(note, last, ROLE.never) && !(strict && cityRank(tokens.bits[last] as number) > 1))
    return -1;
  if (!strict) return from;
  const bits = tokens.bits[last] as number;
  const known =
    cityRank(lookUp(phraseOf(note, from, last))) > 0 ||
    isTownLike(keyAt(note, last)) ||
    (from < last && hasRole(note, from, ROLE.townStart) && (nameRank(bits) > 0 || wordRank(bits) === 0));
  return known ? from : -1;
}

export function phraseOf(note: Note, from: number, last: number): string {
  let phrase = keyAt(note, from);
  for (let at = from + 1; at <= last; at += 1) if (note.tokens.kind[at] === WORD) phrase += ` ${keyAt(note, at)}`;
  return phrase;
}

/** Where a town behind an address ends: after a comma or at the next line; with state and postal code, or known as a town. */
export function townAfter(note: Note, end: number): number | undefined {
  const { tokens } = note;
  let at = tokenFrom(tokens, end);
  let joined = false;
  while (at < tokens.count && tokens.kind[at] === SIGN && /^[,.;]$/.test(keyAt(note, at))) {
    joined ||= keyAt(note, at) === ",";
    if (keyAt(note, at) === ";") return undefined;
    at += 1;
  }
  if (at >= tokens.count || tokens.gap[at] === PARAGRAPH || note.taken[at] !== 0) return undefined;
  joined ||= tokens.gap[at] === LINE;
  if (tokens.kind[at] !== WORD || !isCapital(note, at)) {
    const zip = lengthAt(ZIP, note.text, tokens.begin[at] as number);
    return joined && zip > 0 ? (tokens.begin[at] as number) + zip : undefined;
  }
  let best: number | undefined;
  let last = at;
  for (let step = 0; step < 4 && last < tokens.count; step += 1, last += 1) {
    if (tokens.kind[last] === SIGN && /^[.'-]$/.test(keyAt(note, last))) continue;
    if (tokens.kind[last] !== WORD || note.taken[last] !== 0 || !isCapital(note, last)) break;
    if (step > 0 && (tokens.gap[last] as number) > LINE) break;
    const state = last + 1 + (keyAt(note, last + 1) === "," ? 1 : 0);
    const length = stateLength(note, state);
    if (length > 0) {
      const stop = withZip(note, state + length - 1);
      if (state > last + 1 || stop > (tokens.end[state + length - 1] as number)) return stop;
    }
    if (
      joined &&
      lengthAt(ZIP, note.text, tokens.begin[state] ?? note.text.length) > 0 &&
      (tokens.gap[state] as number) <= LINE
    )
      return (tokens.begin[state] as number) + lengthAt(ZIP, note.text, tokens.begin[state] as number);
    if (joined && townBefore(note, last, true) === at) best = tokens.end[last] as number;
  }
  return best;
}
