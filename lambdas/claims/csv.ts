/** A file that no reader of CSV would take: `unfinished-quote`, or a record of more than `LONGEST_RECORD` characters. */
export class CsvFault extends Error {
  constructor(readonly fault: "unfinished-quote" | "record-too-long") {
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
  let fields: string[] = [];
  let field = "";
  let length = 0;
  let quoted = false;
  /** A quote inside a quoted field that may end it, or be the first of two. */
  let mayEnd = false;
  const end = (): string[] | undefined => {
    const record = [...fields, field.endsWith("\r") ? field.slice(0, -1) : field];
    fields = [];
    field = "";
    length = 0;
    return record.length === 1 && record[0] === "" ? undefined : record;
  };
  for await (const piece of pieces) {
    for (const character of piece) {
      if (++length > LONGEST_RECORD) throw new CsvFault("record-too-long");
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
  if (quoted && !mayEnd) throw new CsvFault("unfinished-quote");
  const last = end();
  if (last !== undefined) yield last;
}
