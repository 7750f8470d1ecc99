import { FAMILY, GIVEN, nameRank, wordRank } from "../lexicon";
import { beginsLine, hasRole, keyAt, type Note } from "../note";
import { isMisreadName, isMisspelt } from "../ocr";
import { isMedical } from "../proper";
import { DENIED } from "../layers/denied";
import { ROLE } from "../roles";
import { CAPITAL, INITIAL, LOWER, NONE, NUMBER, SIGN, SPACE, UPPER, WORD } from "../tokens";

/** What can't be part of a name. */
export const IMPOSSIBLE = -10;

/** Words that a label never makes names of, though lists of names have some: `Agent: The`. */
const FUNCTION_WORDS = new Set(
  "self the and for this that what who when where why how is it its we you he she they yes no okay still not but with from to at by of on in or as if so our your my his her their there here all any some has have had was were are be been am would could should copd chf cad htn dvt gerd esrd ckd re fw fwd prior peer neg".split(
    " ",
  ),
);

export const isFunctionWord = (key: string): boolean => FUNCTION_WORDS.has(key);

/**
 * How much a word looks like part of a name, as a sum of evidence: 4 for one that is nothing else, 0 for an even chance, -3 for a plain
 * word. `led`: a word that only names follow stands before it, so that eponyms may be names too; `titled`: that word is a title, so that
 * any word with a capital may.
 */
export function nameness(note: Note, at: number, led: boolean, titled = false): number {
  const { tokens, roles, denied } = note;
  if (tokens.kind[at] !== WORD || note.taken[at] !== 0) return IMPOSSIBLE;
  const shape = tokens.shape[at] as number;
  if (shape === INITIAL) return IMPOSSIBLE;
  const bits = tokens.bits[at] as number;
  const role = roles[at] as number;
  const mixed = note.casing === "mixed";
  if (mixed && shape === LOWER) return IMPOSSIBLE;
  const key = keyAt(note, at);
  if (key.length < 2) return IMPOSSIBLE;
  if ((role & ROLE.month) !== 0 && isGivenMonth(note, at)) return 1.5;
  if (isSyllable(note, at)) return 2.5;
  if (FUNCTION_WORDS.has(key) || (key === "law" && keyAt(note, at - 2) === "in")) return IMPOSSIBLE;
  if ((role & ROLE.never) !== 0) {
    const name = nameRank(bits) === 2 && (bits & (GIVEN | FAMILY)) !== 0;
    if (titled && mixed && shape === CAPITAL) return -1;
    return name && led && (shape === CAPITAL || !mixed) ? -1 : IMPOSSIBLE;
  }
  if (!mixed && (role & ROLE.kin) !== 0 && !titled) return IMPOSSIBLE;
  if (denied[at] !== 0 && (!led || (denied[at] === DENIED.drug && tokens.kind[at + 1] === NUMBER))) return IMPOSSIBLE;
  if (
    (role & (ROLE.honorific | ROLE.month | ROLE.weekday)) !== 0 &&
    !(led && nameRank(bits) === 2 && (role & ROLE.honorific) === 0)
  )
    return IMPOSSIBLE;
  let score = byLists(note, at, bits, key, mixed);
  if (!led && key.length === 2) score -= 2;
  if (!led && (role & ROLE.eponym) !== 0)
    score = (bits & (FAMILY | GIVEN)) !== 0 && wordRank(bits) < 2 ? score - 1.5 : Math.min(score, mixed ? 0 : -1);
  if (isMedical(note, at)) score -= 5;
  if (!led && (role & (ROLE.facility | ROLE.organization | ROLE.room | ROLE.stateName)) !== 0) score -= 4;
  if ((role & (ROLE.kin | ROLE.person | ROLE.credential)) !== 0 && nameRank(bits) < 2) score -= 4;
  if (mixed && shape === UPPER) {
    // Short words in capitals are mostly abbreviations.
    if (key.length <= 3 && !led && !isAmongCapitals(note, at)) score -= 4;
    else if (key.length <= 4 && !isAmongCapitals(note, at))
      score -= nameRank(bits) === 2 && wordRank(bits) === 0 ? 1.5 : 3;
    else score -= 0.5;
  } else if (mixed && wordRank(bits) > 0 && opensSentence(note, at)) score -= 1;
  return score;
}

