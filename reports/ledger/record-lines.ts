import * as crypto from "node:crypto";

/** What the lines of a file of records hold, found in one pass and in memory of one piece and one line. */
export interface LinesRead {
  /** SHA-256 of all bytes, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  /** Lines that are not empty. */
  readonly records: number;
  /** The first lines whose record is not whole, from 1; none where nobody asked. */
  readonly unsound: readonly number[];
  /** Of all that are not whole. */
  readonly unsoundCount: number;
  /** True where the last line has no end. */
  readonly torn: boolean;
}

const LINE_FEED = 0x0a;
/** Longer lines are no records of ours; they would fill the memory. */
const MOST_LINE_BYTES = 16 << 20;
const MOST_NAMED = 10;

/** Reads the pieces through; `checkIds` holds each record's id against its content. */
export async function readLines(pieces: AsyncIterable<Uint8Array>, checkIds: boolean): Promise<LinesRead> {
  const hash = crypto.createHash("sha256");
  const unsound: number[] = [];
  let [bytes, records, line, unsoundCount] = [0, 0, 0, 0];
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (text: Buffer): void => {
    line += 1;
    if (text.length === 0) return;
    records += 1;
    if (!checkIds || (text.length <= MOST_LINE_BYTES && isSound(text.toString("utf8")))) return;
    unsoundCount += 1;
    if (unsound.length < MOST_NAMED) unsound.push(line);
  };
  for await (const given of pieces) {
    const piece = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    hash.update(piece);
    bytes += piece.length;
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      const part = piece.subarray(start, end);
      take(rest.length === 0 ? part : Buffer.concat([...rest, part]));
      [rest, restBytes, start] = [[], 0, end + 1];
    }
    // Of a line that is too long the beginning is enough to say so.
    if (start < piece.length && restBytes <= MOST_LINE_BYTES) {
      rest.push(Buffer.from(piece.subarray(start)));
      restBytes += piece.length - start;
    }
  }
  const torn = rest.length > 0;
  if (torn) take(Buffer.concat(rest));
  return { sha256: hash.digest("hex"), bytes, lines: line, records, unsound, unsoundCount, torn };
}

/** Whether the text is a record whose id is the SHA-256 of the canonical JSON of the rest. */
export function isSound(text: string): boolean {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof record !== "object" || record === null || Array.isArray(record)) return false;
  return hasOwnId(record as Readonly<Record<string, unknown>>);
}

/** Whether the id of what JSON gave is the SHA-256 of the canonical JSON of the rest. */
export function hasOwnId(record: Readonly<Record<string, unknown>>): boolean {
  return record["id"] === sha256(contentOf(record));
}

/** Node has the short way since 20.12. */
const sha256: (text: string) => string =
  typeof crypto.hash === "function"
    ? (text) => crypto.hash("sha256", text)
    : (text) => crypto.createHash("sha256").update(text).digest("hex");

/** Keys in their order with the text before their values, by the keys as they come: records of a kind have the same. */
const shapes = new Map<string, readonly (readonly [key: string, label: string])[]>();
const MOST_SHAPES = 10_000;

/** The canonical JSON of policies/record.ts without the id, written for millions of records. */
function contentOf(record: Readonly<Record<string, unknown>>): string {
  return textOf(record, "id");
}

function textOf(value: object, without?: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item)).join(",")}]`;
  let text = "";
  for (const [key, label] of shapeOf(Object.keys(value))) {
    if (key === without) continue;
    text += `${text === "" ? "" : ","}${label}${valueText((value as Record<string, unknown>)[key])}`;
  }
  return `{${text}}`;
}

const PLAIN = /^[ !#-[\]-~]*$/;

function valueText(value: unknown): string {
  if (typeof value === "string" && PLAIN.test(value)) return `"${value}"`;
  return typeof value === "object" && value !== null ? textOf(value) : JSON.stringify(value);
}

function shapeOf(keys: readonly string[]): readonly (readonly [string, string])[] {
  const name = JSON.stringify(keys);
  const known = shapes.get(name);
  if (known !== undefined) return known;
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  const shape = [...keys].sort().map((key) => [key, `${JSON.stringify(key)}:`] as const);
  shapes.set(name, shape);
  return shape;
}
