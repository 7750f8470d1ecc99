import { expect } from "chai";
import { foreignDocuments, piecesOf } from "./documents";

describe("texts that others wrote", () => {
  it("are some hundred and thirty, most of them without an identifier, with no mark left", () => {
    const documents = foreignDocuments();
    expect(documents.length).to.be.within(120, 170);
    expect(documents.filter(({ spans }) => spans.length === 0).length).to.be.within(60, 110);
    for (const { text, spans } of documents) {
      expect(text).to.not.match(/\[\[|\]\]/);
      for (const { begin, end } of spans) expect(text.slice(begin, end)).to.match(/^\S(?:[^]*\S)?$/);
    }
  });

  it("are labelled where their marks stand", () => {
    expect(piecesOf("Dr. [[PROVIDER|Ada Moor]] on [[DATE|3 May]].")).to.deep.equal([
      "Dr. ",
      { text: "Ada Moor", sub: "PROVIDER" },
      " on ",
      { text: "3 May", sub: "DATE" },
      ".",
    ]);
    expect(() => piecesOf("[[NOBODY|x]]")).to.throw("no label NOBODY");
  });
});
