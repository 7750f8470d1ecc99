import { BATCHES, KEPT, POLICY_RECORDS } from "../../reports/ledger/names";

const DAY_MS = 24 * 3600 * 1000;

/** A message may wait 14 days in a queue before its batch is written under the day that it came (SQS Developer Guide, "Quotas"). */
export const WINDOW_DAYS = 15;

/** The first day, YYYY-MM-DD in UTC, that a run at the time looks through. */
export function windowStart(time: string): string {
  return dayOf(Date.parse(time) - WINDOW_DAYS * DAY_MS);
}

/** What is looked through from a day until now: the batches of each day, all that pipelines wrote, and the reports that are kept. */
export function prefixesSince(day: string, now: Date): string[] {
  const prefixes: string[] = [];
  for (let time = Date.parse(day); time <= now.getTime(); time += DAY_MS)
    prefixes.push(`${BATCHES}day=${dayOf(time)}/`);
  return [...prefixes, KEPT, POLICY_RECORDS];
}

/** Until when a report has to be locked that is kept now, for that many days; a day less, for clocks differ. */
export function lockedUntil(now: Date, retentionDays: number): Date {
  return new Date(now.getTime() + (retentionDays - 1) * DAY_MS);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
