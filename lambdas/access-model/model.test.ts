import { expect } from "chai";
import * as fc from "fast-check";
import type { Seen } from "./access";
import { FEATURE_NAMES, type Feature, type Features } from "./features";
import { AT, Habit, HABIT_BYTES } from "./habit";
import { scorerOf, type Model } from "./model";
import fitted from "./model-2026-11-22.json";
import { observe } from "./observe";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const hash = (name: string): string => Buffer.from(name.padEnd(32, "-")).toString("hex");
const of = (features: Features, name: Feature): number => features[FEATURE_NAMES.indexOf(name)] as number;

const access = (at: number, patient: string, changes: Partial<Seen> = {}): Seen => ({
  at,
  subject: hash(patient),
  records: 2,
  breakGlass: false,
  department: "ward-1",
  unit: "ward-1",
  relation: "none",
  device: hash("desk"),
  network: hash("ward"),
  ...changes,
});

/** Days from eight to sixteen, twenty accesses each to six patients of the own ward, of whom one a day is new. */
function routine(days: number, habit = new Habit(), role = new Habit()): { habit: Habit; role: Habit; last: Features } {
  let last: Features = new Float64Array();
  for (let day = 0; day < days; day++)
    for (let index = 0; index < 20; index++) {
      const at = START + day * DAY + 8 * HOUR + index * 24 * 60_000;
      last = observe(habit, role, access(at, `patient-${day + (index % 6)}`)).features;
    }
  return { habit, role, last };
}
const next = START + 40 * DAY;

describe("features of an access, by what is usual for the person", () => {
  const rows: [string, Seen, Feature][] = [
    ["an hour at which the person never works", access(next + 3 * HOUR, "patient-40"), "hour"],
    ["a patient of another unit", access(next + 9 * HOUR, "stranger", { unit: "ward-9" }), "unit"],
    ["a known person", access(next + 9 * HOUR, "patient-40", { relation: "vip" }), "relation"],
    ["a relative", access(next + 9 * HOUR, "patient-40", { relation: "family" }), "relation"],
    ["a coworker", access(next + 9 * HOUR, "patient-40", { relation: "coworker" }), "relation"],
    ["break-glass", access(next + 9 * HOUR, "patient-40", { breakGlass: true }), "breakGlass"],
    ["an unknown device", access(next + 9 * HOUR, "patient-40", { device: hash("other") }), "device"],
    ["an unknown network", access(next + 9 * HOUR, "patient-40", { network: hash("cafe") }), "network"],
    ["very many records", access(next + 9 * HOUR, "patient-40", { records: 900 }), "bulkNow"],
  ];
  for (const [name, seen, feature] of rows) {
    it(`tell of ${name}`, () => {
      const { habit, role, last } = routine(40);
      expect(of(last, feature), "usual").to.be.lessThan(0.15);
      expect(of(observe(habit, role, seen).features, feature)).to.be.greaterThan(0.3);
    });
  }

  const many: [string, Feature, (index: number) => Partial<Seen> & { at: number; subject: string }][] = [
    [
      "many accesses in a day",
      "volumeNow",
      (index) => ({ at: next + 8 * HOUR + index * 60_000, subject: hash("patient-40") }),
    ],
    [
      "accesses one on the other",
      "paceNow",
      (index) => ({ at: next + 9 * HOUR + index * 1000, subject: hash("patient-40") }),
    ],
    [
      "many patients never seen",
      "freshNow",
      (index) => ({ at: next + 8 * HOUR + index * 60_000, subject: hash(`new-${index}`) }),
    ],
    [
      "many patients of other units",
      "strangersNow",
      (index) => ({
        at: next + 8 * HOUR + index * 60_000,
        subject: hash(`new-${index}`),
        unit: `ward-${2 + (index % 20)}`,
      }),
    ],
    [
      "two devices at once",
      "switchesNow",
      (index) => ({
        at: next + 8 * HOUR + index * 60_000,
        subject: hash("patient-40"),
        device: hash(`desk-${index % 2}`),
      }),
    ],
  ];
  for (const [name, feature, changes] of many) {
    it(`tell of ${name}`, () => {
      const { habit, role, last } = routine(40);
      let features = last;
      for (let index = 0; index < 80; index++)
        features = observe(habit, role, { ...access(next, "patient-40"), ...changes(index) }).features;
      expect(of(last, feature)).to.be.lessThan(0.15);
      expect(of(features, feature)).to.be.greaterThan(0.3);
    });
  }

  it("tell of a little more than usual once it lasts, and of a single day hardly", () => {
    const { habit, role } = routine(40);
    const more: number[] = [];
    for (let day = 40; day < 60; day++) {
      for (let index = 0; index < 28; index++) {
        const at = START + day * DAY + 8 * HOUR + index * 17 * 60_000;
        const isExtra = index >= 20;
        const seen = access(
          at,
          isExtra ? `far-${day}-${index}` : `patient-${day + (index % 6)}`,
          isExtra ? { unit: `ward-${3 + index}` } : {},
        );
        more.push(of(observe(habit, role, seen).features, "strangersLately"));
      }
    }
    expect(more[20]).to.equal(0);
    expect(more.at(-1)).to.be.greaterThan(0.3);
  });

  it("learn: what was new is usual after some weeks of it", () => {
    const { habit, role } = routine(40);
    const first = of(observe(habit, role, access(next + 2 * HOUR, "patient-40")).features, "hour");
    let last = first;
    for (let day = 41; day < 70; day++)
      last = of(observe(habit, role, access(START + day * DAY + 2 * HOUR, `patient-${day}`)).features, "hour");
    expect(last).to.be.lessThan(first / 3);
  });

  it("take what was not told for neither usual nor unusual", () => {
    const { habit, role } = routine(40);
    const { features } = observe(habit, role, {
      at: next + 9 * HOUR,
      subject: hash("patient-40"),
      records: 1,
      breakGlass: false,
    });
    for (const name of ["unit", "relation", "device", "network", "overlap"] as const)
      expect(of(features, name), name).to.equal(0);
  });
});

