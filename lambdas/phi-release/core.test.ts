import { expect } from "chai";
import { BrokenByMasking, maskedDocument, readSpans } from "./core";

const span = { begin: 0, end: 3, category: "NAME", score: 1, rules: ["r"] } as const;

describe("maskedDocument", () => {
  it("is of the same format", () => {
    expect(maskedDocument("text", "Ann came.", [span])).to.equal("*** came.");
  });

  it("refuses spans of another text", () => {
    expect(() => maskedDocument("text", "An", [span])).to.throw(BrokenByMasking, "beyond the document");
  });

  it("refuses what is of another format afterwards, without a word of it", () => {
    const fhir = '{"resourceType":"Patient"}';
    const type = fhir.indexOf("Patient");
    const over = { ...span, begin: type, end: type + 7 };
    expect(() => maskedDocument("fhir", fhir, [over])).to.throw(
      BrokenByMasking,
      "the masked document is no fhir any more",
    );
  });
});

describe("readSpans", () => {
  it("reads what the search has kept", () => {
    expect(readSpans(JSON.stringify({ spans: [span], versions: {} }))).to.deep.equal([span]);
  });

  it("refuses spans of unknown categories", () => {
    expect(() => readSpans(JSON.stringify({ spans: [{ ...span, category: "X" }] }))).to.throw();
  });
});
