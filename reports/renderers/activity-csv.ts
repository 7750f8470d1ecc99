import type { Report } from "../model/report";

import { toCsv } from "./csv";

/** Folder of the tables of audit events, beside the report. */
export const EVENT_TABLES = "events";

/** One file a table of audit events, by name. */
export function renderActivityCsv({ activity }: Report): readonly (readonly [string, string])[] {
  return (activity?.tables ?? []).map(({ name, columns, rows }) => [
    `${EVENT_TABLES}/${name}.csv`,
    toCsv(
      columns,
      rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, cellOf(row[index])]))),
    ),
  ]);
}

const cellOf = (cell: string | number | boolean | null | undefined): string | number =>
  typeof cell === "boolean" ? String(cell) : (cell ?? "");
