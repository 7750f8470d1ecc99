import LISTS from "./lexicon-table.json";

/**
 * What the lists say of a word, as bits of one byte: how surely it is a name, whether it is a given name or a family name, how common
 * it is as a word of English, and whether it is a place.
 */
export const NAME_BITS = 0b11;
export const GIVEN = 0b100;
export const FAMILY = 0b1000;
const WORD_SHIFT = 4;
const CITY_SHIFT = 6;

/** 0: no name in any list, 1: in a long list of names of the whole world, 2: in a list of names that are in use. */
export const nameRank = (bits: number): number => bits & NAME_BITS;
/** 0: no word of English, 1: a rare one, 2: a common one, 3: one of the four thousand most common. */
export const wordRank = (bits: number): number => (bits >> WORD_SHIFT) & 3;
/** 0: no place, 1: a town of the United States or a city elsewhere, 2: a city of fifty thousand or more in the United States. */
export const cityRank = (bits: number): number => bits >> CITY_SHIFT;

export function packBits(name: number, given: boolean, family: boolean, word: number, city: number): number {
  return name | (given ? GIVEN : 0) | (family ? FAMILY : 0) | (word << WORD_SHIFT) | (city << CITY_SHIFT);
}

/** FNV-1a over UTF-16 units with the last mixing step of MurmurHash3, both in the public domain: 32 bits, unsigned. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A word's upper 16 bits choose a bucket, its lower 16 tell it from others there: some four words a bucket, so a word that is in no
 * list is taken for one that is in 6 cases of 100,000. The lists take three bytes a word, and nothing has to be built to read them.
 */
export const BUCKETS = 0x10000;

interface Table {
  /** Where each bucket begins; one more at the end. */
  readonly begins: Uint32Array;
  readonly prints: Uint16Array;
  readonly bits: Uint8Array;
}

let table: Table | undefined;

function load(): Table {
  const sizes = Buffer.from(LISTS.sizes, "base64");
  const bits = Buffer.from(LISTS.bits, "base64");
  const pairs = Buffer.from(LISTS.prints, "base64");
  const begins = new Uint32Array(BUCKETS + 1);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    begins[bucket + 1] = (begins[bucket] as number) + (sizes[bucket] as number);
  }
  const prints = new Uint16Array(bits.length);
  for (let at = 0; at < prints.length; at += 1) prints[at] = pairs.readUInt16LE(at * 2);
  return { begins, prints, bits };
}

/** Bits of a folded word (see `fold`), or of the folded words of a place's name with single spaces; 0 for one that no list has. */
export function lookUp(key: string): number {
  table ??= load();
  const hash = hashOf(key);
  const bucket = hash >>> 16;
  const print = hash & 0xffff;
  const end = table.begins[bucket + 1] as number;
  for (let at = table.begins[bucket] as number; at < end; at += 1) {
    if (table.prints[at] === print) return table.bits[at] as number;
  }
  return 0;
}
