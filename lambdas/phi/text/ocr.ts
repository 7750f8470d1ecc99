import { lookUp, nameRank, wordRank } from "./lexicon";

const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/rn/g, "m"],
  [/vv/g, "w"],
  [/cl/g, "d"],
  [/[0o]/g, "o"],
  [/[1il|!]/g, "l"],
  [/[5s]/g, "s"],
  [/[8b]/g, "b"],
  [/[ec]/g, "c"],
  [/[6g9q]/g, "g"],
  [/[2z]/g, "z"],
];

/** One form for all words that bad print or a scanner may take for one another: `rn` and `m`, `0` and `o`, `1`, `l` and `i`. */
export function skeleton(key: string): string {
  let form = key;
  for (const [pattern, letter] of CONFUSED) form = form.replace(pattern, letter);
  return form;
}

const SWAPS: readonly (readonly [string, string])[] = [
  ["c", "e"],
  ["l", "i"],
  ["rn", "m"],
  ["m", "rn"],
  ["i", "l"],
  ["e", "c"],
  ["vv", "w"],
  ["h", "b"],
];

/** Longer than any word of the lists, with room for letters too many: what is longer is no slip of one, and is not tried letter by letter. */
const LONGEST = 32;

/** Whether a word that no list has is a name in use once one pair of letters is read otherwise. */
export function isMisreadName(key: string): boolean {
  if (key.length > LONGEST) return false;
  for (const [from, to] of SWAPS) {
    for (let at = key.indexOf(from); at >= 0; at = key.indexOf(from, at + 1)) {
      if (nameRank(lookUp(key.slice(0, at) + to + key.slice(at + from.length))) === 2) return true;
    }
  }
  return false;
}

/** Whether a word that no list has is a common one with a letter too many or two letters turned: `Meember`, `Servcies`. */
export function isMisspelt(key: string): boolean {
  if (key.length > LONGEST) return false;
  const isPlain = (word: string): boolean => {
    const bits = lookUp(word);
    return wordRank(bits) > 1 && nameRank(bits) < 2;
  };
  for (let at = 0; at + 1 < key.length; at += 1) {
    const rest = key.slice(at + 1);
    if (isPlain(key.slice(0, at) + rest)) return true;
    if (isPlain(key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + rest.slice(1))) return true;
  }
  return false;
}

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  "0": ["o"],
  "1": ["l", "i"],
  "5": ["s"],
  "8": ["b"],
  "6": ["g"],
};

/** Words that a token of letters and a few digits may stand for: `Wi11iam`, `C0de`. At most eight. */
export function readings(key: string): string[] {
  let forms = [""];
  for (const sign of key) {
    const letters = LETTERS[sign] ?? [sign];
    forms = forms.flatMap((form) => letters.map((letter) => form + letter)).slice(0, 8);
  }
  return forms;
}

/** Words of notes and labels by the form that bad print leaves of them; a form that two of them share counts for none. */
let vocabulary: Map<string, string> | undefined;

/** The word of notes or labels that a word of no list is a misreading of. */
export function correction(key: string, words: () => Iterable<string>): string | undefined {
  vocabulary ??= byForm(words());
  return vocabulary.get(skeleton(key));
}

const SHORTEST = 3;

function byForm(words: Iterable<string>): Map<string, string> {
  const forms = new Map<string, string>();
  for (const word of words) {
    if (word.length < SHORTEST) continue;
    const form = skeleton(word);
    forms.set(form, forms.has(form) && forms.get(form) !== word ? "" : word);
  }
  return forms;
}
