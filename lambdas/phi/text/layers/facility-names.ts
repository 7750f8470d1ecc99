import { cityRank, nameRank, wordRank } from "../lexicon";
import { opensSentence } from "../names/nameness";
import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { isCapital, isMedical, isProper } from "../proper";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, POSSESSIVE, SIGN, WIDE, WORD } from "../tokens";
import { GENERIC, NAMING } from "../words/facilities";

const TITLES = new Set("st saint mt mount ft dr".split(" "));
const MOST_WORDS = 7;

/** Left over the words of the name, and right over `of …`, from its head. */
export function grow(note: Note, head: number, last: number): void {
  const { tokens } = note;
  let from = head;
  let proper = 0;
  let naming = 0;
  for (let step = 0; step < MOST_WORDS + 4 && from > 0; step += 1) {
    const before = from - 1;
    const gap = tokens.gap[from] as number;
    if (gap === WIDE || gap > LINE || note.taken[before] !== 0) break;
    if (gap === LINE && from === head && isLabel(note, last)) break;
    const key = keyAt(note, before);
    if (tokens.kind[before] === SIGN) {
      const joins =
        (key === "." && TITLES.has(keyAt(note, before - 1))) ||
        key === "&" ||
        key === "'" ||
        (key === "-" && gap === NONE && tokens.gap[before] === NONE) ||
        (key === "/" && false);
      if (!joins) break;
      from = before;
      continue;
    }
    if (tokens.kind[before] === POSSESSIVE) {
      from = before;
      continue;
    }
    if (tokens.kind[before] !== WORD || !belongs(note, before)) break;
    if (
      gap === LINE &&
      note.casing === "mixed" &&
      tokens.gap[from] === LINE &&
      !GENERIC.has(keyAt(note, from)) &&
      from !== head
    )
      break;
    if (GENERIC.has(key)) {
      if (NAMING.has(key) && isCapital(note, before) && note.casing === "mixed") naming += 1;
    } else proper += 1;
    from = before;
  }
  // What begins the name must be a word of it.
  while (from < head && (tokens.kind[from] !== WORD || isLoose(note, from))) from += 1;
  last = ofName(note, last, () => {
    proper += 1;
  });
  if (proper === 0 && naming === 0) return;
  if (!isFree(note, from, last)) return;
  const generic = proper === 0;
  if (generic && (from === head || (tokens.shape[head] !== 2 && note.casing === "mixed"))) return;
  take(note, from, last, "facility", generic ? 0.55 : note.casing === "mixed" ? 0.93 : 0.85, "facility:head");
}

/** `Pharmacy Name:` at the beginning of a line. */
const isLabel = (note: Note, last: number): boolean =>
  keyAt(note, last + 1) === ":" || (keyAt(note, last + 1) === "name" && keyAt(note, last + 2) === ":");

/** Words that may stand within the name but not at its beginning. */
function isLoose(note: Note, at: number): boolean {
  const key = keyAt(note, at);
  if (/^(?:of|and|for|at|in|the|a|an|to|from|via)$/.test(key)) return true;
  return (
    GENERIC.has(key) &&
    !NAMING.has(key) &&
    note.casing !== "mixed" &&
    wordRank(note.tokens.bits[at] as number) > 1 &&
    /^(?:outpatient|inpatient|local|our|this|same|any|another|other|outside|referring|admitting|receiving|transferring|nearby|previous|new|his|her|their|your|my|recent|last|next|prior|main)$/.test(
      key,
    )
  );
}

function belongs(note: Note, at: number): boolean {
  const { tokens } = note;
  const key = keyAt(note, at);
  if (note.denied[at] === 4) return false;
  if (note.casing === "mixed") {
    if (tokens.shape[at] === LOWER)
      return (
        /^(?:of|and|for|the|de|del|la|le)$/.test(key) &&
        isCapital(note, at - 1) &&
        !hasRole(note, at - 1, ROLE.beforeName)
      );
    return !hasRole(note, at, ROLE.honorific) || key === "dr" ? !isOpening(note, at, key) : false;
  }
  if (hasRole(note, at, ROLE.townStart) || GENERIC.has(key))
    return !/^(?:to|from|via|at|in|the|a|an|our|this|his|her|their|my|your)$/.test(key);
  if (hasRole(note, at, ROLE.never) || isMedical(note, at)) return false;
  const bits = tokens.bits[at] as number;
  return wordRank(bits) === 0 || nameRank(bits) === 2;
}

/** A capital at a sentence's start that only the sentence gives: `Transferred from`, `The`. */
function isOpening(note: Note, at: number, key: string): boolean {
  if (!opensSentence(note, at) && cityRank(note.tokens.bits[at] as number) > 0) return false;
  if (!hasRole(note, at, ROLE.never) && !hasRole(note, at, ROLE.beforeName)) return false;
  return !GENERIC.has(key) || /^(?:the|to|from|at|in|a|an|our|this|new)$/.test(key) ? !/^new$/.test(key) : false;
}

/** `Hospital of the University of Utrecht`. */
function ofName(note: Note, last: number, named: () => void): number {
  const { tokens } = note;
  if (keyAt(note, last + 1) !== "of" || (tokens.gap[last + 1] as number) >= WIDE) return last;
  let next = last + 2;
  if (keyAt(note, next) === "the") next += 1;
  let end = last;
  for (
    let step = 0;
    step < 5 && tokens.kind[next] === WORD && (tokens.gap[next] as number) < WIDE;
    step += 1, next += 1
  ) {
    const of = keyAt(note, next) === "of";
    if (
      !of &&
      !(
        isCapital(note, next) &&
        (isProper(note, next) || GENERIC.has(keyAt(note, next))) &&
        !hasRole(note, next, ROLE.afterName)
      )
    )
      break;
    if (!of) {
      end = next;
      if (!GENERIC.has(keyAt(note, next))) named();
    }
  }
  return end;
}
