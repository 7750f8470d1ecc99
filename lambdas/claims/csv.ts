/** A file that no reader of CSV would take: `unfinished-quote`, or a record of more than `LONGEST_RECORD` characters. */
export class CsvFault extends Error {
  /** `line`: where the record begins, from 1. */
  constructor(
    readonly fault: "unfinished-quote" | "record-too-long",
    readonly line: number,
  ) {
    super(fault);
  }
}

/** Characters of one record; a claim takes a few hundred. */
export const LONGEST_RECORD = 65_536;

/**
 * Records of a CSV text that comes in pieces (RFC 4180): quoted fields may hold commas, quotes written twice, and line ends. Empty lines
 * are left out. Throws CsvFault.
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  for await (const { fields } of csvLines(pieces)) yield fields;
}

export interface CsvRecord {
  readonly fields: string[];
  /** Line of the text on which it begins, from 1: a record may go over several. */
  readonly line: number;
}

/** The same, each with the line on which it begins. */
export async function* csvLines(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let [line, begun] = [1, 1];
  let fields: string[] = [];
  let field = "";
  let length = 0;
  let quoted = false;
  /** A quote inside a quoted field that may end it, or be the first of two. */
  let mayEnd = false;
  const end = (): CsvRecord | undefined => {
    const record = [...fields, field.endsWith("\r") ? field.slice(0, -1) : field];
    fields = [];
    field = "";
    length = 0;
    return record.length === 1 && record[0] === "" ? undefined : { fields: record, line: begun };
  };
  for await (const piece of pieces) {
    for (const character of piece) {
      if (length === 0) begun = line;
      if (++length > LONGEST_RECORD) throw new CsvFault("record-too-long", begun);
      if (character === "\n") line += 1;
      if (quoted && !mayEnd) {
        if (character === '"') mayEnd = true;
        else field += character;
        continue;
      }
      if (mayEnd) {
        mayEnd = false;
        if (character === '"') {
          field += '"';
          continue;
        }
        quoted = false;
      }
      if (character === '"' && field === "") quoted = true;
      else if (character === ",") {
        fields.push(field);
        field = "";
      } else if (character === "\n") {
        const record = end();
        if (record !== undefined) yield record;
      } else field += character;
    }
  }
  if (quoted && !mayEnd) throw new CsvFault("unfinished-quote", begun);
  const last = end();
  if (last !== undefined) yield last;
}
