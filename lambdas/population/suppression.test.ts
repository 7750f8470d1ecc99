import { expect } from "chai";
import * as fc from "fast-check";
import { share, SMALLEST_CELL, suppressed } from "./suppression";

describe("suppression", () => {
  const rows: [number[], (number | null)[]][] = [
    [
      [0, 11, 20],
      [0, 11, 20],
    ],
    [
      [10, 12, 20],
      [null, null, 20],
    ],
    [
      [1, 10, 20],
      [null, null, 20],
    ],
    [
      [5, 0, 0],
      [null, 0, 0],
    ],
    [[], []],
  ];
  for (const [counts, told] of rows) {
    it(`tells ${JSON.stringify(told)} of ${JSON.stringify(counts)}`, () =>
      expect(suppressed(counts).map(({ count }) => count)).to.deep.equal(told));
  }

  it("tells no small cell, and never hides one alone beside others that are told", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (counts) => {
        const cells = suppressed(counts);
        const hidden = cells.filter((cell) => cell.suppressed).length;
        expect(cells.every(({ count }) => count === null || count === 0 || count >= SMALLEST_CELL)).to.equal(true);
        const others = counts.filter((count) => count > 0).length;
        if (hidden === 1) expect(others).to.equal(1);
      }),
    );
  });

  const shares: [number, number, ReturnType<typeof share>][] = [
    [20, 40, { numerator: 20, denominator: 40, rate: 0.5, suppressed: false }],
    [10, 40, { numerator: null, denominator: 40, rate: null, suppressed: true }],
    [35, 40, { numerator: null, denominator: 40, rate: null, suppressed: true }],
    [0, 40, { numerator: 0, denominator: 40, rate: 0, suppressed: false }],
    [3, 5, { numerator: null, denominator: null, rate: null, suppressed: true }],
    [0, 0, { numerator: 0, denominator: 0, rate: null, suppressed: false }],
  ];
  for (const [numerator, denominator, told] of shares) {
    it(`tells ${told.rate} of ${numerator} in ${denominator}`, () =>
      expect(share(numerator, denominator)).to.deep.equal(told));
  }
});
