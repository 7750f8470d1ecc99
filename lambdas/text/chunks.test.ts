import { expect } from "chai";
import * as fc from "fast-check";
import { chunksOf } from "./chunks";

describe("chunksOf", () => {
  it("cuts at lines, at sentences, at spaces, in that order", () => {
    const texts = (text: string, most: number): string[] => chunksOf(text, most).map((chunk) => chunk.text);
    expect(texts("one line\nanother one", 12)).to.deep.equal(["one line\n", "another one"]);
    expect(texts("A sentence. Another", 14)).to.deep.equal(["A sentence. ", "Another"]);
    expect(texts("several words here", 10)).to.deep.equal(["several ", "words here"]);
    expect(texts("abcdefgh", 3)).to.deep.equal(["abc", "def", "gh"]);
  });

  it("loses nothing, keeps every place, and never goes beyond the limit or cuts a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 4, max: 40 }), (text, most) => {
        const chunks = chunksOf(text, most);
        expect(chunks.map((chunk) => chunk.text).join("")).to.equal(text);
        for (const chunk of chunks) {
          expect(Buffer.byteLength(chunk.text)).to.be.at.most(most);
          expect(text.slice(chunk.begin, chunk.begin + chunk.text.length)).to.equal(chunk.text);
          expect(chunk.text).to.equal(Buffer.from(chunk.text).toString());
        }
      }),
    );
  });
});
