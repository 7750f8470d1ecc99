import { FAMILY, GIVEN, nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { isCapital, isMedical } from "../proper";
import { ROLE } from "../roles";
import { SPACE, WORD } from "../tokens";
import { isFunctionWord } from "./nameness";

/** A word in quotes, brackets or both, and the token behind them. */
export interface PetName {
  readonly at: number;
  readonly end: number;
}

const NO_NAME = ROLE.never | ROLE.kin | ROLE.person | ROLE.credential | ROLE.specialty | ROLE.honorific;

/** What stands behind a name as `"Nan"`, `("Nan")` or `(Nan)` and may be what its bearer is called. */
export function petNameAt(note: Note, first: number): PetName | undefined {
  const { tokens } = note;
  if (tokens.gap[first] !== SPACE) return undefined;
  let at = first;
  while (at < first + 2 && /^["'(]$/.test(keyAt(note, at))) at += 1;
  const signs = at - first;
  if (signs === 0 || tokens.kind[at] !== WORD || !mayBeName(note, at)) return undefined;
  for (let end = at + 1; end <= at + signs; end += 1) if (!/^["')]$/.test(keyAt(note, end))) return undefined;
  return { at, end: at + 1 + signs };
}

function mayBeName(note: Note, at: number): boolean {
  const bits = note.tokens.bits[at] as number;
  if (!isCapital(note, at) || note.denied[at] !== 0 || isMedical(note, at) || keyAt(note, at).length < 2) return false;
  if (hasRole(note, at, NO_NAME) || isFunctionWord(keyAt(note, at))) return false;
  return note.casing === "mixed" ? nameRank(bits) > 0 || wordRank(bits) === 0 : (bits & (GIVEN | FAMILY)) !== 0;
}
