import { expect } from "chai";
import fc from "fast-check";
import { globCovers, globsOverlap } from "./glob";

describe("glob patterns", () => {
  const glob = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 5 }).map((characters) => characters.join(""));
  // "c" is in no pattern: it stands for every other character.
  const texts = words("abc", 6);

  it("covers says so only where every string of the second matches the first", () => {
    fc.assert(
      fc.property(glob, glob, (a, b) => {
        const inclusion = matching(b, texts).every((text) => regexp(a).test(text));
        return !globCovers(a, b) || inclusion;
      }),
      { numRuns: 2000 },
    );
  });

  it("covers misses nothing where the first has no one-character wildcard", () => {
    const plain = glob.filter((pattern) => !pattern.includes("?"));
    const short = glob.filter((pattern) => pattern.length <= 4);
    fc.assert(
      fc.property(plain, short, (a, b) => {
        const inclusion = matching(b, texts).every((text) => regexp(a).test(text));
        return globCovers(a, b) === inclusion;
      }),
      { numRuns: 2000 },
    );
  });

  it("overlap is a string that both match", () => {
    const short = glob.filter((pattern) => pattern.length <= 3);
    fc.assert(
      fc.property(
        short,
        short,
        (a, b) => globsOverlap(a, b) === matching(a, texts).some((text) => regexp(b).test(text)),
      ),
      { numRuns: 2000 },
    );
  });

  const covered: readonly [string, string, boolean][] = [
    ["?", "a", true],
    ["?", "?", true],
    ["?", "*", false],
    ["a?", "a?", true],
    ["a", "?", false],
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["*a", "ba", true],
    ["a*", "*a", false],
  ];
  for (const [a, b, expected] of covered)
    it(`"${a}" ${expected ? "covers" : "does not cover"} "${b}"`, () => expect(globCovers(a, b)).to.equal(expected));

  const overlapping: readonly [string, string, boolean][] = [
    ["a?", "?b", true],
    ["", "*", true],
    ["", "**", true],
    ["", "?", false],
    ["a", "*b", false],
    ["*a", "**b", false],
    ["a*", "*b", true],
  ];
  for (const [a, b, expected] of overlapping)
    it(`"${a}" and "${b}" ${expected ? "share" : "share no"} text`, () => {
      expect(globsOverlap(a, b)).to.equal(expected);
      expect(globsOverlap(b, a)).to.equal(expected);
    });

  it("a long pattern of stars ends at once", () => {
    expect(globCovers("*a".repeat(200), "a".repeat(2000))).to.equal(true);
    expect(globsOverlap("*a".repeat(200), "*b".repeat(200))).to.equal(false);
  });
});

function words(alphabet: string, longest: number): string[] {
  let last = [""];
  const found = [""];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((word) => [...alphabet].map((character) => word + character));
    found.push(...last);
  }
  return found;
}

function matching(pattern: string, texts: readonly string[]): string[] {
  const expression = regexp(pattern);
  return texts.filter((text) => expression.test(text));
}

function regexp(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
}
