import type { Report } from "../model/report";

import { withAccountChecks } from "./account-checks";
import { driftBetween, resultKey } from "./drift";
import { assess, sealed, type AssessInput } from "./index";
import { operationOver, type Period } from "./operation";
import { drawSample } from "./sample";
import { trendOf } from "./trend";

export interface HistoryOptions {
  /** Time to compare with, ISO 8601, UTC, before the report's. */
  readonly since?: string;
  /** True for the states at the ends of the months before. */
  readonly trend?: boolean;
  readonly period?: Period;
  /** Hex; see `Sample`. */
  readonly sampleSeed?: string;
}

/** The report with what the same records say of the time before it. */
export function assessWithHistory(read: AssessInput, options: HistoryOptions): Report {
  const input = withAccountChecks(read);
  const { id: _, ...report } = assess(input);
  const { since, period, sampleSeed } = options;
  return sealed({
    ...report,
    ...(since === undefined
      ? {}
      : { drift: driftBetween(assess({ ...input, asOf: since }), report, failed(input, since)) }),
    ...(options.trend === true ? { trend: trendOf(input) } : {}),
    ...(period === undefined ? {} : { operation: operationOver(input.records, period) }),
    ...(sampleSeed === undefined ? {} : { sample: drawSample(report, sampleSeed) }),
  });
}

/** What had failed at any time until `since`. */
function failed({ records }: AssessInput, since: string): ReadonlySet<string> {
  const limit = Date.parse(since);
  return new Set(
    records.evaluations.flatMap(({ record: { rule, project, stack, subject, result, collectedAt } }) =>
      result === "fail" && Date.parse(collectedAt) <= limit
        ? [resultKey(rule.id, `${project}/${stack}`, subject.urn)]
        : [],
    ),
  );
}
