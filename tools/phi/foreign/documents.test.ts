import { expect } from "chai";
import { XMLValidator } from "fast-xml-parser";
import { foreignDocuments, piecesOf } from "./documents";

describe("texts that others wrote", () => {
  it("are some two hundred, many of them without an identifier, with no mark left", () => {
    const documents = foreignDocuments();
    expect(documents.length).to.be.within(190, 240);
    expect(documents.filter(({ spans }) => spans.length === 0).length).to.be.within(60, 110);
    for (const { text, spans } of documents) {
      expect(text).to.not.match(/\[\[\w+\||\]\](?!>)/);
      for (const { begin, end } of spans) expect(text.slice(begin, end)).to.match(/^\S(?:[^]*\S)?$/);
    }
  });

  for (const [kind, least, starts] of [
    ["fhir", 25, /^\{\s*"resourceType":/],
    ["ccda", 5, /<ClinicalDocument|<section/],
    ["dicom", 15, /^Dataset\.file_meta|\(0008,/],
    ["portal", 1, /MYMEDICARE/],
  ] as const) {
    it(`have ${kind} whose every text holds identifiers`, () => {
      const documents = foreignDocuments().filter((document) => document.kind === `foreign-${kind}`);
      expect(documents.length).to.be.at.least(least);
      for (const { text, spans } of documents) {
        expect(text).to.match(starts);
        expect(spans.filter(({ tier }) => tier === "H")).to.not.be.empty;
      }
    });
  }

  it("are read as what they are: a FHIR resource is JSON still, a document of C-CDA XML", () => {
    for (const { kind, text } of foreignDocuments()) {
      if (kind === "foreign-fhir") expect(() => JSON.parse(text) as unknown).to.not.throw();
      if (kind === "foreign-ccda") expect(XMLValidator.validate(text)).to.equal(true);
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
