import { assessWithHistory } from "../assess/with-history";
import type { Report } from "../model/report";

import { assessInput } from "./builders";
import { sampleRecords } from "./sample";
import { sampleRules } from "./sample-rules";

/** A made-up report of two stacks with everything that can be asked for: what changed, the trend, a period and samples. */
export function sampleReport(): Report {
  const rules = sampleRules();
  return assessWithHistory(assessInput(sampleRecords({ rules, resources: 60 }), rules), {
    since: "2026-11-01T00:00:00.000Z",
    trend: true,
    period: { from: "2026-11-01T00:00:00Z", to: "2026-11-22T00:00:00Z" },
    sampleSeed: "5d".repeat(32),
  });
}
