import type { TrendPoint } from "../model/history";

import { assess, type AssessInput } from "./index";

/** The most points that are drawn: two years of months. */
const MOST_POINTS = 24;

/** Ends of the months between the first record and `asOf`, and `asOf` itself; the newest 24. */
export function trendTimes(first: string, asOf: string): string[] {
  const times = [asOf];
  const end = new Date(asOf);
  let month = Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), 1);
  while (times.length < MOST_POINTS && month - 1 > Date.parse(first)) {
    // The last millisecond of the month before.
    if (month - 1 < end.getTime()) times.unshift(new Date(month - 1).toISOString());
    const start = new Date(month);
    month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() - 1, 1);
  }
  return times;
}

/** The same evidence judged at the end of each month: what a report of that day would have said. */
export function trendOf(input: AssessInput): TrendPoint[] {
  const collected = [...input.records.runs, ...input.records.evaluations].map(({ record }) => record.collectedAt);
  const first = collected.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a), input.asOf);
  return trendTimes(first, input.asOf).map((asOf) => {
    const { citations, evaluations } = assess({ ...input, asOf }).counts;
    return { asOf, citations, evaluations };
  });
}
