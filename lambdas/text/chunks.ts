/** A piece of a text, and where it begins in it, in UTF-16 units as JavaScript counts. */
export interface Chunk {
  readonly text: string;
  readonly begin: number;
}

/**
 * Cuts a text into pieces of at most so many UTF-8 bytes, at the end of a line or a sentence where there is one in the last half of a piece, at a
 * space else, and never within a character.
 */
export function chunksOf(text: string, mostBytes: number): Chunk[] {
  const chunks: Chunk[] = [];
  let begin = 0;
  while (begin < text.length) {
    const end = begin + cutOf(text.slice(begin, begin + mostBytes), mostBytes, begin + mostBytes >= text.length);
    chunks.push({ text: text.slice(begin, end), begin });
    begin = end;
  }
  return chunks;
}

/** Length of the piece that is taken of `window`, at least one character. */
function cutOf(window: string, mostBytes: number, isLast: boolean): number {
  let [bytes, fits] = [0, 0];
  for (const character of window) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    fits += character.length;
  }
  if (fits === window.length && isLast) return fits;
  const taken = window.slice(0, fits);
  for (const pattern of [/^[\s\S]*\n/, /^[\s\S]*[.!?]\s/, /^[\s\S]*\s/]) {
    const length = pattern.exec(taken)?.[0].length ?? 0;
    if (length > fits / 2) return length;
  }
  return Math.max(1, fits);
}
