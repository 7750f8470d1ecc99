/** What the queries ask, beside the table `audit_events` of everything that is held. */
export interface Asked {
  /** UTC days, YYYY-MM-DD: the first of the period, and the first after it. */
  readonly from: string;
  readonly to: string;
  /** Hex, published after the events were sealed; see `Sample` in reports/model/history.ts. */
  readonly seed: string;
}

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Every day of the period. */
export function daysOf({ from, to }: Pick<Asked, "from" | "to">): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at < Date.parse(`${to}T00:00:00Z`); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/**
 * The three views that the queries read, as texts that DuckDB, Spark and Athena take alike: the period's events, its calendar, and the
 * seed. `kind` is `TEMPORARY VIEW` where a session has its own.
 */
export function viewsOf(asked: Asked, kind: "VIEW" | "TEMPORARY VIEW" = "TEMPORARY VIEW"): readonly string[] {
  const { from, to, seed } = asked;
  if (!DAY.test(from) || !DAY.test(to) || !/^[0-9a-f]*$/.test(seed))
    throw new TypeError("wanted days and a seed in hex");
  const calendar = daysOf(asked).map((day) => `('${day}')`);
  return [
    `CREATE OR REPLACE ${kind} events AS SELECT * FROM audit_events WHERE day >= '${from}' AND day < '${to}'`,
    `CREATE OR REPLACE ${kind} days AS SELECT day FROM (VALUES ${calendar.join(", ")}) AS calendar (day)`,
    `CREATE OR REPLACE ${kind} asked AS SELECT '${seed}' AS seed`,
  ];
}
