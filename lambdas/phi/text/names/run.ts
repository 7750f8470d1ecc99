import { GIVEN, nameRank, wordRank } from "../lexicon";
import { hasRole, isShort, keyAt, type Note } from "../note";
import { isMedical } from "../proper";
import { ROLE } from "../roles";
import { CAPITAL, INITIAL, LINE, LOWER, NONE, NUMBER, SIGN, SPACE, WORD } from "../tokens";
import { after, isDottedCredential } from "./after";
import { isInitial, isLastSyllable, isParticle, nameness } from "./nameness";
import { pairAt } from "./pairs";

/** Words that make up one name, as far as the words themselves tell. */
export interface Run {
  readonly from: number;
  readonly last: number;
  /** Evidence of the words: the best, and half of the others. */
  readonly score: number;
  readonly words: number;
  readonly initials: number;
  /** `Last, First`. */
  readonly turned: boolean;
}

const MOST_WORDS = 5;
/** Tokens of initials and their points, so that a text of initials alone takes time in proportion to its length. */
const MOST_INITIALS = 8;

/**
 * The longest name that begins at a token. `lead` is what speaks for a name before it, from 0 to 3 (see before.ts): the first word
 * needs the less evidence the more there is.
 */
export function runAt(note: Note, from: number, lead: number): Run | undefined {
  const led = lead >= 3;
  const titled = lead > 3;
  const mixed = note.casing === "mixed";
  const asked = lead > 1.5 && isShort(note);
  const first = lead >= 3 ? (mixed ? -4 : -3) : lead >= 2 ? (mixed ? -0.5 : 0) : mixed || asked ? 0 : 0.9;
  const further = mixed ? -0.9 : lead >= 2 ? 0 : 0.4;
  const pair = pairAt(note, from);
  const scores: number[] = [];
  let initials = 0;
  let last = -1;
  let at = from;
  while (scores.length + initials < MOST_WORDS) {
    if (last >= 0 && !joins(note, last, at)) break;
    if (scores.length > 0 && (isDottedCredential(note, at) || isCredential(note, at))) break;
    if (isInitial(note, at) && startsInitial(note, at, scores.length)) {
      initials += 1;
      last = at;
      at += 1;
      if (keyAt(note, at) === "." && note.tokens.gap[at] === NONE) {
        last = at;
        at += 1;
      }
      continue;
    }
    let next = at;
    while (isParticle(note, next) && next - at < 3 && (next === at || joins(note, next - 1, next)))
      next += isPointedSaint(note, next) ? 2 : 1;
    const isWord =
      next === at ||
      (joins(note, next - 1, next) && (scores.length > 0 || note.tokens.shape[at] !== LOWER || led || !mixed));
    const initialed = initials > 0 && keyAt(note, last) === ".";
    const secondName = scores.length > 0 && isSecondName(note, next, scores, lead);
    const paired = pair !== undefined && next === at && (at === from || (at === pair.second && scores.length === 1));
    const score = paired
      ? Math.max(0, pair.known ? Math.max(first, further) : 0, nameness(note, next, led))
      : secondName
        ? Math.max(0, further, nameness(note, next, true))
        : isWord
          ? nameness(note, next, led || next > at || initialed, (titled && scores.length === 0) || initialed)
          : -99;
    // Whatever follows an initial with its point is a name: `N. Park`, `May F. Down`.
    const afterInitial = initialed && mixed ? -3.5 : 99;
    const least = Math.min(afterInitial, scores.length === 0 ? first : further);
    if (!paired && score < least) {
      // The particle itself may be the name: `Dr. Le`, `Van`.
      const own = next > at ? nameness(note, at, led) : -99;
      if (own < least || next - at > 1) break;
      scores.push(own);
      last = at;
      at += 1;
    } else {
      scores.push(score + (next > at ? 0.5 : 0));
      last = next;
      at = next + 1;
    }
    // Hyphens without spaces go on with the same name: `Min-ji`, `Nijland-van der Laan`.
    for (let part = afterHyphen(note, at); part >= 0; part = afterHyphen(note, at)) {
      scores.push(Math.max(0, nameness(note, part, true)));
      last = part;
      at = part + 1;
    }
  }
  if (scores.length === 0) return undefined;
  const sorted = [...scores].sort((a, b) => b - a);
  const score =
    (sorted[0] as number) +
    0.5 * sorted.slice(1, 4).reduce((sum, each) => sum + Math.max(0, each), 0) +
    (initials > 0 ? 1 : 0) +
    (pair !== undefined && last >= pair.second ? pair.bonus : 0);
  return { from, last, score, words: scores.length, initials, turned: false };
}

/** A short form behind a name that is no name itself, however it is written: `RN`, `md`. */
function isCredential(note: Note, at: number): boolean {
  if (!hasRole(note, at, ROLE.credential) || keyAt(note, at).length > 5) return false;
  return note.tokens.shape[at] !== CAPITAL || wordRank(note.tokens.bits[at] as number) === 0;
}

/** Evidence of a first word from which a plain word behind it may be a family name: `Crystal Foot`, `grace fry`. */
const SURE_FIRST = 1;

