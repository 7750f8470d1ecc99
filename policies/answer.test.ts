import { expect } from "chai";
import fc from "fast-check";
import { about, all, any, fromBoolean, implies, no, not, unknown, unnamed, yes, type Answer } from "./answer";

type Truth = Answer["truth"];

const truth = fc.constantFrom<Truth>(true, false, "unknown");
const answer: fc.Arbitrary<Answer> = fc
  .tuple(truth, fc.constantFrom("a", "b", "c[0].d"))
  .map(([value, path]) => (value === true ? yes : { truth: value, paths: [path] }));
const answers = fc.array(answer, { maxLength: 5 });

/** An answer given as a formula over named facts, so that a fact can become known later. */
type Formula =
  | { readonly op: "fact"; readonly fact: number }
  | { readonly op: "not"; readonly of: readonly Formula[] }
  | { readonly op: "all" | "any" | "implies"; readonly of: readonly Formula[] };

const FACTS = 4;
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.record({ op: fc.constant("fact" as const), fact: fc.integer({ min: 0, max: FACTS - 1 }) }),
    fc.record({ op: fc.constant("not" as const), of: fc.array(tie("formula"), { minLength: 1, maxLength: 1 }) }),
    fc.record({
      op: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("formula"), { maxLength: 3 }),
    }),
    fc.record({ op: fc.constant("implies" as const), of: fc.array(tie("formula"), { minLength: 2, maxLength: 2 }) }),
  ),
}));

function evaluate(f: Formula, facts: readonly Truth[]): Answer {
  if (f.op === "fact") {
    const value = facts[f.fact] ?? "unknown";
    return value === true ? yes : { truth: value, paths: [`fact${f.fact}`] };
  }
  const parts = f.of.map((part) => evaluate(part, facts));
  const [first = yes, second = yes] = parts;
  switch (f.op) {
    case "not":
      return not(first, "negated");
    case "implies":
      return implies(first, second);
    case "all":
      return all(...parts);
    case "any":
      return any(...parts);
  }
}

describe("Kleene's three values", () => {
  const TABLE: readonly [a: Truth, b: Truth, and: Truth, or: Truth][] = [
    [true, true, true, true],
    [true, false, false, true],
    [true, "unknown", "unknown", true],
    [false, false, false, false],
    [false, "unknown", false, "unknown"],
    ["unknown", "unknown", "unknown", "unknown"],
  ];
  for (const [a, b, and, or] of TABLE) {
    it(`${String(a)} with ${String(b)}: all is ${String(and)}, any is ${String(or)}`, () => {
      for (const pair of [
        [a, b],
        [b, a],
      ] as const) {
        const [x, y] = pair.map((value): Answer => (value === true ? yes : { truth: value, paths: ["p"] }));
        expect(all(x as Answer, y as Answer).truth).to.equal(and);
        expect(any(x as Answer, y as Answer).truth).to.equal(or);
      }
    });
  }

  it("nothing to hold holds, nothing to choose from fails", () => {
    expect(all()).to.deep.equal(yes);
    expect(any()).to.deep.equal(no());
  });

  it("order does not matter", () => {
    fc.assert(
      fc.property(answers, (list) => {
        const reversed = [...list].reverse();
        expect(all(...list).truth).to.equal(all(...reversed).truth);
        expect(any(...list).truth).to.equal(any(...reversed).truth);
        expect(new Set(all(...list).paths)).to.deep.equal(new Set(all(...reversed).paths));
        expect(new Set(any(...list).paths)).to.deep.equal(new Set(any(...reversed).paths));
      }),
    );
  });

  it("nesting does not matter", () => {
    fc.assert(
      fc.property(answers, answers, (left, right) => {
        expect(all(all(...left), all(...right)).truth).to.equal(all(...left, ...right).truth);
        expect(any(any(...left), any(...right)).truth).to.equal(any(...left, ...right).truth);
      }),
    );
  });

  it("De Morgan", () => {
    fc.assert(
      fc.property(answers, (list) => {
        expect(not(all(...list)).truth).to.equal(any(...list.map((item) => not(item))).truth);
        expect(not(any(...list)).truth).to.equal(all(...list.map((item) => not(item))).truth);
      }),
    );
  });

  it("twice not is the same truth, and an implication is what it says", () => {
    fc.assert(
      fc.property(answer, answer, (a, b) => {
        expect(not(not(a, "p"), "p").truth).to.equal(a.truth);
        expect(implies(a, b).truth).to.equal(any(not(a), b).truth);
      }),
    );
  });

  it("a fact that becomes known never turns one definite answer into the other", () => {
    fc.assert(
      fc.property(
        formula,
        fc.array(truth, { minLength: FACTS, maxLength: FACTS }),
        fc.array(fc.boolean(), { minLength: FACTS, maxLength: FACTS }),
        (f, facts, later) => {
          const before = evaluate(f, facts).truth;
          const known = facts.map((value, i): Truth => (value === "unknown" ? later[i] === true : value));
          const after = evaluate(f, known).truth;
          expect(after, "all is known").not.to.equal("unknown");
          if (before !== "unknown") expect(after).to.equal(before);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("names only what decided: the wrong ones for false, the open ones for unknown, nothing for true", () => {
    expect(all(no("a"), unknown("b"), yes, no("c"), no("a")).paths).to.deep.equal(["a", "c"]);
    expect(all(unknown("b"), yes).paths).to.deep.equal(["b"]);
    expect(any(no("a"), unknown("b")).paths).to.deep.equal(["b"]);
    expect(any(no("a"), no("b")).paths).to.deep.equal(["a", "b"]);
    expect(any(no("a"), unknown("b"), yes).paths).to.deep.equal([]);
    expect(not(yes, "a").paths).to.deep.equal(["a"]);
    expect(not(unknown("b"), "a").paths).to.deep.equal(["b"]);
    expect(not(no("a"), "b")).to.deep.equal(yes);
    expect(fromBoolean(false, "a")).to.deep.equal(no("a"));
    expect([about(no("a"), "x", "y"), about(unknown("b"), "x"), about(yes, "x")]).to.deep.equal([
      no("x", "y"),
      unknown("b"),
      yes,
    ]);
    expect([unnamed(no("a")), unnamed(unknown("b")), unnamed(yes)]).to.deep.equal([no(), unknown("b"), yes]);
    expect(fromBoolean(true, "a")).to.deep.equal(yes);
  });
});
