/** Letters, digits and the underscore of all scripts: what a word is made of. */
export const WORD = /[\p{L}\p{N}_]+/gu;

const WORD_LETTER = /[\p{L}\p{N}_]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

export interface Range {
  readonly begin: number;
  readonly end: number;
}

export function overlap(a: Range, b: Range): boolean {
  return a.begin < b.end && b.begin < a.end;
}

export function hasWordLetter(text: string, { begin, end }: Range): boolean {
  return WORD_LETTER.test(text.slice(begin, end));
}

/** Whether every letter and digit of a range is marked. */
export function isCovered(text: string, { begin, end }: Range, covered: Uint8Array): boolean {
  for (let at = begin; at < end; at++) {
    const code = text.codePointAt(at)!;
    if (!covered[at] && LETTER_OR_DIGIT.test(String.fromCodePoint(code))) return false;
    if (code > 0xffff) at += 1;
  }
  return true;
}

const NOT_INSIDE_WORD = "(?<![\\p{L}\\p{N}_])";
const WORD_ENDS = "(?![\\p{L}\\p{N}_])";
const CLOCK = new RegExp(
  `${NOT_INSIDE_WORD}\\d{1,2}:\\d{2}(?::\\d{2})?\\s*(?:[ap]\\.?m${WORD_ENDS}\\.?)?` +
    `|${NOT_INSIDE_WORD}[0-2]\\d[0-5]\\d${WORD_ENDS}(?= - |\\s+(?:PROGRESS|\\|))`,
  "giu",
);

/** Times of day: neither right nor wrong to find. */
export function clockTimes(text: string): Range[] {
  return [...text.matchAll(CLOCK)].map((match) => ({ begin: match.index, end: match.index + match[0].length }));
}
