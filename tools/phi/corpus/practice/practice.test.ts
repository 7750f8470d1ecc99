import { expect } from "chai";
import { practice, PRACTICE } from ".";
import { TEMPLATES } from "../generate";
import { madeTrap } from "./traps";
import { Random } from "../../../../synthetic/random";

describe("practice texts", () => {
  const documents = [...practice({ seed: 3, rounds: 1 })];

  it("are the same for the same seed, others for another", () => {
    expect([...practice({ seed: 3, rounds: 1 })]).to.deep.equal(documents);
    expect([...practice({ seed: 4, rounds: 1 })]).to.not.deep.equal(documents);
  });

  it("are one of each template, or of those that are taken", () => {
    const templates = Object.values(PRACTICE).reduce((sum, kind) => sum + kind.templates.length, 0);
    expect(documents).to.have.length(templates);
    expect([...practice({ seed: 3, rounds: 2, takes: (template) => template % 5 === 0 })]).to.have.length(
      2 * Math.floor(templates / 5),
    );
  });

  it("have spans in order that do not overlap and lie in the text, and no marks of a template", () => {
    for (const { text, spans, id } of documents) {
      expect(text, id).to.not.match(/[«»]|\{@?[a-z][a-z0-9.]*\}|undefined|NaN/);
      for (const [index, { begin, end }] of spans.entries()) {
        expect(begin, id).to.be.at.least(spans[index - 1]?.end ?? 0);
        expect(end, id).to.be.within(begin + 1, text.length);
      }
    }
  });

  it("have as many that tell of nobody as a fifth", () => {
    const free = documents.filter(({ spans }) => spans.length === 0);
    expect(free.length / documents.length).to.be.at.least(0.2);
  });

  it("share no template with the halves of the corpus", () => {
    const texts = (kinds: typeof PRACTICE): string[] => Object.values(kinds).flatMap(({ templates }) => templates);
    const theirs = new Set([...texts(TEMPLATES.tuning.kinds), ...texts(TEMPLATES["held-out"].kinds)]);
    expect(texts(PRACTICE).filter((text) => theirs.has(text))).to.deep.equal([]);
  });

  it("have traps of wide lists by type, and none of types that have no list", () => {
    const random = new Random("traps");
    expect(madeTrap("rx", random)).to.match(/\S \S/);
    expect(madeTrap("cd", random)).to.equal(undefined);
  });
});
