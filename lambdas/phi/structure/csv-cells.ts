import { plain, unescaped, type Decoded } from "./decoded";

/** Rows of a table with their cells (RFC 4180), without quotes and with doubled ones made single. */
export function csvRows(text: string, delimiter: string, mostRows = Infinity): Decoded[][] {
  const rows: Decoded[][] = [];
  const cut = delimiter.charCodeAt(0);
  let row: Decoded[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at <= text.length && rows.length < mostRows) {
    const begin = at;
    let end: number;
    if (text.charCodeAt(at) === QUOTE) {
      end = closingQuote(text, at + 1);
      row.push(
        unescaped(
          plain(text, begin + 1, end),
          /""/g,
          () => '"',
          (value) => value.includes('""'),
        ),
      );
      at = end + 1;
      // What follows a closing quote within its cell is no part of a table; it is not lost.
      const rest = at;
      while (at < text.length && !isEnd(text.charCodeAt(at), cut)) at += 1;
      if (at > rest) row.push(plain(text, rest, at));
    } else {
      while (at < text.length && !isEnd(text.charCodeAt(at), cut)) at += 1;
      row.push(plain(text, begin, at));
    }
    if (at < text.length && text.charCodeAt(at) === cut) {
      at += 1;
      continue;
    }
    if (row.length > 1 || row[0]?.text.trim() !== "") rows.push(row);
    row = [];
    if (at >= text.length) break;
    at += text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
  }
  return rows;
}

const [QUOTE, CR, LF] = [0x22, 0x0d, 0x0a];

const isEnd = (code: number, cut: number): boolean => code === cut || code === CR || code === LF;

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

/** Signs that part cells, the likeliest first. */
const DELIMITERS = [",", "\t", ";", "|"] as const;
/** Rows by which a table is told. */
const FIRST_ROWS = 12;
const MOST_CELL = 120;

/** The sign that parts the cells of a text that is a table; undefined for one that is none. */
export function tableDelimiter(text: string, isHead: (cells: readonly string[]) => boolean): string | undefined {
  const head = text.slice(0, 20_000);
  return DELIMITERS.find((delimiter) => {
    if (!head.includes(delimiter)) return false;
    const rows = csvRows(head, delimiter, FIRST_ROWS + 1).slice(0, FIRST_ROWS);
    const whole = head.length < text.length && rows.length > 1 ? rows.slice(0, -1) : rows;
    const [first] = whole;
    if (first === undefined || first.length < 2 || whole.length < 2) return false;
    const same = whole.every((row) => row.length === first.length);
    const short = first.every(({ text: cell }) => cell.length <= MOST_CELL && !/[.!?]\s/.test(cell));
    if (!short) return false;
    // A head of many columns is one of a table, though dates with a comma have broken its rows into more cells.
    const wide = whole.filter((row) => row.length >= first.length).length * 2 > whole.length;
    if (isHead(first.map(({ text: cell }) => cell)))
      return (
        same ||
        (first.length >= 4 && wide) ||
        whole.filter((row) => row.length === first.length).length * 2 > whole.length
      );
    return (
      same &&
      first.length >= 3 &&
      whole.length >= 3 &&
      whole.flat().filter(({ text: cell }) => cell.length <= 60).length >= 0.8 * whole.flat().length
    );
  });
}

/** A row whose dates a comma has parted, `May 4` and ` 1970`, with each in one cell again. */
export function mended(text: string, row: readonly Decoded[], width: number): readonly Decoded[] {
  if (row.length <= width) return row;
  const cells: Decoded[] = [];
  for (const [at, cell] of row.entries()) {
    const before = cells.at(-1);
    const parted = before !== undefined && cells.length + row.length - at > width;
    if (
      parted &&
      /^\s*[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?$/i.test(before.text) &&
      /^\s?(?:19|20)\d\d$/.test(cell.text)
    ) {
      cells[cells.length - 1] = plain(text, before.at(0), cell.at(cell.text.length));
    } else cells.push(cell);
  }
  return cells;
}
