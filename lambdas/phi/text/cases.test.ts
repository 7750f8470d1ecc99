import { expect } from "chai";
import { findInText } from ".";
import { CASES, NOTHING } from "./testing/cases";

interface Marked {
  readonly text: string;
  readonly wanted: readonly (readonly [begin: number, end: number])[];
}

function parsed(marked: string): Marked {
  const wanted: [number, number][] = [];
  let text = "";
  for (const [at, part] of marked.split(/\[\[|\]\]/).entries()) {
    if (at % 2 === 1) wanted.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, wanted };
}

/** Share of the made-up texts in which all that is marked must be covered and nothing else: a floor, not an aim. */
const FLOOR = 0.96;

describe("texts of the project's own", () => {
  const all = Object.values(CASES).flat();

  it("lose what is marked in them, every letter and digit of it, and little else", () => {
    const failed = all.filter((marked) => {
      const { text, wanted } = parsed(marked);
      const spans = findInText(text);
      const covered = (at: number): boolean => spans.some(({ begin, end }) => begin <= at && at < end);
      const missed = wanted.some(([begin, end]) =>
        [...text.slice(begin, end)].some((sign, at) => /[\p{L}\p{N}]/u.test(sign) && !covered(begin + at)),
      );
      return missed || spans.some((span) => !wanted.some(([begin, end]) => span.begin < end && begin < span.end));
    });
    expect(1 - failed.length / all.length, failed.join("\n")).to.be.at.least(FLOOR);
  });

  for (const text of NOTHING) {
    it(`hold nothing: ${text.slice(0, 60)}`, () => {
      expect(findInText(text).map(({ begin, end }) => text.slice(begin, end))).to.deep.equal([]);
    });
  }
});
