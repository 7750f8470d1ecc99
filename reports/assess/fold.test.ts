import { expect } from "chai";
import * as fc from "fast-check";

import { STATES } from "../model/state";
import type { State } from "../model/state";
import { faultOfTree, stateTree } from "../testing/state-trees";

import { deciding, fold, join } from "./fold";

const state = fc.constantFrom<State>(...STATES);
const states = fc.array(state, { maxLength: 12 });

/** `a` is no worse than `b`. */
const within = (a: State, b: State) => join(a, b) === b;

describe("fold", () => {
  /** Every pair, written out: row joined with column. Letters: f s u n w p -(not applicable). */
  const TABLE: Readonly<Record<State, string>> = {
    //                f s u n w p -
    fail: "           f f f f f f f",
    stale: "          f s s s s s s",
    undetermined: "   f s u u u u u",
    "no-evidence": "  f s u n u u n",
    waived: "         f s u u w w w",
    pass: "           f s u u w p p",
    "not-applicable": "f s u n w p -",
  };
  const LETTERS: Readonly<Record<string, State>> = {
    f: "fail",
    s: "stale",
    u: "undetermined",
    n: "no-evidence",
    w: "waived",
    p: "pass",
    "-": "not-applicable",
  };
  for (const row of STATES) {
    it(`joins ${row} as the table says`, () => {
      const wanted = TABLE[row]
        .trim()
        .split(" ")
        .map((letter) => LETTERS[letter]);
      expect(STATES.map((column) => join(row, column))).to.deep.equal(wanted);
    });
  }

  it("is a join: associative, commutative, idempotent, with not-applicable as its bottom", () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(join(a, join(b, c))).to.equal(join(join(a, b), c));
        expect(join(a, b)).to.equal(join(b, a));
        expect(join(a, a)).to.equal(a);
        expect(join(a, "not-applicable")).to.equal(a);
      }),
      { numRuns: 2000 },
    );
  });

  it("passes only where every part passes or does not apply, and at least one passes", () => {
    fc.assert(
      fc.property(states, (parts) => {
        const clean = parts.every((part) => part === "pass" || part === "not-applicable") && parts.includes("pass");
        expect(fold(parts) === "pass").to.equal(clean);
      }),
      { numRuns: 5000 },
    );
  });

  it("holds for trees of any shape: no pass over anything that is not", () => {
    fc.assert(
      fc.property(stateTree, (root) => {
        expect(faultOfTree(root)).to.equal(undefined);
      }),
      { numRuns: 5000 },
    );
  });

  it("never gets better when a part gets worse", () => {
    fc.assert(
      fc.property(states, state, state, (others, better, worse) => {
        fc.pre(within(better, worse));
        expect(within(fold([...others, better]), fold([...others, worse]))).to.equal(true);
      }),
      { numRuns: 5000 },
    );
  });

  it("of nothing is not applicable, never a pass", () => {
    expect(fold([])).to.equal("not-applicable");
  });

  it("names the parts that decided", () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), (parts) => {
        const items = parts.map((one) => ({ state: one }));
        const whole = fold(parts);
        const chosen = deciding(items, whole);
        expect(chosen.length).to.be.greaterThan(0);
        // Without them the whole would not be as bad.
        const rest = items.filter((item) => !chosen.includes(item)).map((item) => item.state);
        expect(fold(rest) === whole && whole !== "not-applicable").to.equal(false);
      }),
    );
  });
});
