import { expect } from "chai";
import fc from "fast-check";
import { chunksOf, OVERLAP, utf16Offsets } from "./text-chunks";

const MOST = 1000;

describe("chunksOf", () => {
  it("keeps a short text as it is, and makes nothing of none", () => {
    expect(chunksOf("short", MOST)).to.deep.equal([{ begin: 0, text: "short" }]);
    expect(chunksOf("", MOST)).to.deep.equal([]);
  });

  it("cuts after a line, and repeats what lies before the cut", () => {
    const [first, second] = chunksOf(`${"a".repeat(900)}\n${"b".repeat(500)}`, MOST);
    expect(first?.text).to.match(/\n$/);
    expect(second?.begin).to.equal(901 - OVERLAP);
  });

  it("refuses chunks that would hold little but what they repeat", () => {
    expect(() => chunksOf("x", 500)).to.throw("too small");
  });

  it("covers the text with pieces of it, each within the limit, and no character cut", () => {
    const part = fc.constantFrom("a", "é", "漢", "😀", " ", "\n", ". ", "word ", "x".repeat(300));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 600 }), (parts) => {
        const text = parts.join("");
        let end = 0;
        for (const chunk of chunksOf(text, MOST)) {
          expect(text.startsWith(chunk.text, chunk.begin)).to.equal(true);
          expect(Buffer.byteLength(chunk.text)).to.be.at.most(MOST);
          expect(chunk.begin).to.be.at.most(end);
          expect(chunk.text).to.not.match(/\p{Surrogate}/u);
          expect(chunk.begin + chunk.text.length).to.be.greaterThan(end);
          end = chunk.begin + chunk.text.length;
        }
        expect(end).to.equal(text.length);
      }),
    );
  });

  it("holds each short stretch whole in one of the chunks", () => {
    const text = "x".repeat(5000);
    const chunks = chunksOf(text, MOST);
    for (let at = 0; at + OVERLAP <= text.length; at += 1) {
      const whole = chunks.some(({ begin, text: { length } }) => begin <= at && at + OVERLAP <= begin + length);
      expect(whole, String(at)).to.equal(true);
    }
  });
});

describe("utf16Offsets", () => {
  it("says where each code point begins, and the end", () => {
    expect(utf16Offsets("a😀b")).to.deep.equal([0, 1, 3, 4]);
  });
});
