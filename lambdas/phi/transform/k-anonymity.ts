import { csvRows } from "../structure/csv-cells";
import { delimiterOf } from "../structure/csv";
import { keyMeaning, wordsOf } from "../structure/key-lexicon";
import { readDate } from "./date-forms";
import { zip3 } from "./zip";

export interface Anonymity {
  /** Heads of the columns by which people are told apart together. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** Rows of the smallest group that agrees in all of these columns; 0 for a table without rows. */
  readonly k: number;
  /** Rows in groups of fewer than `least`. */
  readonly below: number;
}

/**
 * How many rows of a table agree at least in ZIP code to three digits, year of birth or age, and sex (k-anonymity, Sweeney 2002). Undefined where
 * it has none of these columns. `least` is 2 or more.
 */
export function kAnonymity(text: string, least: number): Anonymity | undefined {
  const [head = [], ...rows] = csvRows(text, delimiterOf(text) ?? ",");
  const columns = head.flatMap(({ text: name }, at) => {
    const generalise = generalised(name);
    return generalise === undefined ? [] : [{ name, at, generalise }];
  });
  if (columns.length === 0) return undefined;
  const groups = new Map<string, number>();
  for (const row of rows) {
    const group = JSON.stringify(columns.map(({ at, generalise }) => generalise(row[at]?.text.trim() ?? "")));
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const sizes = [...groups.values()];
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.length,
    k: sizes.reduce((smallest, size) => Math.min(smallest, size), rows.length),
    below: sizes.filter((size) => size < least).reduce((sum, size) => sum + size, 0),
  };
}

/** How a column's values are made coarser before rows are compared; undefined for a column that tells nobody apart. */
function generalised(head: string): ((value: string) => string) | undefined {
  if (/\b(?:sex|gender)\b/.test(wordsOf(head))) return (value) => value.slice(0, 1).toLowerCase();
  switch (keyMeaning(head)) {
    case "zip":
      return (value) => zip3(value) ?? value;
    case "birth-date":
      return (value) => String(readDate(value)?.year ?? value);
    case "age":
      return (value) => value;
    default:
      return undefined;
  }
}
