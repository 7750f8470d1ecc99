/** Part of a text, and where it begins in it, in UTF-16 code units. */
export interface Chunk {
  readonly begin: number;
  readonly text: string;
}

/** UTF-16 units that a chunk repeats of the one before, so that what lies on a cut is whole in one of them. */
export const OVERLAP = 200;

/**
 * The text in chunks of at most `maxBytes` bytes of UTF-8, each cut at the end of a line, sentence or word where its last quarter has
 * one, never within a character. `maxBytes` is 1,000 or more.
 */
export function chunksOf(text: string, maxBytes: number): Chunk[] {
  if (maxBytes < 4 * OVERLAP + 200) throw new Error(`chunks of ${maxBytes} bytes are too small`);
  const chunks: Chunk[] = [];
  let begin = 0;
  while (begin < text.length) {
    const limit = endWithin(text, begin, maxBytes);
    const end = limit === text.length ? limit : cutBefore(text, begin, limit);
    chunks.push({ begin, text: text.slice(begin, end) });
    if (end === text.length) break;
    begin = wholeCharacter(text, end - OVERLAP);
  }
  return chunks;
}

/** The furthest end whose text takes at most `maxBytes`. */
function endWithin(text: string, begin: number, maxBytes: number): number {
  let bytes = 0;
  let at = begin;
  while (at < text.length) {
    const code = text.codePointAt(at) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > maxBytes) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** After the last line, else sentence, else word of the last quarter; else the limit itself. */
function cutBefore(text: string, begin: number, limit: number): number {
  const from = begin + Math.floor(((limit - begin) * 3) / 4);
  const tail = text.slice(from, limit);
  for (const mark of ["\n", ". ", " "]) {
    const at = tail.lastIndexOf(mark);
    if (at >= 0) return from + at + mark.length;
  }
  return limit;
}

/** Not between the two halves of a character beyond the basic plane. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

/** Offset in UTF-16 units of each code point of a text, and its length at the end: Comprehend Medical counts in code points. */
export function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return offsets;
}
