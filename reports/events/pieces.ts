import { createReadStream } from "node:fs";

/** A part of a file that ends where a line does; its bytes name it, so that it is known again. */
export interface Piece {
  readonly bytes: Buffer;
  /** Number of its first line in the file, from 1. */
  readonly firstLine: number;
  /** True where the file ends within a line. */
  readonly torn: boolean;
}

const LINE_FEED = 0x0a;
/** About 150,000 events. */
export const PIECE_BYTES = 64 << 20;

/**
 * Cuts a file into pieces of at least `least` bytes and whole lines. The same file gives the same pieces, and so does what a file that has
 * grown since begins with. A line longer than a piece makes the piece longer.
 */
export async function* piecesOf(file: string, least = PIECE_BYTES): AsyncGenerator<Piece> {
  let parts: Buffer[] = [];
  let [size, line] = [0, 1];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(LINE_FEED, from + Math.max(0, least - size - 1));
      const until = size + chunk.length - from < least || end < 0 ? chunk.length : end + 1;
      parts.push(chunk.subarray(from, until));
      size += until - from;
      from = until;
      if (size < least || parts.at(-1)!.at(-1) !== LINE_FEED) continue;
      const bytes = Buffer.concat(parts);
      yield { bytes, firstLine: line, torn: false };
      line += linesIn(bytes);
      [parts, size] = [[], 0];
    }
  }
  if (size === 0) return;
  const bytes = Buffer.concat(parts);
  yield { bytes, firstLine: line, torn: bytes.at(-1) !== LINE_FEED };
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}
