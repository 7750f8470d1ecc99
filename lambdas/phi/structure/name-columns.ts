import type { Span } from "../span";
import type { Decoded } from "./decoded";
import { LayoutBuilder, type Identifier } from "./layout";

/** Cells that are names for sure by which a column is known to be one of names, and the share of its cells. */
const LEAST_NAMES = 2;
const LEAST_SHARE = 0.4;
const NAME_SHAPE = /^\s*\p{L}[\p{L}.'’-]*(?:,?\s+\p{L}[\p{L}.'’-]*){0,4}\s*$/u;

/** Names in columns whose head tells nothing, where the words alone have shown others of the column to be names. */
export function namesByColumn(columns: readonly (readonly Decoded[])[], found: readonly Span[]): Identifier[] {
  if (columns.length === 0) return [];
  const names = new Map(found.filter(({ category }) => category === "NAME").map(({ begin, end }) => [begin, end]));
  const layout = new LayoutBuilder();
  for (const [at, column] of columns.entries()) {
    const cells = column.filter(({ text }) => text.trim() !== "");
    const shaped = cells.filter(({ text }) => NAME_SHAPE.test(text));
    const sure = shaped.filter((cell) => (names.get(cell.at(0)) ?? 0) >= cell.at(cell.text.trimEnd().length));
    if (sure.length < LEAST_NAMES || sure.length < LEAST_SHARE * cells.length) continue;
    for (const cell of shaped) layout.add(cell, "person-name", `csv:names-${at + 1}`, 0.8);
  }
  return layout.identifiers;
}
