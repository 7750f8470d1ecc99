import { expect } from "chai";
import { readDocument } from "../../lambdas/phi/formats";
import { mutated, seeded } from "./mutate";
import { FORMATS, fuzzReader } from "./phi";
import { SAMPLES } from "./phi-samples";

describe("fuzzing the readers of documents", function () {
  this.timeout(120_000);

  for (const format of FORMATS) {
    it(`breaks nothing of ${format} in some hundred changes`, () => {
      const { cases, outcomes } = fuzzReader(format, seeded(7), (done) => done >= 250);
      expect(cases).to.equal(250);
      expect(outcomes.size).to.be.greaterThan(1);
    });

    it(`begins from a document that is ${format}`, () => {
      expect(readDocument(Buffer.from(SAMPLES[format]))).to.include({ kind: "document", format });
    });
  }

  it("makes the same changes of the same seed, and others of another", () => {
    const made = (seed: number): string =>
      Buffer.from(mutated(Buffer.from(SAMPLES.hl7v2), seeded(seed))).toString("hex");
    expect(made(3)).to.equal(made(3));
    expect(made(3)).to.not.equal(made(4));
  });
});