function byLists(note: Note, at: number, bits: number, key: string, mixed: boolean): number {
  const name = nameRank(bits);
  const word = wordRank(bits);
  const role = (bits & GIVEN) !== 0 ? 1 : (bits & FAMILY) !== 0 ? 0.5 : 0;
  if (name === 2) {
    const base = mixed ? [3.5, 2, 0.8, -0.8][word] : [3, 1, -1, -2.5][word];
    return (base as number) + role;
  }
  if (name === 1) return mixed ? 2.2 : 1.5;
  if (word > 0) return mixed ? -2.5 : -4;
  if (key.length > 4 && note.tokens.shape[at] !== LOWER && isMisreadName(key)) return 2;
  if (key.length > 4 && isMisspelt(key)) return -1.8;
  // A capital on a word that neither English nor medicine has.
  return mixed ? (note.tokens.shape[at] === CAPITAL && key.length > 2 ? 2 : 0.8) : 0;
}

/** Whether a capital may be due to the sentence alone. */
export function opensSentence(note: Note, at: number): boolean {
  return beginsLine(note, at) || (note.tokens.kind[at - 1] === SIGN && /^[.!?:;*•|"-]$/.test(keyAt(note, at - 1)));
}

/** Ends of given names of Korea that are common words, or the month, in English. */
const SYLLABLES = new Set("won young sun moon song jun".split(" "));

/** Whether a word in lower case behind a hyphen is such an end: `Jae-won`, `Min-jun`. */
export const isLastSyllable = (note: Note, at: number): boolean =>
  note.tokens.shape[at] === LOWER && SYLLABLES.has(keyAt(note, at));

/** `Min-ji`, `Tae-yang`: a short word with a capital, a hyphen, and a syllable in lower case that is no word. */
function isSyllable(note: Note, at: number): boolean {
  const { tokens } = note;
  if (
    note.casing !== "mixed" ||
    tokens.shape[at] !== CAPITAL ||
    keyAt(note, at + 1) !== "-" ||
    keyAt(note, at).length > 5
  )
    return false;
  const next = at + 2;
  if (
    tokens.gap[at + 1] !== NONE ||
    tokens.gap[next] !== NONE ||
    tokens.kind[next] !== WORD ||
    tokens.shape[next] !== LOWER
  )
    return false;
  const bits = tokens.bits[next] as number;
  const known = nameRank(tokens.bits[at] as number) > 0 && nameRank(bits) > 0;
  if (isLastSyllable(note, next)) return nameRank(tokens.bits[at] as number) > 0 && !hasRole(note, at, ROLE.month);
  return known && wordRank(bits) < 3 && !hasRole(note, next, ~0) && keyAt(note, next).length <= 5;
}

/** `May Bishop`, `April C. Galloway`: a month that is a given name too, with a family name behind it. */
function isGivenMonth(note: Note, at: number): boolean {
  const { tokens } = note;
  if (note.casing !== "mixed" || tokens.shape[at] !== CAPITAL || nameRank(tokens.bits[at] as number) < 2) return false;
  const initial = tokens.shape[at + 1] === INITIAL;
  const next = initial ? at + (keyAt(note, at + 2) === "." ? 3 : 2) : at + 1;
  return (
    tokens.kind[next] === WORD &&
    tokens.shape[next] === CAPITAL &&
    tokens.gap[at + 1] === SPACE &&
    nameRank(tokens.bits[next] as number) > 0 &&
    !hasRole(note, next, ROLE.facility | ROLE.weekday | ROLE.month)
  );
}

/** Whether a name in capitals stands beside, at most a comma between: `MODY, NETRA R`. */
function isAmongCapitals(note: Note, at: number): boolean {
  const { tokens } = note;
  const next = keyAt(note, at + 1) === "," ? at + 2 : at + 1;
  const before = keyAt(note, at - 1) === "," ? at - 2 : at - 1;
  return [before, next].some(
    (other) =>
      tokens.kind[other] === WORD &&
      tokens.shape[other] === UPPER &&
      keyAt(note, other).length > 3 &&
      nameRank(tokens.bits[other] as number) > 0 &&
      !hasRole(note, other, ROLE.never),
  );
}

/** A single letter that may stand for a name. */
export function isInitial(note: Note, at: number): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || note.taken[at] !== 0) return false;
  return tokens.shape[at] === INITIAL || (note.casing !== "mixed" && keyAt(note, at).length === 1);
}

export const isParticle = (note: Note, at: number): boolean =>
  hasRole(note, at, ROLE.particle) && note.tokens.kind[at] === WORD && note.taken[at] === 0;
