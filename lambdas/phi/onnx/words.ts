/** A word, or a mark of its own, by offsets in UTF-16 units of the text. */
export interface Word {
  readonly begin: number;
  readonly end: number;
}

/** Longer runs are cut: a tokeniser's time may grow with the square of a word's length. */
const MOST_UNITS = 100;

const PIECES = /[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;

/**
 * What tokenisers of the BERT family part a text into before they look words up: runs of letters and digits, and every other character on
 * its own. Subwords of a word belong to it by this, so that no offset of a tokeniser is needed.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { index, 0: piece } of text.matchAll(PIECES))
    for (let at = 0; at < piece.length;) {
      const end = Math.min(piece.length, at + MOST_UNITS);
      // Never within a character beyond the basic plane.
      const cut = end < piece.length && /[\uDC00-\uDFFF]/.test(piece[end] as string) ? end - 1 : end;
      words.push({ begin: index + at, end: index + cut });
      at = cut;
    }
  return words;
}
