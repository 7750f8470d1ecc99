import { rowsOf, type Activity as Model, type ActivityTable } from "../../model/activity";
import type { Report } from "../../model/report";
import { EVENT_TABLES } from "../activity-csv";

import { CitationLink, time, Wide } from "./parts";
import { Register } from "./registers";

/** Rows of one table on the page; the file beside it has all. */
const MOST_ROWS = 25;

/** What audit events say of a period; nothing where none were named. */
export function Activity({ report: { activity } }: { readonly report: Report }) {
  if (activity === undefined) return null;
  return (
    <section id="events" aria-labelledby="events-h">
      <h2 id="events-h">Audit events</h2>
      <Scope activity={activity} />
      <Register
        caption={`To look at (${activity.findings.length})`}
        none="Nothing stands out: every day and every workload has events, none twice, each break-glass access was reviewed."
        head={["Row", "What"]}
        rows={activity.findings.map(({ citation, what }) => [<CitationLink citation={citation} />, what])}
      />
      <DayChart activity={activity} />
      {activity.tables.map((table) => (
        <Table table={table} />
      ))}
    </section>
  );
}

function Scope({ activity }: { readonly activity: Model }) {
  const { from, to, events, files, digest, refused, doubled, complete, ledger, seed } = activity;
  return (
    <>
      <p>
        {number(events)} events in {number(files)} files from {from} up to, and without, {to} (UTC days).{" "}
        {complete
          ? "Every file is what its receipt says."
          : "Not all files are what their receipts say: the tables show less than there was, and nothing here is a pass. See the faults in the evidence."}{" "}
        When they were taken in, {number(refused)} lines were refused and {number(doubled)} events came again.
      </p>
      <p>
        {ledger === undefined
          ? "No ledger was named, so nobody vouches for the files but their folder."
          : `The ledger's head ${ledger.head} holds ${ledger.receipts} receipts of these files; ${ledger.missing} are in no head.`}{" "}
        SHA-256 over the files: <span class="id">{digest}</span>.
        {seed === undefined ? null : (
          <>
            {" "}
            Samples are drawn by the seed <span class="id">{seed}</span>, which must have been published after the files
            were sealed.
          </>
        )}
      </p>
    </>
  );
}

/** Events a day; the numbers are in coverage.csv, days without any in the table. */
function DayChart({ activity }: { readonly activity: Model }) {
  const days = rowsOf(activity, "coverage");
  if (days.length === 0) return null;
  const counts = days.map(({ events }) => Number(events));
  const most = Math.max(...counts, 1);
  const width = 100 / days.length;
  const empty = counts.filter((count) => count === 0).length;
  return (
    <figure>
      <figcaption>
        Events by day: at most {number(most)}, at least {number(Math.min(...counts))}; {empty} of {days.length} days
        have none.
      </figcaption>
      <svg class="days" role="img" aria-label={`Events by day, at most ${most}; ${empty} days without any`}>
        {counts.map((count, index) => (
          <rect
            x={`${round(index * width)}%`}
            y={`${round(100 - (100 * count) / most)}%`}
            width={`${round(width * 0.85)}%`}
            height={`${round((100 * count) / most)}%`}
          />
        ))}
      </svg>
    </figure>
  );
}

function Table({ table }: { readonly table: ActivityTable }) {
  const { name, title, citations, foundBy, columns } = table;
  // Of days those without events are told; the chart shows the others.
  const all = name === "coverage" ? table.rows.filter((row) => row[columns.indexOf("events")] === 0) : table.rows;
  const rows = all.slice(0, MOST_ROWS);
  return (
    <>
      <h3 id={`events-${name}`}>{title}</h3>
      <p>
        For {citations.map((citation, index) => [index === 0 ? "" : ", ", <CitationLink citation={citation} />])}. Found
        by: {foundBy}.
      </p>
      <p class="soft small">
        {name === "coverage" ? "Days without events" : "Rows"}: {rows.length} of {table.rows.length}; all in{" "}
        <span class="id">{`${EVENT_TABLES}/${name}.csv`}</span>, by <span class="id">{`${name}.sql`}</span>.
      </p>
      {rows.length === 0 ? (
        <p>None.</p>
      ) : (
        <Wide label={title}>
          <table>
            <caption class="vh">{title}</caption>
            <thead>
              <tr>
                {columns.map((column, index) => (
                  <th
                    scope="col"
                    class={index > 0 && rows.some((row) => typeof row[index] === "number") ? "n" : undefined}
                  >
                    {column.replaceAll("_", " ")}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...rest]) => (
                <tr>
                  <th scope="row">{shown(first)}</th>
                  {rest.map((cell) => (
                    <td class={typeof cell === "number" ? "n" : undefined}>{shown(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </>
  );
}

/** Hashes by their first digits: the file has them whole. */
function shown(cell: string | number | boolean | null | undefined): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell === "number") return number(cell);
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cell)) return time(cell);
  return /^[0-9a-f]{64}$/.test(cell) ? `${cell.slice(0, 12)}…` : cell;
}

const number = (value: number): string => value.toLocaleString("en-US");

const round = (value: number): number => Math.round(value * 1000) / 1000;
