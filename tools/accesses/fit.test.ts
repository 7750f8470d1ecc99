import { expect } from "chai";
import { FEATURE_NAMES } from "../../lambdas/access-model/features";
import { scorerOf } from "../../lambdas/access-model/model";
import { Random } from "../../synthetic/random";
import type { Bag, Bags } from "./bags";
import { ALERT_SCORE, fit } from "./fit";
import type { Judged } from "./judge";
import { bestLimits, isOver, LIMITED, recallOf, type DayCounts } from "./limits";
import { summaryOf } from "./summary";

const WIDE = FEATURE_NAMES.length;
const [HOUR, UNIT] = [FEATURE_NAMES.indexOf("hour"), FEATURE_NAMES.indexOf("unit")];

/** Bags of five accesses; of misuse one of the five has a unit that is unusual, and the hour says the opposite of misuse. */
function bags(): Bags {
  const random = new Random("bags");
  const bag = (isMisuse: boolean): Bag => {
    const rows = new Float32Array(5 * WIDE).map(() => random.next() * 0.1);
    rows[HOUR] = isMisuse ? 0 : 0.5 * random.next();
    if (isMisuse) rows[2 * WIDE + UNIT] = 0.6 + 0.4 * random.next();
    return { isMisuse, weight: 1, rows };
  };
  return { bags: Array.from({ length: 400 }, (_, index) => bag(index % 10 === 0)), share: 0.5, days: 100, counts: [] };
}

describe("the fit", () => {
  const all = bags();
  const model = fit(all, 1);
  const { score } = scorerOf({ fitted: "test", ...model });
  const most = ({ rows }: Bag): number =>
    Math.max(...[0, 1, 2, 3, 4].map((row) => score(Float64Array.from(rows.subarray(row * WIDE, (row + 1) * WIDE)))));

  it("gives no weight below 0, also where less of a feature goes with misuse", () => {
    expect(Object.values(model.weights).every((weight) => weight > 0)).to.equal(true);
    expect(model.weights.hour ?? 0).to.be.lessThan(0.5);
    expect(model.weights.unit).to.be.greaterThan(1);
  });

  it("finds the misuse, and tells of as many honest days as may be", () => {
    const told = all.bags.filter((bag) => most(bag) > ALERT_SCORE);
    expect(told.filter(({ isMisuse }) => isMisuse).length).to.equal(40);
    // One a day for a hundred days, of which half were kept.
    expect(told.filter(({ isMisuse }) => !isMisuse).length).to.be.within(45, 51);
  });
});

const day = (insider: number, counts: Partial<DayCounts["counts"]>): DayCounts => {
  const none = Object.fromEntries(LIMITED.map((name) => [name, 0])) as DayCounts["counts"];
  return { day: 40, insider, counts: { ...none, ...counts } };
};

describe("limits that are the same for everybody", () => {
  const honest = Array.from({ length: 100 }, (_, index) => day(-1, { accesses: index, records: 99 - index }));
  const days = [...honest, day(0, { accesses: 95 }), day(1, { records: 200 }), day(2, { accesses: 3 })];

  it("find what they can for the days that may be told of, and not more", () => {
    const limits = bestLimits(days, 10);
    expect(recallOf(days, limits)).to.be.closeTo(2 / 3, 1e-9);
    expect(days.filter((of) => of.insider < 0 && isOver(of, limits)).length).to.be.at.most(10);
  });

  it("are none where none finds anybody", () => expect(bestLimits([...honest, day(0, {})], 10)).to.deep.equal({}));
});

describe("the summary of judged years", () => {
  const insider = (kind: string) => ({ kind, from: 50, until: 59 }) as unknown as Judged["found"][number]["insider"];
  const year: Judged = {
    accesses: 1000,
    alerts: 30,
    alertsOfMisuse: 3,
    days: 10,
    found: [
      { insider: insider("odd-hours"), hours: 2, accesses: 1 },
      { insider: insider("odd-hours"), hours: undefined, accesses: 9 },
      { insider: insider("bulk-download"), hours: 0, accesses: 1 },
    ],
    honestDays: new Map([
      ["a", [49, 55]],
      ["b", [60]],
    ]),
    honestPeople: 10,
    counts: [day(0, { night: 9 }), day(1, {}), day(2, {}), day(-1, { night: 9 })],
    scoringMs: 1,
  };

  it("holds recall beside luck and limits, by kind and for all", () => {
    const { kinds, ...whole } = summaryOf([year, year], { night: 5 });
    expect(whole).to.deep.equal({ years: 2, alertsADay: 3, limitsAlertsADay: 0.2, precision: 0.1 });
    const odd = kinds.find(({ kind }) => kind === "odd-hours");
    expect(odd).to.deep.equal({
      kind: "odd-hours",
      insiders: 4,
      recall: 0.5,
      medianHours: 2,
      slowHours: 2,
      byLuck: 0.1,
      limitsRecall: 0.5,
    });
    expect(kinds[0]?.recall).to.be.closeTo(2 / 3, 1e-9);
    expect(kinds.find(({ kind }) => kind === "vip-snooping")?.recall).to.be.NaN;
  });
});
