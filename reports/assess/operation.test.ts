import { expect } from "chai";
import * as fc from "fast-check";

import type { PolicyRecord } from "../../policies/record";
import type { Minutes } from "../model/history";
import { evaluation, inForce, loaded, run, urn, waiver } from "../testing/builders";
import { withId } from "../testing/sample";

import { operationOver } from "./operation";

const DAY = 1440;
const PERIOD = { from: "2026-11-01T00:00:00Z", to: "2026-11-11T00:00:00Z" };
const NONE: Minutes = { pass: 0, fail: 0, waived: 0, "not-applicable": 0, unknown: 0 };
type Result = "pass" | "fail" | "not-applicable" | "undetermined";

interface Look {
  readonly day: number;
  readonly result?: Result;
  readonly expires?: string;
  readonly complete?: boolean;
  readonly waived?: readonly [string, string];
}

function look({ day, result, expires = "2027-01-01T00:00:00Z", complete = true, waived }: Look): PolicyRecord[] {
  const at = `2026-11-${String(day).padStart(2, "0")}T00:00:00Z`;
  const common = { runId: `run-${day}`, observedAt: at, collectedAt: at, expiresAt: expires };
  const own = result === undefined ? [] : [evaluation({ ...common, result })];
  const waivers = waived === undefined ? [] : [inForce(waiver({ start: waived[0], end: waived[1] }))];
  return [run(own, { ...common, complete, waivers }), ...own];
}

const minutes = (...looks: readonly Look[]): Minutes | undefined =>
  operationOver(loaded(looks.flatMap(look)), PERIOD).rows.find((row) => row.urn === urn("raw"))?.minutes;

const rows: [string, readonly Look[], Partial<Minutes>][] = [
  ["held all the time", [{ day: 1, result: "pass" }], { pass: 10 * DAY }],
  ["is unknown before the first look", [{ day: 3, result: "pass" }], { unknown: 2 * DAY, pass: 8 * DAY }],
  [
    "failed until it was seen to be mended",
    [
      { day: 1, result: "fail" },
      { day: 4, result: "pass" },
    ],
    { fail: 3 * DAY, pass: 7 * DAY },
  ],
  [
    "is unknown from a record's end to the next look",
    [
      { day: 1, result: "pass", expires: "2026-11-03T00:00:00Z" },
      { day: 6, result: "pass" },
    ],
    { pass: 7 * DAY, unknown: 3 * DAY },
  ],
  [
    "is unknown while it can't be judged",
    [
      { day: 1, result: "undetermined" },
      { day: 2, result: "pass" },
    ],
    { unknown: DAY, pass: 9 * DAY },
  ],
  ["counts no more once the resource is gone", [{ day: 1, result: "fail" }, { day: 5 }], { fail: 4 * DAY }],
  [
    "goes on through a run that did not get to it",
    [
      { day: 1, result: "pass" },
      { day: 5, complete: false },
    ],
    { pass: 10 * DAY },
  ],
  [
    "is waived on the days of the waiver alone",
    [{ day: 1, result: "fail", waived: ["2026-11-03", "2026-11-04"] }],
    { fail: 8 * DAY, waived: 2 * DAY },
  ],
  ["does not apply", [{ day: 1, result: "not-applicable" }], { "not-applicable": 10 * DAY }],
];

describe("operation over a period", () => {
  for (const [name, looks, wanted] of rows) {
    it(name, () => expect(minutes(...looks)).to.deep.equal({ ...NONE, ...wanted }));
  }

  it("is not hidden by another pack that looked less: the longer failure stands", () => {
    const seldom = look({ day: 1, result: "pass" });
    const often = look({ day: 2, result: "fail" }).map((record) =>
      withId({ ...record, source: { ...record.source, pack: "soc2" } }),
    );
    for (const records of [
      [...seldom, ...often],
      [...often, ...seldom],
    ]) {
      const [row] = operationOver(loaded(records as PolicyRecord[]), PERIOD).rows;
      expect(row!.minutes.fail).to.equal(9 * DAY);
    }
  });

  it("has nothing for a resource that was seen after the period alone", () => {
    const { rows: found } = operationOver(loaded(look({ day: 20, result: "pass" })), PERIOD);
    expect(found).to.deep.equal([]);
  });

  it("adds up to the time from the period's beginning, whatever was seen", () => {
    const result = fc.constantFrom<Result>("pass", "fail", "not-applicable", "undetermined");
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, fc.array(result, { minLength: 6, maxLength: 6 }), (on, results) => {
        const looks = [...on].sort((a, b) => a - b).map((day, index) => ({ day, result: results[index]! }));
        const found = minutes(...looks)!;
        expect(Object.values(found).reduce((sum, value) => sum + value, 0)).to.equal(10 * DAY);
      }),
      { numRuns: 100 },
    );
  });
});
