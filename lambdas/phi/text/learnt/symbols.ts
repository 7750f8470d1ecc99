import type { Category } from "../../span";
import { hashOf, nameRank, wordRank } from "../lexicon";
import { beginsLine, type Candidate, type Note } from "../note";
import { isMisspelt } from "../ocr";
import { isMedical } from "../proper";
import { MIXED, NUMBER, POSSESSIVE, SIGN, WIDE, WORD } from "../tokens";

/** What the model sees of the tokens of a note, as whole numbers, and of the note as a whole. */
export interface Symbols {
  /** Which word it is, where lists or roles know it; of the others only whether lists have it as a name. */
  readonly word: Int32Array;
  /** How it is written, and what the lists say of it. */
  readonly form: Int32Array;
  /** The last label or first word of its line or column. */
  readonly label: Int32Array;
  /** Casing and length of the text, and how many dates, numbers and the like stand in it. */
  readonly whole: number;
}

/** Least score of a find that the model sees. */
const SEEN = 0.6;
/** Finds of these are by shapes and labels; names, places and work are left to the model to see for itself. */
const BY_SHAPE: Readonly<Partial<Record<Category, number>>> = {
  DATE: 1,
  PHONE_OR_FAX: 2,
  ID: 3,
  EMAIL: 4,
  URL: 4,
  AGE: 5,
};
const ADDRESS_BY_SHAPE = 6;
const OF_POSSESSION = 7;
const OTHER = 8;
/** Where the symbols begin of numbers and of mixed tokens by their length, of words by how surely they are names, of signs and of known words. */
const NUMBERS = 16;
const MIXED_TOKENS = 32;
const LETTER = 48;
const UNKNOWN_WORDS = 49;
const MISSPELT = 52;
const SIGNS = 64;
const KNOWN_WORDS = 1 << 20;
const LONGEST_TOLD = 9;
/** Sets a label apart from the same word amid a line. */
const AS_LABEL = 0x5bd1e995;
const CASINGS = { mixed: 0, lower: 1, upper: 2 } as const;
const SHORT_TEXT = 16;
const LONG_TEXT = 60;
const MOST_OTHERS = 3;

export function symbolsOf(note: Note): Symbols {
  const { tokens } = note;
  const { count, kind, gap, shape, bits } = tokens;
  const word = new Int32Array(count);
  const form = new Int32Array(count);
  const label = new Int32Array(count);
  const casing = CASINGS[note.casing];
  let last = 0;
  for (let at = 0; at < count; at += 1) {
    word[at] = wordSymbol(note, at);
    form[at] = (((bits[at] as number) * 8 + (shape[at] as number)) * 8 + (kind[at] as number)) * 4 + casing;
    if (beginsLine(note, at) || gap[at] === WIDE) last = word[at] as number;
    else if (tokens.key[at] === ":") last = (word[at - 1] as number) ^ AS_LABEL;
    label[at] = last;
  }
  const size = count < SHORT_TEXT ? 0 : count < LONG_TEXT ? 1 : 2;
  return { word, form, label, whole: (casing * 3 + size) * 4 + Math.min(MOST_OTHERS, countByShape(note)) };
}

const countByShape = ({ found }: Note): number =>
  found.reduce((sum, { category, score }) => sum + (score > SEEN && BY_SHAPE[category] !== undefined ? 1 : 0), 0);

function wordSymbol(note: Note, at: number): number {
  const { tokens, taken, found, roles } = note;
  const candidate = found[(taken[at] as number) - 1];
  const byShape = candidate === undefined || candidate.score <= SEEN ? undefined : symbolOfFind(candidate);
  if (byShape !== undefined) return byShape;
  const key = tokens.key[at] as string;
  switch (tokens.kind[at]) {
    case SIGN:
      return SIGNS + key.charCodeAt(0);
    case NUMBER:
      return NUMBERS + Math.min(LONGEST_TOLD, key.length);
    case MIXED:
      return MIXED_TOKENS + Math.min(LONGEST_TOLD, key.length);
    case POSSESSIVE:
      return OF_POSSESSION;
    case WORD: {
      const bits = tokens.bits[at] as number;
      if (roles[at] !== 0 || wordRank(bits) > 0 || isMedical(note, at)) return KNOWN_WORDS + (hashOf(key) & 0xfffff);
      if (key.length === 1) return LETTER;
      return key.length > 4 && bits === 0 && isMisspelt(key) ? MISSPELT : UNKNOWN_WORDS + nameRank(bits);
    }
    default:
      return OTHER;
  }
}

function symbolOfFind({ category, subtype }: Candidate): number | undefined {
  const isPlace = subtype === "street" || subtype === "room" || subtype === "zip";
  return isPlace ? ADDRESS_BY_SHAPE : BY_SHAPE[category];
}