describe("a habit", () => {
  it("has the same size for whoever and how long, and goes on from its bytes as if it had not been stored", () => {
    const { habit, role } = routine(3);
    const stored = new Habit(habit.bytes());
    expect(routine(30).habit.bytes()).to.have.length(HABIT_BYTES);
    const seen = access(START + 3 * DAY + 9 * HOUR, "patient-3");
    expect(observe(stored, new Habit(role.bytes()), seen).features).to.deep.equal(observe(habit, role, seen).features);
    expect(stored.bytes()).to.deep.equal(habit.bytes());
  });

  it("is told apart from bytes of another size", () => {
    expect(() => new Habit(new Uint8Array(3))).to.throw(RangeError, `${HABIT_BYTES} bytes; got 3`);
  });

  it("teaches its role once a time at work, when that is over", () => {
    const { role } = routine(10);
    expect(role.get(AT.stints)).to.equal(9);
  });

  it("gives features in [0, 1] whatever comes in whatever order", () => {
    const any = fc.record({
      at: fc.integer({ min: START, max: START + 30 * DAY }),
      subject: fc.constantFrom(hash("a"), hash("b"), hash("c")),
      records: fc.nat(1e9),
      breakGlass: fc.boolean(),
      unit: fc.constantFrom(undefined, "ward-1", "ward-2"),
      relation: fc.constantFrom(undefined, "none" as const, "vip" as const),
      device: fc.constantFrom(undefined, hash("x"), hash("y")),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (all) => {
        const [habit, role] = [new Habit(), new Habit()];
        return all.every((seen) => observe(habit, role, seen).features.every((value) => value >= 0 && value <= 1));
      }),
    );
  });
});

describe("the score", () => {
  const MODEL: Model = fitted;
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: FEATURE_NAMES.length,
    maxLength: FEATURE_NAMES.length,
  });

  it("is in [0, 1], and never falls as a feature grows", () => {
    const { score } = scorerOf(MODEL);
    fc.assert(
      fc.property(
        values,
        fc.nat(FEATURE_NAMES.length - 1),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (row, at, by) => {
          const more = row.map((value, index) => (index === at ? Math.min(1, value + by) : value));
          const [before, after] = [score(Float64Array.from(row)), score(Float64Array.from(more))];
          return before >= 0 && after <= 1 && after >= before;
        },
      ),
    );
  });

  it("comes with the reasons that made it, the greatest first", () => {
    const { score, reasons } = scorerOf({ fitted: "by hand", intercept: -2, weights: { hour: 1, unit: 3 } });
    const features = new Float64Array(FEATURE_NAMES.length);
    expect(reasons(features)).to.deep.equal([]);
    features.fill(0.5);
    expect(reasons(features)).to.deep.equal([
      { feature: "unit", share: 0.75 },
      { feature: "hour", share: 0.25 },
    ]);
    expect(score(features)).to.be.closeTo(0.5, 1e-12);
  });

  it("is of no model with a weight below 0, or of what is no feature", () => {
    expect(() => scorerOf({ ...MODEL, weights: { hour: -1 } })).to.throw("hour must be 0 or more; got -1");
    expect(() => scorerOf({ ...MODEL, weights: { weather: 1 } as never })).to.throw("weather");
  });

  it("of a routine is usual, and of a bulk download by night is not", () => {
    const { habit, role, last } = routine(40);
    const { score } = scorerOf(MODEL);
    expect(score(last)).to.be.lessThan(0.5);
    const far = { unit: "ward-9", records: 2000, network: hash("cafe") };
    expect(score(observe(habit, role, access(next + 3 * HOUR, "stranger", far)).features)).to.be.greaterThan(0.8);
  });
});
