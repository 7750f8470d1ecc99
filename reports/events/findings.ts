import { rowsOf, type Activity, type ActivityFinding } from "../model/activity";

/** Days that documentation and its evidence are kept at least: six years (45 CFR 164.316(b)(2)(i)). */
const SIX_YEARS_DAYS = 2192;
/** Days that a sentence names one by one. */
const MOST_NAMED = 10;

/** What the tables show that a reader has to look at. A day without events is a finding, not silence. */
export function activityFindings(activity: Pick<Activity, "tables" | "from" | "to">): ActivityFinding[] {
  const number = (row: Readonly<Record<string, unknown>>, column: string): number => Number(row[column] ?? 0);
  const sum = (name: string, column: string): number =>
    rowsOf(activity, name).reduce((total, row) => total + number(row, column), 0);
  const findings: ActivityFinding[] = [];
  const days = rowsOf(activity, "coverage");
  const empty = days.filter((row) => number(row, "events") === 0).map(({ day }) => String(day));
  if (empty.length > 0)
    findings.push({
      kind: "no-events",
      citation: "164.312(b)",
      what: `${count(empty.length, "day")} without any event: ${listed(empty)}. Nothing was recorded, or what was recorded did not come in.`,
    });
  for (const row of rowsOf(activity, "silence")) {
    const silent = number(row, "silent_days") - empty.length;
    if (silent > 0)
      findings.push({
        kind: "silent-workload",
        citation: "164.312(b)",
        what: `${String(row["workload"])} told of nothing on ${count(silent, "day")} on which others did.`,
      });
  }
  const doubled = sum("duplicates", "doubled");
  if (doubled > 0)
    findings.push({
      kind: "doubled",
      citation: "164.312(c)(1)",
      what: `${count(doubled, "event")} held more than once: the populations count them twice.`,
    });
  const notReviewed = sum("break-glass", "not_reviewed");
  if (notReviewed > 0)
    findings.push({
      kind: "not-reviewed",
      citation: "164.308(a)(1)(ii)(D)",
      what: `${notReviewed} of ${sum("break-glass", "accesses")} break-glass accesses have no review within the period.`,
    });
  const late = sum("coverage", "late");
  if (late > 0)
    findings.push({
      kind: "late",
      citation: "164.312(b)",
      what: `${count(late, "event")} came in more than a day after they happened.`,
    });
  const first = rowsOf(activity, "retention").map((row) => String(row["first_day"]))[0];
  if (first !== undefined && daysBetween(first, activity.to) < SIX_YEARS_DAYS)
    findings.push({
      kind: "retention",
      citation: "164.316(b)(2)(i)",
      what: `Events are held from ${first} on; six years are asked for, so what came before has to be held elsewhere or not to have been.`,
    });
  return findings;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

function listed(days: readonly string[]): string {
  const named = days.slice(0, MOST_NAMED).join(", ");
  return days.length > MOST_NAMED ? `${named} and ${days.length - MOST_NAMED} more` : named;
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
