import { expect } from "chai";
import { CLASSES } from "../../../lambdas/phi/text/learnt/classes";
import { Random } from "../../../synthetic/random";
import { practice } from "../corpus/practice";
import { average } from "./average";
import { check } from "./check";
import { fit } from "./fit";
import { lessonOf, NOTHING_TO_LEARN } from "./lessons";
import { pack } from "./pack";
import { assemble } from "../../../synthetic/text/labelled";

const classesOf = (pieces: Parameters<typeof assemble>[0]): [word: string, right: string][] => {
  const { note, classes } = lessonOf({ id: "", kind: "", noise: "", ...assemble(pieces) });
  return [...classes].map((right, at) => [
    note.tokens.key[at] as string,
    right === NOTHING_TO_LEARN ? "nothing" : (CLASSES[right] as string),
  ]);
};

describe("lessons of labelled texts", () => {
  it("have the class of each word, and nothing to learn of signs, other identifiers and a town's postal code", () => {
    expect(
      classesOf([{ text: "Ann Lee", sub: "PATIENT" }, ", a ", { text: "welder", sub: "PROF" }, " in ", { text: "Troy 12180", sub: "CITY" }, ", MRN ", { text: "4711", sub: "MRN" }]), // prettier-ignore
    ).to.deep.equal([
      ["ann", "person-name"],
      ["lee", "person-name"],
      [",", "nothing"],
      ["a", "none"],
      ["welder", "profession"],
      ["in", "none"],
      ["troy", "city"],
      ["12180", "nothing"],
      [",", "nothing"],
      ["mrn", "none"],
      ["4711", "nothing"],
    ]);
  });
});

describe("the fit of the model", () => {
  const lessons = [...practice({ seed: 1, rounds: 1, takes: (template) => template % 4 === 1 })].map(lessonOf);

  it("is the same for the same lessons and chance, another for another", () => {
    const weights = (seed: string): string => pack(fit(lessons, new Random(seed), 1)).weights;
    expect(weights("a")).to.equal(weights("a"));
    expect(weights("a")).to.not.equal(weights("b"));
  });

  it("finds names and work in texts of the same templates about other people", () => {
    const others = [...practice({ seed: 2, rounds: 1, takes: (template) => template % 4 === 1 })].map(lessonOf);
    const { words, held, right } = check(fit(lessons, new Random("fit"), 2), others);
    expect(right / words).to.be.at.least(0.6);
    expect(right / held).to.be.at.least(0.8);
  });
});

describe("the average of models", () => {
  it("has the mean of each weight, whatever their scales, and needs a model", () => {
    const one = { weights: Float32Array.of(1, 2), scale: 1 };
    const two = { weights: Int8Array.of(2, 0), scale: 0.5 };
    expect([...average([one, two]).weights]).to.deep.equal([1, 1]);
    expect(() => average([])).to.throw("no model");
  });
});