/** A word that is mostly something else, as the family name behind a given one. */
function isSecondName(note: Note, at: number, scores: readonly number[], lead: number): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || tokens.shape[at] === INITIAL) return false;
  if (note.taken[at] !== 0 || !isGivenFirst(note, at, scores[0] as number)) return false;
  const mixed = note.casing === "mixed";
  if (mixed && tokens.shape[at] === LOWER) return false;
  if (lead >= 3 && keyAt(note, at - 2) === ":" && endsField(note, at)) return true;
  if (hasRole(note, at, ROLE.honorific | ROLE.month | ROLE.weekday)) return false;
  const bits = tokens.bits[at] as number;
  const follow = after(note, at).weight;
  if (hasRole(note, at, ROLE.never)) return follow >= (mixed ? 1.2 : 2.2) && !hasRole(note, at, ROLE.afterName);
  if (isMedical(note, at)) return false;
  if (mixed) return follow >= 1.2 && tokens.shape[at] === CAPITAL;
  if (hasRole(note, at, ROLE.afterName | ROLE.possessed)) return false;
  return nameRank(bits) === 2 || (wordRank(bits) === 0 && lead > 0.5);
}

/** `Name: JOHN DOE`: the last word of what a label stands before, though it be a short form of medicine. */
const endsField = ({ tokens }: Note, at: number): boolean =>
  at + 1 >= tokens.count || (tokens.gap[at + 1] as number) >= LINE;

/** The part of a name behind a hyphen at a token, or -1. */
function afterHyphen(note: Note, at: number): number {
  const { tokens } = note;
  if (keyAt(note, at) !== "-" || tokens.gap[at] !== NONE || tokens.gap[at + 1] !== NONE) return -1;
  let part = at + 1;
  while (isParticle(note, part) && tokens.shape[part] === LOWER && tokens.gap[part + 1] === SPACE && part < at + 4)
    part += 1;
  if (tokens.kind[part] !== WORD || note.taken[part] !== 0) return -1;
  if (note.casing !== "mixed" || tokens.shape[part] !== LOWER || isLastSyllable(note, part)) return part;
  // A second syllable in lower case is no word of its own, or a name besides: `Jin-woo`.
  const bits = tokens.bits[part] as number;
  const syllable = nameRank(bits) === 2 && wordRank(bits) < 3 && keyAt(note, part).length < 6;
  return (wordRank(bits) === 0 || syllable) && !hasRole(note, part, ROLE.never) ? part : -1;
}

const isGivenFirst = ({ tokens }: Note, at: number, score: number): boolean =>
  score >= SURE_FIRST || (score > -2 && ((tokens.bits[at - 1] as number) & GIVEN) !== 0);

/** Initials stand before a name or after its first word; a lone letter in lower case needs its point or a name after it. */
function startsInitial(note: Note, at: number, words: number): boolean {
  const { tokens } = note;
  const pointed = keyAt(note, at + 1) === "." && tokens.gap[at + 1] === NONE;
  if (words > 0) return pointed || endsName(note, at);
  if (!pointed || note.tokens.kind[at - 1] === NUMBER) return false;
  let next = at + 2;
  while (next < at + MOST_INITIALS && isInitial(note, next) && keyAt(note, next + 1) === ".") next += 2;
  return nameness(note, next, true) > -3 || isParticle(note, next);
}

/** `St. Clair`, where the point belongs to the particle. */
const isPointedSaint = (note: Note, at: number): boolean =>
  /^ste?$/.test(keyAt(note, at)) && keyAt(note, at + 1) === "." && note.tokens.gap[at + 1] === NONE;

/** Whether a lone letter behind a name is its initial: not `I` or `a` amid a sentence. */
function endsName(note: Note, at: number): boolean {
  const { tokens } = note;
  const key = keyAt(note, at);
  if (note.casing === "mixed" && key !== "i" && key !== "a") return true;
  const next = at + 1;
  if (next >= tokens.count || (tokens.gap[next] as number) > SPACE || tokens.kind[next] === SIGN)
    return keyAt(note, next) !== "/" || tokens.gap[next] !== NONE;
  return (
    nameness(note, next, false) > 1 ||
    (note.casing !== "mixed" && key !== "i" && key !== "a" && tokens.kind[next] !== WORD)
  );
}

/** Whether two tokens may stand in one name: a space between them, or the end of a line that is filled. */
function joins(note: Note, last: number, next: number): boolean {
  const gap = note.tokens.gap[next];
  if (next >= note.tokens.count) return false;
  if (gap === SPACE || (gap === NONE && note.tokens.kind[last] === SIGN)) return true;
  return gap === LINE && isWrapped(note, last, next);
}

/** A line that goes on: what follows is no label, and the line before is long. */
function isWrapped(note: Note, last: number, next: number): boolean {
  const { tokens, text } = note;
  if (keyAt(note, next + 1) === ":" || hasRole(note, next, ROLE.nameLabel | ROLE.never)) return false;
  const end = tokens.end[last] as number;
  const begin = text.lastIndexOf("\n", end - 1) + 1;
  const initialed =
    keyAt(note, last) === "." && tokens.shape[next] === CAPITAL && nameRank(tokens.bits[next] as number) > 0;
  if (initialed) return true;
  return end - begin > 30 && nameness(note, next, false) > 1.5;
}
