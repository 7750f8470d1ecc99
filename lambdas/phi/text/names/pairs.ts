import { FAMILY, GIVEN, nameRank, wordRank } from "../lexicon";
import { labelAt } from "../layers/label-index";
import { hasRole, isShort, keyAt, type Note } from "../note";
import { isCapital, isMedical } from "../proper";
import { ROLE } from "../roles";
import { CAPITAL, NONE, SPACE, UPPER, WORD } from "../tokens";
import { isFunctionWord, opensSentence } from "./nameness";

/** A given name with a family name behind it. */
export interface Pair {
  /** Token of the family name. */
  readonly second: number;
  /** What the two say together that neither says alone, in the measure of `nameness`. */
  readonly bonus: number;
  /** Lists have both words as names. */
  readonly known: boolean;
}

/** By how common the word is as a word of English, 0 to 3: the less it says alone, the more it gains beside the other. */
const GIVEN_GAIN = [1.5, 2, 3, 3.4];
const FAMILY_GAIN = [0, 0.4, 0.9, 1.2];
const GIVEN_GAIN_UNCASED = [0.6, 1.2, 2.2, 2.4];
const FAMILY_GAIN_UNCASED = [0, 0.8, 2.2, 2.2];
const BOTH_WORDS_UNCASED = 2.8;
const HALF_KNOWN_UNCASED = 2;
const UNKNOWN_UNCASED = 2.8;
/** Two words of no list, the first or both, with capitals amid a sentence. */
const UNKNOWN_GAIN = 0.9;
/** Words that may begin a sentence as verbs: `Mark Stone`, `Will Young`. */
const VERB_LOSS = 1.2;
const OTHER_SENSE_LOSS = 1.4;

const OTHER_SENSE = ROLE.facility | ROLE.organization | ROLE.eponymHead | ROLE.street | ROLE.room | ROLE.townStart;
const NO_FAMILY =
  ROLE.honorific | ROLE.month | ROLE.weekday | ROLE.credential | ROLE.drug | ROLE.person | ROLE.nameLabel;

const NO_GIVEN = ROLE.credential | ROLE.drug | ROLE.person | ROLE.nameLabel;

/** The pair that begins at a token, at most an initial between its words. */
export function pairAt(note: Note, first: number): Pair | undefined {
  const { tokens } = note;
  if (tokens.kind[first] !== WORD || note.taken[first] !== 0) return undefined;
  let second = first + 1;
  if (tokens.gap[second] === SPACE && tokens.kind[second] === WORD && keyAt(note, second).length === 1) {
    second += 1;
    if (keyAt(note, second) === "." && tokens.gap[second] === NONE) second += 1;
  }
  if (tokens.gap[second] !== SPACE) return undefined;
  const bonus = pairing(note, first, second);
  const isKnown = (at: number): boolean => nameRank(tokens.bits[at] as number) === 2;
  return bonus > 0 ? { second, bonus, known: isKnown(first) && isKnown(second) } : undefined;
}

/** What two words say as given and family name, wherever they stand; 0 where they can't be. */
export function pairing(note: Note, given: number, family: number): number {
  const { tokens } = note;
  if (!canBe(note, given) || !canBe(note, family) || hasRole(note, given, NO_GIVEN)) return 0;
  if (labelAt(note, given) !== undefined) return 0;
  const first = tokens.bits[given] as number;
  const second = tokens.bits[family] as number;
  if (hasRole(note, family, NO_FAMILY) && nameRank(second) < 2) return 0;
  if (isMedical(note, given) || isMedical(note, family)) return 0;
  const never = hasRole(note, family, ROLE.never);
  if (note.casing !== "mixed") {
    if (never || hasRole(note, family, ROLE.afterName)) return 0;
    if ((first & GIVEN) === 0 || nameRank(second) < 2) return unknownPair(note, given, family);
    if (hasRole(note, given, ROLE.never) && wordRank(second) > 0) return 0;
    const words = wordRank(first) > 1 && wordRank(second) > 1;
    if ((words || hasRole(note, given, ROLE.eponym)) && wordRank(second) > 0 && (second & FAMILY) === 0) return 0;
    if (hasRole(note, family, ROLE.possessed) && wordRank(second) > 1) return 0;
    const gain = words
      ? BOTH_WORDS_UNCASED
      : (GIVEN_GAIN_UNCASED[wordRank(first)] as number) + (FAMILY_GAIN_UNCASED[wordRank(second)] as number);
    return hasRole(note, family, OTHER_SENSE) ? gain - OTHER_SENSE_LOSS : gain;
  }
  const known = (first & GIVEN) !== 0;
  if (!known && wordRank(first) > 0) return 0;
  if (nameRank(second) < 2 && wordRank(second) > 0) return 0;
  if (never && (second & FAMILY) === 0) return 0;
  if (!known) return wordRank(second) === 0 && !opensSentence(note, given) ? UNKNOWN_GAIN : 0;
  const words = wordRank(first) > 1 && wordRank(second) > 1;
  if (words && isAmongCapitals(note, given, family)) return 0;
  let gain = (GIVEN_GAIN[wordRank(first)] as number) + (FAMILY_GAIN[wordRank(second)] as number);
  if (hasRole(note, given, ROLE.never | ROLE.beforeName) && opensSentence(note, given)) gain -= VERB_LOSS;
  if (hasRole(note, family, OTHER_SENSE) || never) gain -= OTHER_SENSE_LOSS;
  return Math.max(0, gain);
}

/** Two words of a short text without capitals, of which English has neither and medicine by its endings neither. */
function unknownPair(note: Note, given: number, family: number): number {
  const { tokens } = note;
  if (!isShort(note)) return 0;
  const isUnknown = (at: number): boolean =>
    wordRank(tokens.bits[at] as number) === 0 && note.roles[at] === 0 && keyAt(note, at).length > 2;
  if (!isUnknown(given) || !isUnknown(family)) return 0;
  return nameRank(tokens.bits[given] as number) + nameRank(tokens.bits[family] as number) > 0
    ? HALF_KNOWN_UNCASED
    : UNKNOWN_UNCASED;
}

function canBe(note: Note, at: number): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || note.taken[at] !== 0 || note.denied[at] !== 0 || keyAt(note, at).length < 2)
    return false;
  if (hasRole(note, at, ROLE.honorific | ROLE.kin) || isFunctionWord(keyAt(note, at))) return false;
  return note.casing === "mixed" ? tokens.shape[at] === CAPITAL : isCapital(note, at);
}

/** Words with capitals beside both make a heading: `Grace Hope Care Plan`. */
function isAmongCapitals(note: Note, first: number, second: number): boolean {
  const { tokens } = note;
  const plain = (at: number): boolean =>
    tokens.kind[at] === WORD &&
    (tokens.shape[at] === CAPITAL || tokens.shape[at] === UPPER) &&
    nameRank(tokens.bits[at] as number) < 2 &&
    !hasRole(note, at, ROLE.honorific | ROLE.credential | ROLE.person | ROLE.kin | ROLE.nameLabel);
  return (
    (tokens.gap[second + 1] === SPACE && plain(second + 1)) ||
    (tokens.gap[first] === SPACE && plain(first - 1) && !opensSentence(note, first - 1))
  );
}
