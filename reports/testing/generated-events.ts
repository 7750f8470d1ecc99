import { mkdirSync, statSync } from "node:fs";
import * as path from "node:path";

import { quoted, type Engine } from "../queries/duckdb";
import type { EventFile } from "../queries/run";

export interface Generated {
  readonly folder: string;
  /** First day, YYYY-MM-DD, and how many there are. */
  readonly from: string;
  readonly days: number;
  readonly events: number;
  readonly seed: number;
  /** Every so many events one is there twice; none where it is left out. */
  readonly doubledEvery?: number;
}

/** Days, counted from 0, on which nothing is told at all, and on which the images' workload is silent. */
export const SILENT_DAYS = [9] as const;
export const SILENT_IMAGING_DAYS = [4, 5] as const;

/** Of so many events one opens a record by break-glass; the review of it follows after these many, and each ninth is missing. */
const BREAK_GLASS_EVERY = 5_003;
const REVIEW_AFTER = 12;

/**
 * Synthetic audit events straight into Parquet, a file a day: the same arguments give the same rows. Few patients and callers have most
 * events, nights and week ends have few, one event in a thousand comes late. Ids are hashes of a number and not of a content.
 */
export async function generateEvents(engine: Engine, asked: Generated): Promise<EventFile[]> {
  const files: EventFile[] = [];
  let first = 0;
  for (const { day, count } of loadOf(asked)) {
    const folder = path.join(asked.folder, `day=${day}`);
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, "generated.parquet");
    const rows = rowsOf(day, first, count, asked);
    await engine.run(`COPY (${rows}) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`);
    const [[events] = [0]] = (await engine.rows(`SELECT COUNT(*) FROM read_parquet(${quoted(file)})`)).rows;
    if (statSync(file).size > 0) files.push({ path: file, day, events: Number(events) });
    first += count;
  }
  return files;
}

/** Events of each day: a week end has half of a working day's. */
function loadOf({ from, days, events }: Generated): { day: string; count: number }[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const all = Array.from({ length: days }, (_, index) => {
    const at = new Date(start + index * 86_400_000);
    const weight = SILENT_DAYS.some((silent) => silent === index) ? 0 : at.getUTCDay() % 6 === 0 ? 1 : 2;
    return { day: at.toISOString().slice(0, 10), weight };
  });
  const sum = all.reduce((total, { weight }) => total + weight, 0);
  let [given, weights] = [0, 0];
  return all.flatMap(({ day, weight }) => {
    weights += weight;
    const count = Math.floor((events * weights) / sum) - given;
    given += count;
    return count === 0 ? [] : [{ day, count }];
  });
}

function rowsOf(day: string, first: number, count: number, { from, events, seed, doubledEvery }: Generated): string {
  const [patients, callers] = [Math.max(50, Math.floor(events / 100)), Math.max(20, Math.floor(events / 20_000))];
  const index = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  const imagingSilent = SILENT_IMAGING_DAYS.some((silent) => silent === index);
  const drawn = (number: number): string => `((hash(i, ${seed}, ${number}) % 1000000)::DOUBLE / 1000000)`;
  const keyed = (what: string, number: string): string => `sha256('${what} ${seed} ' || (${number})::BIGINT)`;
  const id = (number: string): string => `sha256('event ${seed} ' || (${number}))`;
  const twice = doubledEvery === undefined ? "" : `UNION ALL SELECT * FROM numbers WHERE i % ${doubledEvery} = 0`;
  return `
WITH numbers AS (SELECT i FROM range(${first}, ${first + count}) AS t (i)),
told AS (SELECT i FROM numbers ${twice}),
drawn AS (
  SELECT i, ${drawn(1)} AS a, ${drawn(2)} AS b, ${drawn(3)} AS c, ${drawn(4)} AS d, ${drawn(5)} AS e,
    i % ${BREAK_GLASS_EVERY} = 7 AS opened, i % ${BREAK_GLASS_EVERY} = ${7 + REVIEW_AFTER} AND (i // ${BREAK_GLASS_EVERY}) % 9 <> 0 AS looked
  FROM told
),
kinds AS (
  SELECT *, CASE WHEN looked THEN 'access.reviewed' WHEN opened OR a < 0.62 THEN 'fhir.read' WHEN a < 0.78 THEN 'fhir.search'
    WHEN a < 0.86 THEN ${imagingSilent ? "'fhir.read'" : "'image.read'"} WHEN a < 0.91 THEN 'consent.checked' WHEN a < 0.95 THEN 'document.validated'
    WHEN a < 0.97 THEN 'sign-in.checked' WHEN a < 0.985 THEN 'document.released' WHEN a < 0.99 THEN 'request.approved'
    WHEN a < 0.9905 THEN 'access.unusual' ELSE 'batch.written' END AS action
  FROM drawn
),
timed AS (
  SELECT *, TIMESTAMP '${day} 00:00:00' + to_milliseconds((CASE WHEN b < 0.85 THEN 25200000 + 43200000 * c ELSE 86399999 * c END)::BIGINT) AS observed_at
  FROM kinds
)
SELECT
  ${id("i")} AS id, observed_at,
  observed_at + to_milliseconds(CASE WHEN d < 0.001 THEN 90000000 + (d * 1e11)::BIGINT ELSE (d * 3000)::BIGINT END) AS collected_at,
  'function' AS actor_kind,
  'function:' || CASE WHEN action LIKE 'fhir.%' THEN 'fhir-read' WHEN action = 'image.read' THEN 'image-read'
    WHEN action = 'consent.checked' THEN 'consent-gate' ELSE split_part(action, '.', 1) || '-step' END AS actor,
  action,
  CASE WHEN action = 'sign-in.checked' AND e < 0.08 THEN 'failure' WHEN e < 0.004 THEN 'denied' WHEN e < 0.006 THEN 'failure' ELSE 'success' END AS outcome,
  ${keyed("subject", `${patients} * pow(c * 0.7 + d * 0.3, 3)`)} AS subject,
  CASE WHEN action IN ('batch.written', 'sign-in.checked') THEN NULL WHEN d < 0.8 THEN 'treatment' WHEN d < 0.93 THEN 'payment' ELSE 'operations' END AS purpose,
  CASE WHEN action = 'document.released' THEN ${keyed("recipient", "40 * e * e")} END AS recipient,
  CASE WHEN e < 0.004 THEN (CASE WHEN d < 0.6 THEN 'no-consent' ELSE 'no-scope' END) WHEN action = 'sign-in.checked' AND e < 0.08 THEN 'wrong-password' END AS reason,
  CASE WHEN action LIKE 'fhir.%' OR action LIKE 'access.%' THEN 'fhir-api' WHEN action = 'image.read' THEN 'imaging'
    WHEN action LIKE 'sign-in.%' THEN 'identity' WHEN action = 'batch.written' THEN 'streaming' ELSE 'phi-pipeline' END AS workload,
  CASE WHEN action LIKE 'fhir.%' OR action = 'image.read' THEN ${keyed("caller", `${callers} * b * b`)} END AS caller,
  CASE WHEN action LIKE 'fhir.%' THEN (1 + 20 * e * e)::BIGINT END AS records,
  opened AS break_glass,
  CASE WHEN looked THEN ${id(`i - ${REVIEW_AFTER}`)} END AS about
FROM timed
ORDER BY observed_at, id`;
}
