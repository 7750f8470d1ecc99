import { expect } from "chai";
import fc from "fast-check";
import { mergeSpans, type Span } from "./span";

const span = (begin: number, end: number, score = 0.5, rule = "a"): Span => ({
  begin,
  end,
  category: "ID",
  score,
  rules: [rule],
});

describe("mergeSpans", () => {
  it("makes one of what overlaps, with the category of the surest and the rules of both", () => {
    const name: Span = { ...span(3, 9, 0.9, "b"), category: "NAME", subtype: "patient" };
    expect(mergeSpans([name, span(0, 5)])).to.deep.equal([
      { begin: 0, end: 9, category: "NAME", subtype: "patient", score: 0.9, rules: ["a", "b"] },
    ]);
  });

  it("leaves apart what only touches", () => {
    expect(mergeSpans([span(5, 9), span(0, 5)])).to.have.length(2);
  });

  it("covers what any of them covers and nothing else, in order, without overlaps", () => {
    const any = fc
      .tuple(fc.nat(40), fc.integer({ min: 1, max: 10 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([begin, length, score]) => span(begin, begin + length, score));
    const covered = (spans: readonly Span[]): number[] =>
      Array.from({ length: 60 }, (_, at) => at).filter((at) => spans.some(({ begin, end }) => begin <= at && at < end));
    fc.assert(
      fc.property(fc.array(any), (spans) => {
        const merged = mergeSpans(spans);
        expect(covered(merged)).to.deep.equal(covered(spans));
        merged.slice(1).forEach(({ begin }, at) => expect(begin).to.be.at.least((merged[at] as Span).end));
        expect(mergeSpans(merged)).to.deep.equal(merged);
      }),
    );
  });
});
