import type { Readable } from "node:stream";
import { UserError } from "./failure";

export interface Line {
  /** From one. */
  readonly number: number;
  /** Without its end; `too-long` for one that would not be held in memory. */
  readonly bytes: Uint8Array | "too-long";
}

const LF = 0x0a;
/** Bytes of a line. */
const MOST_BYTES = 64_000_000;

/** Lines of a stream in order, with no more of it in memory than the line. Throws UserError where it can't be read. */
export async function* linesOf(stream: Readable): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 1;
  const take = (): Line => {
    const line: Line = {
      number,
      bytes: length > MOST_BYTES ? "too-long" : parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts),
    };
    parts = [];
    length = 0;
    number += 1;
    return line;
  };
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length <= MOST_BYTES) parts.push(part);
    else parts = [];
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
        add(chunk.subarray(from, at));
        from = at + 1;
        yield take();
      }
      if (from < chunk.length) add(chunk.subarray(from));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`The documents cannot be read (${code}).`);
  }
  if (length > 0) yield take();
}
