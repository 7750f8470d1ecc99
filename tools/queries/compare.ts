import type { QueryName } from "../../reports/queries/catalogue";
import type { Rows } from "../../reports/queries/duckdb";

export interface Difference {
  readonly query: QueryName;
  /** What differs: columns, number of rows, or the first row that does. */
  readonly what: string;
}

/** Where two engines answered differently: every column, every row in its order, every cell. */
export function differencesBetween(
  ours: ReadonlyMap<QueryName, Rows>,
  theirs: ReadonlyMap<QueryName, Rows>,
): Difference[] {
  return [...ours].flatMap(([query, { columns, rows }]): Difference[] => {
    const other = theirs.get(query);
    if (other === undefined) return [{ query, what: "was not answered" }];
    if (JSON.stringify(columns) !== JSON.stringify(other.columns))
      return [{ query, what: `columns ${columns.join(", ")} and ${other.columns.join(", ")}` }];
    if (rows.length !== other.rows.length) return [{ query, what: `${rows.length} rows and ${other.rows.length}` }];
    const first = rows.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(other.rows[index]));
    if (first < 0) return [];
    return [
      { query, what: `row ${first + 1}: ${JSON.stringify(rows[first])} and ${JSON.stringify(other.rows[first])}` },
    ];
  });
}
