import { expect } from "chai";
import fc from "fast-check";
import { masked } from "./mask";
import type { Span } from "../span";

const at = (begin: number, end: number): Span => ({ begin, end, category: "ID", score: 1, rules: ["test"] });
const over = (text: string, part: string): Span => at(text.indexOf(part), text.indexOf(part) + part.length);

describe("masked", () => {
  it("puts out letters and digits of every script, and nothing between them", () => {
    expect(masked("text", "Zoë O'Hara, 漢字 12-3", [at(0, 19)])).to.equal("*** *'****, ** **-*");
  });

  it("leaves the rest as it is", () => {
    expect(masked("text", "a 12 b 34 c", [at(7, 9), at(2, 4)])).to.equal("a ** b ** c");
  });

  it("makes zero of a number in JSON, of the same width", () => {
    const text = '{"ssn":219099999,"n":5}';
    expect(masked("json", text, [over(text, "219099999")])).to.equal('{"ssn":0        ,"n":5}');
  });

  it("takes an escape as a whole", () => {
    const text = '{"a":"Jos\\u00e9 \\"x\\""}';
    expect(masked("json", text, [over(text, "Jos\\u00e9")])).to.equal('{"a":"********* \\"x\\""}');
  });

  it("touches no structure, even where a span lies over it", () => {
    const text = '{"a":"12","b":[true,34]}';
    const result = masked("fhir", text, [at(0, text.length)]);
    expect(JSON.parse(result)).to.deep.equal({ "*": [true, 0] });
    expect(result).to.have.length(text.length);
  });

  it("takes a string of megabytes", () => {
    const text = JSON.stringify({ a: "x\\n".repeat(1_000_000) });
    expect(masked("json", text, [at(6, 8)])).to.have.length(text.length);
  });

  it("keeps the length, masks the same again to the same, and leaves JSON that parses", () => {
    const spans = fc.array(
      fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })).map(([begin, length]) => at(begin, begin + length)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 2 }), spans, (text, found) => {
        const result = masked("json", text, found);
        expect(result).to.have.length(text.length);
        expect(() => JSON.parse(result) as unknown).to.not.throw();
        expect(masked("json", result, found)).to.equal(result);
      }),
    );
  });

  it("leaves no letter or digit of a span in a text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 20 }), fc.nat(10), fc.integer({ min: 1, max: 10 }), (text, begin, length) => {
        const result = masked("text", text, [at(begin, begin + length)]);
        expect(result.slice(begin, begin + length)).to.not.match(/[\p{L}\p{N}]/u);
        expect(result.slice(0, begin)).to.equal(text.slice(0, begin));
      }),
    );
  });
});
