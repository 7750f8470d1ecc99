import { expect } from "chai";
import * as fc from "fast-check";

import type { PolicyRecord } from "../../policies/record";
import type { ChangeKind } from "../model/history";
import { assessInput, evaluation, inForce, rule, run, urn, waiver } from "../testing/builders";

import { driftBetween } from "./drift";
import { assess } from "./index";
import { assessWithHistory } from "./with-history";

const CHECK = rule("r1", ["164.312(b)"]);
const SINCE = "2026-11-10T00:00:00.000Z";
type Result = "pass" | "fail" | "undetermined" | "none";

/** A run at a day of November with one result about `raw`, or none; the resource is there in any case unless it is `gone`. */
function runOn(day: number, result: Result | "gone", waivers: Parameters<typeof run>[1] = {}): PolicyRecord[] {
  const at = `2026-11-${String(day).padStart(2, "0")}T10:00:00Z`;
  const common = { runId: `run-${day}`, observedAt: at, collectedAt: at, expiresAt: "2027-11-01T00:00:00Z" };
  const own = result === "none" || result === "gone" ? [] : [evaluation({ ...common, result })];
  const population = result === "gone" ? [] : [{ urn: urn("raw"), type: "aws:s3/bucket:Bucket" }];
  return [run(own, { ...common, population, ruleIds: ["r1"], ...waivers }), ...own];
}

const driftOf = (...records: PolicyRecord[]) =>
  assessWithHistory(assessInput(records, [CHECK]), { since: SINCE }).drift!;

const rows: [string, readonly (readonly [number, Result | "gone"])[], ChangeKind[], number][] = [
  [
    "a failure that was none",
    [
      [5, "pass"],
      [12, "fail"],
    ],
    ["new"],
    0,
  ],
  [
    "a failure of something that was not judged",
    [
      [5, "none"],
      [12, "fail"],
    ],
    ["new"],
    0,
  ],
  [
    "a failure that was mended and is back",
    [
      [3, "fail"],
      [5, "pass"],
      [12, "fail"],
    ],
    ["reopened"],
    0,
  ],
  [
    "a failure that stays",
    [
      [5, "fail"],
      [12, "fail"],
    ],
    [],
    0,
  ],
  [
    "a failure that is mended",
    [
      [5, "fail"],
      [12, "pass"],
    ],
    ["fixed"],
    0,
  ],
  [
    "a pass that can't be judged any more",
    [
      [5, "pass"],
      [12, "undetermined"],
    ],
    ["lost-coverage"],
    0,
  ],
  [
    "a failure that is not looked at any more",
    [
      [5, "fail"],
      [12, "none"],
    ],
    ["lost-coverage"],
    0,
  ],
  [
    "a failure whose resource is gone",
    [
      [5, "fail"],
      [12, "gone"],
    ],
    [],
    1,
  ],
  [
    "nothing new",
    [
      [5, "pass"],
      [12, "pass"],
    ],
    [],
    0,
  ],
];

describe("drift", () => {
  for (const [name, runs, kinds, gone] of rows) {
    it(`tells ${kinds.length === 0 ? "nothing" : kinds.join(", ")} of ${name}`, () => {
      const drift = driftOf(...runs.flatMap(([day, result]) => runOn(day, result)));
      expect(drift.results.map(({ kind }) => kind)).to.deep.equal(kinds);
      expect(drift.gone).to.equal(gone);
    });
  }

  it("tells a failure that a waiver covers now from one that is mended", () => {
    const covered = { waivers: [inForce(waiver({ start: "2026-11-12", end: "2026-12-31" }))] };
    const drift = driftOf(...runOn(5, "fail"), ...runOn(12, "fail", covered));
    expect(drift.results.map(({ kind }) => kind)).to.deep.equal(["waived"]);
  });

  it("names citations whose state is another", () => {
    const drift = driftOf(...runOn(5, "pass"), ...runOn(12, "fail"));
    expect(drift.citations.find(({ citation }) => citation === "164.312(b)")).to.deep.equal({
      citation: "164.312(b)",
      before: "undetermined",
      after: "fail",
    });
  });

  it("of a report and itself is empty, and turned round swaps new and fixed, whatever the results", () => {
    const result = fc.constantFrom<Result>("pass", "fail");
    fc.assert(
      fc.property(fc.array(fc.tuple(result, result), { minLength: 1, maxLength: 8 }), (pairs) => {
        const side = (which: 0 | 1) => {
          const own = pairs.map((pair, index) =>
            evaluation({ name: `b${index}`, result: pair[which] as "pass" | "fail" }),
          );
          return assess(assessInput([run(own), ...own], [CHECK]));
        };
        const [before, after] = [side(0), side(1)];
        expect(driftBetween(before, before, new Set()).results).to.deep.equal([]);
        const count = (drift: ReturnType<typeof driftBetween>, kind: ChangeKind) =>
          drift.results.filter((one) => one.kind === kind).length;
        const there = driftBetween(before, after, new Set());
        const back = driftBetween(after, before, new Set());
        expect(count(there, "new")).to.equal(count(back, "fixed"));
        expect(count(there, "fixed")).to.equal(count(back, "new"));
        expect(count(there, "new")).to.equal(pairs.filter(([then, now]) => then === "pass" && now === "fail").length);
      }),
      { numRuns: 60 },
    );
  });
});
