import { hashOf, nameRank } from "../lexicon";
import { keyAt, type Note } from "../note";
import type { Symbols } from "./symbols";

/** What can be seen is hashed into so many buckets, each with a weight for every class. */
export const BUCKETS = 1 << 18;
/** Features of one token at most. */
export const MOST_FEATURES = 96;

/** Stands for a token before the first or behind the last. */
const OUTSIDE = -1;
const LONGEST_TOLD = 12;
/** How many tokens stand before one is told up to so many. */
const FIRST_TOLD = 4;
/** Tokens whose roles are seen, by their distance. */
const ROLES_SEEN = [0, -1, 1, -2, 2] as const;
/** Features of roles are numbered from here, apart from those by position in `featuresAt`. */
const ROLES_FROM = 100;

/**
 * Writes the buckets of what is seen of a token and about it into `into`; `previous` is the class that the word before was held for.
 * @returns how many there are.
 */
export function featuresAt(note: Note, symbols: Symbols, at: number, previous: number, into: Int32Array): number {
  const { tokens } = note;
  const { form, word, label, whole } = symbols;
  let count = 0;
  const see = (one: number, two = 0, three = 0): void => {
    into[count] = bucketOf(count, one, two, three);
    count += 1;
  };
  const wordAt = (place: number): number => word[place] ?? OUTSIDE;
  const formAt = (place: number): number => form[place] ?? OUTSIDE;
  const key = keyAt(note, at);
  const gap = tokens.gap[at] as number;
  const nextGap = at + 1 < tokens.count ? (tokens.gap[at + 1] as number) : OUTSIDE;
  const own = form[at] as number;
  const here = word[at] as number;
  const [before, second, third] = [wordAt(at - 1) * 8 + gap, wordAt(at - 2), wordAt(at - 3)];
  const [behind, next, afterNext] = [wordAt(at + 1) * 8 + nextGap, wordAt(at + 2), wordAt(at + 3)];
  const [formBefore, formBehind] = [formAt(at - 1), formAt(at + 1)];
  const line = label[at] as number;

  see(whole);
  see(whole, own);
  see(here);
  see(own);
  see(own, gap, nextGap);
  see(hashOf(key.slice(-2)));
  see(hashOf(key.slice(-3)));
  see(hashOf(key.slice(-4)));
  see(hashOf(key.slice(0, 3)));
  // Names are told by what stands about them: only of other words it is learnt which they are.
  see(nameRank(tokens.bits[at] as number) === 0 ? hashOf(key) : 0);
  see(Math.min(LONGEST_TOLD, key.length), tokens.shape[at]);
  see(note.denied[at] as number, own);

  see(before);
  see(second);
  see(third);
  see(behind);
  see(next);
  see(afterNext);
  see(before, second);
  see(behind, next);
  see(before, behind);
  see(before, second, third);
  see(behind, next, afterNext);
  see(before, own);
  see(behind, own);
  see(before, behind, own);
  see(before, second, own);
  see(behind, next, own);

  see(formBefore, own);
  see(formBehind, own);
  see(formBefore, own, formBehind);
  see(formBefore, second);
  see(formBehind, next);
  see(here, before);
  see(here, behind);
  see(here, formBefore);
  see(here, formBehind);

  see(line, own);
  see(line, previous);
  see(previous);
  see(previous, here);
  see(previous, own);
  see(previous, before);
  see(previous, behind);

  // What a text begins with tells what kind of text it is: a question, a message, a heading.
  see(wordAt(0), own);
  see(wordAt(0), wordAt(1), own);
  see(Math.min(FIRST_TOLD, at), own);
  return rolesAt(note, at, own, count, into);
}

function rolesAt({ roles }: Note, at: number, own: number, from: number, into: Int32Array): number {
  let count = from;
  for (const distance of ROLES_SEEN) {
    let left = roles[at + distance] ?? 0;
    for (let role = 0; left !== 0 && count < MOST_FEATURES; role += 1, left >>>= 1) {
      if ((left & 1) === 0) continue;
      into[count] = bucketOf(ROLES_FROM + distance, role, own & 3);
      count += 1;
    }
  }
  return count;
}

/** Steps of MurmurHash3 (public domain). */
function bucketOf(feature: number, one: number, two: number, three: number = 0): number {
  let hash = Math.imul(feature + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ one, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ two, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ three, 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}
