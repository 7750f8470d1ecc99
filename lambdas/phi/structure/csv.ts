import type { Subtype } from "../subtypes";
import { csvRows, mended, tableDelimiter } from "./csv-cells";
import type { Decoded } from "./decoded";
import { contactSubtype, isUuid } from "./identifier-shape";
import { keyMeaning, showsPerson, wordsOf, type KeyMeaning } from "./key-lexicon";
import { LayoutBuilder, type Layout } from "./layout";
import { addIfPlausible } from "./plausible";

/** A head names what stands below it: at least two of its cells are known, and none is a value. */
export function isHead(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => keyMeaning(cell) !== undefined || keyMeaning(`patient ${cell}`) !== undefined);
  return known.length >= 2 && known.length * 3 >= cells.length && cells.every((cell) => !VALUE.test(cell));
}

/** What holds a value and is no head: numbers, dates, numbers of phones, addresses of mail, also behind a word: `DOB 11/19/56`. */
const VALUE = /^\s*[+(]?\d[\d\s()./:+-]*\s*$|@|\d{4}|\d[/-]\d/;

export const delimiterOf = (text: string): string | undefined => tableDelimiter(text, isHead);

/** Reads a table by its head, and columns that the head does not tell by what most of their cells are. */
export function readCsv(text: string): Layout {
  const layout = new LayoutBuilder();
  const rows = csvRows(text, delimiterOf(text) ?? ",");
  const [first = []] = rows;
  const headed = isHead(first.map((cell) => cell.text));
  const heads = headed ? first.map((cell) => cell.text) : [];
  const body = (headed ? rows.slice(1) : rows).map((row) => mended(text, row, first.length));
  const person = showsPerson(heads) || !headed;
  const columns = first.map((_, at) => columnOf(heads[at] ?? "", person, body, at));
  // Where a row has another number of cells, only its beginning is sure; a value that can't be what its column says is read as text.
  const columnAt = (width: number, at: number): Column | undefined =>
    width === first.length || at * 2 < first.length ? columns[at] : columns[at - (width - first.length)];
  for (const [at, { meaning }] of columns.entries()) {
    if (meaning === undefined)
      layout.columns.push(body.flatMap((row) => (row.length === first.length ? [row[at] as Decoded] : [])));
  }
  for (const row of body) for (const [at, cell] of row.entries()) readCell(layout, cell, columnAt(row.length, at));
  return layout;
}

interface Column {
  readonly meaning: Exclude<KeyMeaning, "name"> | undefined;
  readonly rule: string;
}

function columnOf(head: string, person: boolean, body: readonly (readonly Decoded[])[], at: number): Column {
  const told = keyMeaning(head);
  const rule = `csv:${wordsOf(head).slice(0, 40)}`;
  // A column of names in a table about no person is one of drugs or tests.
  if (told === "person-name" && !person) return { meaning: "text", rule };
  if (told !== undefined && told !== "text") return { meaning: told, rule };
  return { meaning: byStatistics(body, at) ?? told, rule: `csv:column-${at + 1}` };
}

/** Shapes that most cells of a column have; the first that fits. */
const SHAPES: readonly (readonly [Subtype, (cell: string) => boolean])[] = [
  ["ssn", (cell) => /^\d{3}-\d{2}-\d{4}$/.test(cell)],
  [
    "date",
    (cell) =>
      /^(?:\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{1,2}[- ]?[A-Za-z]{3}[- ]?\d{2,4})(?:[T ][\d:.Z+-]+)?$/.test(
        cell,
      ),
  ],
  ["phone", (cell) => /^\+?1?[\s.-]?\(?[2-9]\d{2}\)?[\s.-]?[2-9]\d{2}[\s.-]\d{4}$/.test(cell)],
  ["email", (cell) => contactSubtype(cell) === "email"],
  ["uuid", isUuid],
  [
    "street",
    (cell) =>
      /^\d{1,6} [\p{L}\d.' -]+ (?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|ct|court|pl|way|pkwy|ter|cir|hwy)\.?\b/iu.test(
        cell,
      ),
  ],
];

/** Cells by which a column is judged. */
const SAMPLE = 200;
const MOST_OF_THEM = 0.8;

function byStatistics(body: readonly (readonly Decoded[])[], at: number): Subtype | undefined {
  const cells = body
    .slice(0, SAMPLE)
    .flatMap((row) => row[at]?.text.trim().slice(0, 80) || [])
    .filter((cell) => cell !== "");
  if (cells.length === 0) return undefined;
  return SHAPES.find(([, fits]) => cells.filter(fits).length >= MOST_OF_THEM * cells.length)?.[0];
}

function readCell(layout: LayoutBuilder, cell: Decoded, column: Column | undefined): void {
  const meaning = column?.meaning;
  if (meaning === "keep") return;
  if (column === undefined || meaning === undefined || meaning === "text") layout.read(cell);
  else addIfPlausible(layout, cell, meaning, column.rule);
}
