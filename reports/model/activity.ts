/** What audit events say of a period. Only what renderers draw: the events themselves stay in their files. */
export interface Activity {
  /** UTC days, YYYY-MM-DD: the first, and the first after the period. */
  readonly from: string;
  readonly to: string;
  /** Hex; undefined where no sample was asked for. */
  readonly seed?: string;
  /** Events of the period in files that are whole. */
  readonly events: number;
  /** Files of the period that were found whole, and the SHA-256 over their hashes, sorted, each followed by a line feed. */
  readonly files: number;
  readonly digest: string;
  /** Lines that were refused, and events that came again, when the files were taken in. */
  readonly refused: number;
  readonly doubled: number;
  /** False where a file is missing, altered or not vouched for: the tables then show less than there was. */
  readonly complete: boolean;
  /** Whether a ledger holds the receipts: its newest head, and how many of the receipts it has; undefined where none was named. */
  readonly ledger?: {
    readonly head: string;
    readonly sha256: string;
    readonly receipts: number;
    readonly missing: number;
  };
  /** In the order of reports/queries/catalogue.ts. */
  readonly tables: readonly ActivityTable[];
  /** What a reader has to look at, by citation: never silence. */
  readonly findings: readonly ActivityFinding[];
}

export interface ActivityTable {
  readonly name: string;
  readonly title: string;
  readonly citations: readonly string[];
  readonly foundBy: string;
  readonly columns: readonly string[];
  /** Times are ISO 8601 in UTC. */
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export interface ActivityFinding {
  readonly kind: "no-events" | "silent-workload" | "doubled" | "not-reviewed" | "late" | "retention";
  readonly citation: string;
  readonly what: string;
}

/** The rows of a table as objects; none where there is no such table. */
export function rowsOf(
  { tables }: Pick<Activity, "tables">,
  name: string,
): readonly Readonly<Record<string, string | number | boolean | null>>[] {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) return [];
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column, row[index] ?? null])),
  );
}
