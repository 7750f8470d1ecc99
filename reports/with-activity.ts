import { compare } from "./assess/group-by";
import { sealed } from "./assess/index";
import type { HistoryOptions } from "./assess/with-history";
import { ReportArgumentError } from "./errors";
import { readActivity, type ReadActivity } from "./events/read-activity";
import type { Report } from "./model/report";

const MIDNIGHT = "T00:00:00.000Z";

/**
 * What the audit events of the period say, where their folder is named. Events are counted by UTC days.
 * @throws ReportArgumentError for a period that is not of whole days; EventsError or LedgerError for files that can't be asked.
 */
export async function activityOf(
  { eventsDir, ledgerDir }: { readonly eventsDir?: string; readonly ledgerDir?: string },
  { period, sampleSeed: seed }: HistoryOptions,
): Promise<ReadActivity | undefined> {
  if (eventsDir === undefined) return undefined;
  if (period === undefined || !period.from.endsWith(MIDNIGHT) || !period.to.endsWith(MIDNIGHT))
    throw new ReportArgumentError(
      `Audit events are counted by UTC days: the period must be named, and begin and end at midnight; got ${period === undefined ? "none" : `${period.from} to ${period.to}`}`,
    );
  return readActivity({
    eventsDir,
    from: period.from.slice(0, 10),
    to: period.to.slice(0, 10),
    ...(ledgerDir === undefined ? {} : { ledgerDir }),
    ...(seed === undefined ? {} : { seed }),
  });
}

/** The report with them, under an id of its own. A file of events that counts for nothing leaves the report incomplete. */
export function withActivity(made: Report, events: ReadActivity | undefined): Report {
  if (events === undefined) return made;
  const { activity, problems } = events;
  const { id: _, ...report } = made;
  const entries = problems.map(({ where, problem }) => ({ kind: "entry" as const, subject: where, why: problem }));
  const open = [...report.completeness.open, ...entries].sort(
    (a, b) => compare(a.kind, b.kind) || compare(a.subject, b.subject),
  );
  return sealed({
    ...report,
    activity,
    problems: [...report.problems, ...problems],
    completeness: { complete: open.length === 0, open },
  });
}
