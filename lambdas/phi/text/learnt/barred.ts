import { nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { ownsNothing } from "../names/after";
import { isInitial, opensSentence } from "../names/nameness";
import { isMisspelt } from "../ocr";
import { ROLE } from "../roles";
import { LOWER, NUMBER, POSSESSIVE, SIGN, WIDE, WORD } from "../tokens";
import { GENERIC } from "../words/facilities";
import { NO_TRADES } from "../words/jobs";
import { COUNTRIES, COUNTRIES_AS_NAMES } from "../words/places";
import type { Class } from "./classes";

/** Tokens of one find: from the first to the last, the last included. */
export interface Run {
  readonly from: number;
  readonly last: number;
}

const MOST_COMMON = 3;
const NO_NAME = ROLE.never | ROLE.honorific | ROLE.weekday;
/** Faiths and peoples that places of care are called after too: by themselves they name no person. */
const FAITHS = new Set(
  "lutheran methodist presbyterian baptist catholic pentecostal anglican episcopal orthodox protestant adventist swedish norwegian danish scottish indian".split(
    " ",
  ),
);
const NO_NAME_UNLESS_LISTED = ROLE.kin | ROLE.person | ROLE.credential | ROLE.month;

/** What is left of a run when words at its ends that no find of its class has are taken away; undefined for nothing. */
export function allowed(note: Note, { from, last }: Run, found: Exclude<Class, "none">): Run | undefined {
  while (from <= last && isBarred(note, from, found)) from += 1;
  while (last >= from && isBarred(note, last, found)) last -= 1;
  if (from > last) return undefined;
  // `a pharmacist-led service`
  if (found === "profession")
    return NO_TRADES.has(keyAt(note, last)) || keyAt(note, last + 1) === "-" ? undefined : { from, last };
  if (found === "facility" && isAll(note, from, last, (key) => GENERIC.has(key))) return undefined;
  if (
    found !== "age" &&
    isAll(note, from, last, (key) => COUNTRIES.has(key)) &&
    !COUNTRIES_AS_NAMES.has(keyAt(note, from))
  )
    return undefined;
  // User names are written small, names of people and places are not where there are capitals.
  if (found !== "username" && found !== "age" && isSmall(note, from, last)) return undefined;
  // A letter alone may be an initial beside a name, and no name itself.
  if (found === "person-name" && from === last && (isInitial(note, from) || FAITHS.has(keyAt(note, from))))
    return undefined;
  if (
    found === "person-name" &&
    from === last &&
    (isLabel(note, from) || isSentenceStart(note, from) || isIllness(note, from))
  )
    return undefined;
  return { from, last };
}

/** `with Raynaud's and gout` */
const isIllness = (note: Note, at: number): boolean =>
  keyAt(note, at + 1) === "'" && note.tokens.kind[at + 2] === POSSESSIVE && ownsNothing(note, at + 3);

/** `bothered by: Little interest`: one of the most common words, whose capital the sentence gives. */
const isSentenceStart = (note: Note, at: number): boolean =>
  note.casing === "mixed" && wordRank(note.tokens.bits[at] as number) === MOST_COMMON && opensSentence(note, at);

/** `Init: 3/4/2021`: what a colon parts from a value that rules know is the value's label. */
const isLabel = (note: Note, at: number): boolean =>
  keyAt(note, at + 1) === ":" && (note.taken[at + 2] as number) > 0 && (note.tokens.gap[at + 2] as number) <= WIDE;

function isBarred(note: Note, at: number, found: Exclude<Class, "none">): boolean {
  const { tokens } = note;
  switch (found) {
    case "person-name":
      return (
        hasRole(note, at, NO_NAME) ||
        (hasRole(note, at, NO_NAME_UNLESS_LISTED) && nameRank(tokens.bits[at] as number) < 2) ||
        tokens.kind[at] === NUMBER ||
        (tokens.bits[at] === 0 && isMisspelt(keyAt(note, at)))
      );
    case "city":
      return tokens.kind[at] !== WORD || hasRole(note, at, ROLE.never);
    case "age":
      return tokens.kind[at] === WORD;
    default:
      return tokens.kind[at] === SIGN || (found === "profession" && hasRole(note, at, ROLE.kin));
  }
}

/** Whether plain words in lower case are all there is, in a text that has capitals. */
function isSmall(note: Note, from: number, last: number): boolean {
  const { tokens } = note;
  if (note.casing !== "mixed") return false;
  for (let at = from; at <= last; at += 1)
    if (tokens.kind[at] === WORD && (tokens.shape[at] !== LOWER || wordRank(tokens.bits[at] as number) === 0))
      return false;
  return true;
}

function isAll(note: Note, from: number, last: number, is: (key: string) => boolean): boolean {
  for (let at = from; at <= last; at += 1) if (note.tokens.kind[at] !== SIGN && !is(keyAt(note, at))) return false;
  return true;
}
