import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { EVENTS_TABLE } from "./ledger-names";

/** The queries of reports over audit events: one text for DuckDB, Spark and Athena. */
const FOLDER = path.join(__dirname, "../../reports/queries");

/** What Athena asks of whoever runs one, in this order. */
export const EXECUTION_PARAMETERS = "first day, day after the last, first day, first day, last day, seed (hex)";

export interface EventQuery {
  /** Name of its file. */
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/**
 * The audit events of the ledger in the columns of reports/queries/columns.ts, and the period, calendar and seed that the queries read. A
 * record's partition is the day on which it came in, never before the day on which it happened, so the first day bounds what is read.
 */
const HEAD = `WITH audit_events AS (
  SELECT
    auditid AS id,
    CAST(FROM_ISO8601_TIMESTAMP(observedat) AS TIMESTAMP) AS observed_at,
    CAST(FROM_ISO8601_TIMESTAMP(collectedat) AS TIMESTAMP) AS collected_at,
    SPLIT_PART(actor, ':', 1) AS actor_kind,
    actor,
    action,
    outcome,
    subject,
    purpose,
    recipient,
    reason,
    workload,
    ELEMENT_AT(detail, 'caller') AS caller,
    TRY_CAST(ELEMENT_AT(detail, 'records') AS BIGINT) AS records,
    COALESCE(ELEMENT_AT(detail, 'breakGlass') = 'true', false)
      OR COALESCE(purpose IN ('btg', 'etreat', 'break-glass'), false) AS break_glass,
    ELEMENT_AT(detail, 'event') AS about,
    SUBSTR(observedat, 1, 10) AS day,
    day AS taken_in
  FROM ${EVENTS_TABLE}
  WHERE kind = 'audit-event'
),
events AS (SELECT * FROM audit_events WHERE day >= ? AND day < ? AND taken_in >= ?),
days AS (
  SELECT DATE_FORMAT(moment, '%Y-%m-%d') AS day
  FROM UNNEST(SEQUENCE(CAST(? AS DATE), CAST(? AS DATE), INTERVAL '1' DAY)) AS calendar (moment)
),
asked AS (SELECT ? AS seed)
`;

/** Every query, as a statement that stands for itself: who may only read can run it. */
export function eventQueries(): readonly EventQuery[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(FOLDER, file), "utf8");
      const [title = ""] = text.split("\n", 1);
      return {
        name: file.replace(/\.sql$/, ""),
        description: `${title.replace(/^-- /, "")}. Asks: ${EXECUTION_PARAMETERS}.`,
        sql: `${HEAD}${text}`,
      };
    });
}
