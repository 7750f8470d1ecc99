import { expect } from "chai";
import fc from "fast-check";
import { disagreements, type Finding } from "./disagreements";
import type { Span } from "./span";

const span = fc
  .record({ begin: fc.nat(60), size: fc.integer({ min: 1, max: 20 }), category: fc.constantFrom("NAME", "DATE") })
  .map(({ begin, size, category }): Span => ({
    begin,
    end: begin + size,
    category: category as "NAME",
    score: 1,
    rules: [],
  }));
const finding = fc.record({
  covers: fc.constantFrom<Finding["covers"]>(["NAME"], ["DATE"], ["NAME", "DATE"]),
  spans: fc.array(span, { maxLength: 8 }),
});

describe("disagreements of detectors", () => {
  it("are spans of which one that looks for their category has found no letter", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.array(finding, { maxLength: 3 }), (spans, findings) => {
        const byDefinition = spans.filter(({ category, begin, end }) =>
          findings.some(
            (of) => of.covers.includes(category) && !of.spans.some((other) => other.begin < end && begin < other.end),
          ),
        );
        expect(disagreements(spans, findings)).to.equal(byDefinition.length);
      }),
    );
  });

  it("reads each span of many a few times, not once for each other", () => {
    let reads = 0;
    const counted = (begin: number): Span =>
      new Proxy<Span>(
        { begin, end: begin + 2, category: "NAME", score: 1, rules: [] },
        {
          get: (target, field) => ((reads += 1), Reflect.get(target, field) as unknown),
        },
      );
    const spans = Array.from({ length: 4000 }, (_, at) => counted(at * 3));
    expect(disagreements(spans, [{ covers: ["NAME"], spans }])).to.equal(0);
    expect(reads).to.be.below(4000 * 60);
  });
});
