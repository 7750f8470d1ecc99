import { cityRank, nameRank, wordRank } from "./lexicon";
import { keyAt, type Note } from "./note";
import { ROLE } from "./roles";
import { CAPITAL, INITIAL, LOWER, MIXED, UPPER, WORD } from "./tokens";
import { DRUG_ENDING, MEDICAL_ENDING } from "./words/drugs";
import { TOWN_ENDING } from "./words/places";

/** Whether a word is written as a proper noun would be; in a text without case every word is. */
export function isCapital(note: Note, at: number): boolean {
  const shape = note.tokens.shape[at];
  return shape === CAPITAL || shape === UPPER || shape === INITIAL || (note.casing !== "mixed" && shape === LOWER);
}

/** A word that no list of English has, or that a list of names has and English seldom uses. */
export function isProper(note: Note, at: number): boolean {
  const { tokens, roles } = note;
  if (tokens.kind[at] !== WORD) return false;
  const bits = tokens.bits[at] as number;
  if (((roles[at] as number) & ROLE.never) !== 0) return false;
  if (wordRank(bits) === 0) return true;
  return nameRank(bits) === 2 || cityRank(bits) > 0;
}

/** Words of medicine by list or by their form, which no list of names in use has. */
export function isMedical(note: Note, at: number): boolean {
  const { tokens, roles } = note;
  if (((roles[at] as number) & ROLE.drug) !== 0) return true;
  if (((roles[at] as number) & ROLE.clinical) !== 0) return nameRank(tokens.bits[at] as number) < 2;
  const key = keyAt(note, at);
  if (nameRank(tokens.bits[at] as number) === 2 || key.length < 6) return false;
  return DRUG_ENDING.test(key) || MEDICAL_ENDING.test(key);
}

export const isTownLike = (key: string): boolean => key.length > 5 && TOWN_ENDING.test(key);

/** Whether a token is a word or a mixed token such as `5th`. */
export const isWordOrMixed = (note: Note, at: number): boolean =>
  note.tokens.kind[at] === WORD || note.tokens.kind[at] === MIXED;
