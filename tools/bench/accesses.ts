import { scorerOf, type Model } from "../../lambdas/access-model/model";
import fittedBare from "../../lambdas/access-model/bare-2026-11-22.json";
import fitted from "../../lambdas/access-model/model-2026-11-22.json";
import { hospitalYear, type HospitalSettings } from "../../synthetic/hospital/year";
import { ALERT_SCORE } from "../accesses/fit";
import { judge } from "../accesses/judge";
import best from "../accesses/limits-2026-11-22.json";
import { JUDGED_ON } from "../accesses/settings";
import { summaryOf, type Summary } from "../accesses/summary";
import { Watch } from "../accesses/watch";
import type { ServiceFigure } from "./services";

const MODEL: Model = fitted;
const BARE: Model = fittedBare;
/** Accesses of a day in the requirements. */
const EVENTS = 720_000;

/** Scores so many accesses one after the other, as they come; making them up is not counted. */
function scoreDay(): { seconds: number; peakMb: number } {
  const scorer = scorerOf(MODEL);
  const watch = new Watch();
  let [left, microseconds, peak, most] = [EVENTS, 0, 0, 0];
  for (const accesses of hospitalYear({ seed: 1, people: 2000, insidersOfEach: 0 }).days()) {
    const some = accesses.slice(0, left);
    const before = process.cpuUsage();
    for (const access of some) most = Math.max(most, scorer.score(watch.see(access).features));
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
    peak = Math.max(peak, process.memoryUsage.rss());
    left -= some.length;
    if (left === 0) break;
  }
  if (!(most > 0)) throw new Error("no access was scored");
  return { seconds: microseconds / 1e6, peakMb: peak / 1e6 };
}

/** Speed and memory of the model of unusual accesses, and what it finds in made-up years that it was not fitted to. */
export async function measureAccesses(): Promise<readonly ServiceFigure[]> {
  const { seconds, peakMb } = scoreDay();
  const years = JUDGED_ON.map((settings) => judge(settings, scorerOf(MODEL), ALERT_SCORE));
  const half: HospitalSettings = { ...(JUDGED_ON[0] as HospitalSettings), people: 500 };
  const [api, bare] = (
    [
      ["api", MODEL],
      ["bare", BARE],
    ] as const
  ).map(([telling, model]) => summaryOf([judge(half, scorerOf(model), ALERT_SCORE, telling)], best.limits)) as [
    Summary,
    Summary,
  ];
  const { alertsADay, limitsAlertsADay, precision, kinds } = summaryOf(years, best.limits);
  const [all, ...each] = kinds;
  return [
    { what: "720,000 accesses scored", value: seconds, unit: "s", atMost: 10 },
    { what: "memory of the whole process", value: peakMb, unit: "MB", atMost: 300 },
    { what: "insiders found", value: all?.recall ?? Number.NaN, unit: "share", atLeast: 0.85 },
    { what: "the same by fixed limits", value: all?.limitsRecall ?? Number.NaN, unit: "share" },
    { what: "alerts", value: alertsADay, unit: "a day", atMost: 100 },
    { what: "the same by fixed limits", value: limitsAlertsADay, unit: "a day" },
    { what: "alerts that a misuse raised", value: precision, unit: "share" },
    {
      what: "found by what the FHIR API tells",
      value: api.kinds[0]?.recall ?? Number.NaN,
      unit: "share",
      atLeast: 0.85,
    },
    { what: "  alerts", value: api.alertsADay, unit: "a day", atMost: 50 },
    { what: "found by caller, patient, records", value: bare.kinds[0]?.recall ?? Number.NaN, unit: "share" },
    { what: "  alerts", value: bare.alertsADay, unit: "a day" },
    ...each.flatMap(({ kind, recall, limitsRecall, medianHours, slowHours, byLuck }) => [
      { what: `${kind} found`, value: recall, unit: "share" },
      { what: "  by fixed limits", value: limitsRecall, unit: "share" },
      { what: "  honest people told of", value: byLuck, unit: "share" },
      { what: "  half of them within", value: medianHours, unit: "h" },
      { what: "  nine of ten within", value: slowHours, unit: "h" },
    ]),
  ];
}
