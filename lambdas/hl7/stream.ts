import { decoded } from "./decode";
import { Hl7Fault } from "./fault";
import { LONGEST_MESSAGE } from "./message";

/** A message of a stream, or why there is none. `index` counts from 1. */
export type Framed =
  { readonly index: number; readonly text: string } | { readonly index: number; readonly fault: Hl7Fault };

/** Characters of the frame in which messages go over a wire (HL7's minimal lower layer protocol). */
const BEGIN = "\u000b";
const END = "\u001c";

/**
 * Messages of a file, a batch (FHS, BHS, BTS, FTS) or a recorded wire, one after another, in bounded memory. A frame without its end and a
 * batch with fewer messages than its trailer counts were cut off, and say so. A message in several parts (DSC-1 names the next one's MSH-14) comes
 * as one.
 */
export async function* messagesIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Framed> {
  const reader = new Reader();
  for await (const line of linesOf(bytes)) yield* reader.take(line);
  yield* reader.finish();
}

class Reader {
  private index = 0;
  private lines: string[] | undefined;
  private length = 0;
  private framed = false;
  private closed = false;
  private inBatch = 0;
  private parts: { text: string; pointer: string } | undefined;

  *take({ text: raw, length }: Line): Generator<Framed> {
    const begins = raw.includes(BEGIN);
    const ends = raw.includes(END);
    const line = begins || ends ? raw.replaceAll(BEGIN, "").replaceAll(END, "") : raw;
    if (/^MSH[^A-Za-z0-9]/.test(line)) {
      yield* this.end();
      this.lines = [];
      this.length = 0;
      this.framed = begins;
      this.closed = false;
    } else if (/^(FHS|BHS|BTS|FTS)([^A-Za-z0-9]|$)/.test(line)) {
      yield* this.end();
      yield* this.batch(line);
      return;
    }
    if (line !== "") {
      this.lines ??= [];
      this.length += length;
      // Too much is not kept; its end is still looked for.
      if (this.length <= LONGEST_MESSAGE) this.lines.push(line);
    }
    if (ends) this.closed = true;
  }

  private *batch(line: string): Generator<Framed> {
    const field = line[3] ?? "|";
    if (line.startsWith("BHS")) this.inBatch = 0;
    const count = line.split(field)[1] ?? "";
    if (line.startsWith("BTS") && /^\d{1,9}$/.test(count) && Number(count) !== this.inBatch) {
      yield { index: this.index + 1, fault: new Hl7Fault("truncated", { segment: "BTS", field: 1 }) };
    }
  }

  /** What is there so far, as a whole. */
  *end(): Generator<Framed> {
    const { lines } = this;
    this.lines = undefined;
    if (lines === undefined || lines.length === 0) return;
    try {
      if (this.length > LONGEST_MESSAGE) throw new Hl7Fault("too-long");
      if (this.framed && !this.closed) throw new Hl7Fault("truncated");
      const text = decoded(lines.join("\r"));
      const pointer = pointerOf(text);
      const joined = this.join(text);
      if (pointer !== "") {
        this.parts = { text: joined, pointer };
        return;
      }
      yield this.next({ text: joined });
    } catch (error) {
      if (!(error instanceof Hl7Fault)) throw error;
      yield this.next({ fault: error });
    }
  }

  *finish(): Generator<Framed> {
    yield* this.end();
    if (this.parts === undefined) return;
    this.parts = undefined;
    yield this.next({ fault: new Hl7Fault("truncated", { segment: "DSC", field: 1 }) });
  }

  private next(what: { readonly text: string } | { readonly fault: Hl7Fault }): Framed {
    this.inBatch += 1;
    this.index += 1;
    return { index: this.index, ...what };
  }

  /** Parts before this one go before its segments. */
  private join(text: string): string {
    const before = this.parts;
    this.parts = undefined;
    if (before === undefined) return text;
    const [header = "", ...rest] = text.split("\r");
    if ((header.split(header[3] ?? "|")[13] ?? "") !== before.pointer) {
      throw new Hl7Fault("continuation-missing", { segment: "DSC", field: 1 });
    }
    const whole = before.text.split("\r").filter((line) => !line.startsWith("DSC"));
    return [...whole, ...rest].join("\r");
  }
}

function pointerOf(text: string): string {
  const line = text.split("\r").find((segment) => segment.startsWith("DSC"));
  return line?.split(line[3] ?? "|")[1] ?? "";
}

/** A line without its end, a byte a character, and how long it was before it was cut off. */
interface Line {
  readonly text: string;
  readonly length: number;
}

/** Characters of a line that is too long for a message: enough to tell what it begins with. */
const KEPT = 100;

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let begun: string[] = [];
  let length = 0;
  const line = (): Line => {
    const text = length > LONGEST_MESSAGE ? (begun[0] ?? "").slice(0, KEPT) : begun.join("");
    const whole = { text, length };
    begun = [];
    length = 0;
    return whole;
  };
  for await (const piece of bytes) {
    const parts = Buffer.from(piece)
      .toString("latin1")
      .split(/[\r\n]/);
    for (const [at, part] of parts.entries()) {
      length += part.length;
      if (length <= LONGEST_MESSAGE || begun.length === 0) begun.push(part);
      if (at < parts.length - 1 && length > 0) yield line();
    }
  }
  if (length > 0) yield line();
}
