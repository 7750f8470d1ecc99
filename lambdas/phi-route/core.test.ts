import { expect } from "chai";
import fc from "fast-check";
import type { Detection, Route } from "../phi/pipeline-event";
import { CATEGORIES, type Category } from "../phi/span";
import { residualRisk01, riskScore01, routeOf, type RouteSettings } from "./core";

const settings: RouteSettings = {
  operatingPoint: "recall",
  releaseBelowPercent: 5,
  quarantineFromPercent: 50,
  sampleSharePercent: 0,
};
const ID = "0".repeat(64);

function detection(
  found: Partial<Record<Category, readonly [lowest: number, highest: number]>>,
  more: Partial<Detection> = {},
): Detection {
  const categories = Object.fromEntries(
    Object.entries(found).map(([category, [lowest, highest]]) => [category, { count: 1, lowest, highest }]),
  );
  return {
    spansKey: "spans/a",
    spans: Object.keys(found).length,
    categories,
    detectors: ["local", "comprehend-medical"],
    versions: {},
    absent: [],
    covered: [...CATEGORIES],
    disagreements: 0,
    ...more,
  };
}

const rows: [string, Detection, Partial<RouteSettings>, Route["kind"], string][] = [
  ["nothing was found", detection({}), {}, "release", "low-risk"],
  ["something faint was found", detection({ AGE: [0.9, 0.1] }), {}, "release", "low-risk"],
  ["a number was found for sure", detection({ ID: [0.99, 0.99] }), {}, "mask", "found.id"],
  ["a profession was found", detection({ PROFESSION: [0.9, 0.9] }), {}, "mask", "found.profession"],
  ["a detector was absent", detection({}, { absent: ["onnx"] }), {}, "mask", "absent.onnx"],
  [
    "a detector was absent, and much is in doubt",
    detection({ NAME: [0, 0.9], ID: [0.1, 0.9] }, { absent: ["onnx"] }),
    {},
    "quarantine",
    "residual-risk",
  ],
  ["nothing goes out unmasked", detection({}), { releaseBelowPercent: 0 }, "mask", ""],
  ["names are in doubt", detection({ NAME: [0, 0.9], ID: [0.1, 0.9] }), {}, "quarantine", "residual-risk"],
  [
    "detectors differ much",
    detection({}, { disagreements: 50 }),
    { quarantineFromPercent: 30 },
    "quarantine",
    "residual-risk",
  ],
  ["names were not looked for", detection({}, { covered: ["ID"] }), {}, "quarantine", "not-searched.address"],
  [
    "names were not looked for and may be missed",
    detection({}, { covered: CATEGORIES.filter((category) => category !== "NAME") }),
    { operatingPoint: "balanced" },
    "mask",
    "not-searched.name",
  ],
];

describe("routeOf", () => {
  for (const [name, found, changes, kind, reason] of rows) {
    it(`says ${kind} where ${name}`, () => {
      const route = routeOf(ID, "text", found, { ...settings, ...changes });
      expect(route.kind).to.equal(kind);
      expect(route.reasons[0] ?? "").to.equal(reason);
    });
  }

  it("draws samples of what goes out alone", () => {
    const all = { ...settings, sampleSharePercent: 100 };
    expect(routeOf(ID, "text", detection({}), all).sampled).to.equal(true);
    expect(routeOf(ID, "text", detection({}, { covered: [] }), all).sampled).to.equal(false);
    expect(routeOf(ID, "text", detection({}), settings).sampled).to.equal(false);
  });
});

describe("scores", () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  const any = fc
    .dictionary(fc.constantFrom(...CATEGORIES), fc.tuple(score, score))
    .map((found) =>
      detection(
        Object.fromEntries(
          Object.entries(found).map(([category, [a, b]]) => [category, [Math.min(a, b), Math.max(a, b)]]),
        ),
      ),
    );

  it("are in [0, 1], and nothing that is found makes them less", () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...CATEGORIES), score, (found, category, sure) => {
        const more = { ...found, categories: { ...found.categories, [category]: { count: 2, lowest: 0, highest: 1 } } };
        const residual = (found: Detection): number =>
          residualRisk01(found, { format: "text", operatingPoint: "recall" });
        for (const of of [riskScore01, residual]) {
          expect(of(found)).to.be.within(0, 1);
          expect(of(more)).to.be.at.least(of(found));
        }
        expect(sure).to.be.within(0, 1);
      }),
    );
  });

  it("release nothing that surely holds a name, number, phone or address of mail", () => {
    for (const category of ["ID", "NAME", "EMAIL", "PHONE_OR_FAX"] as const) {
      expect(riskScore01(detection({ [category]: [0.9, 0.9] }))).to.equal(0.9);
    }
  });
});
