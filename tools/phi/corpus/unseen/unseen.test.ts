import { expect } from "chai";
import { LABELS } from "../../../../synthetic/text/labels";
import { TEMPLATES } from "../generate";
import { HALVES } from "../half";
import { namesOf, type Names } from "../names";
import { VALUES } from "../values";
import { generateUnseen, kindsOf, UNSEEN_SETS } from ".";
import { unknownNames } from "./known";
import { NAMES } from "./people";
import { PHRASES } from "./phrases";
import { UNSEEN_TRAPS } from "./traps";

describe("unseen sets", () => {
  for (const set of UNSEEN_SETS) {
    describe(set, () => {
      const documents = [...generateUnseen({ set, documents: 1500, seed: 5 })];

      it("are the same for the same seed, others for another", () => {
        const first = (seed: number): unknown => [...generateUnseen({ set, documents: 60, seed })];
        expect(first(5)).to.deep.equal(documents.slice(0, 60));
        expect(first(6)).to.not.deep.equal(first(5));
      });

      it("have spans in order that do not overlap and begin on their own letters", () => {
        for (const { text, spans, traps } of documents)
          for (const items of [spans, traps])
            items.forEach(({ begin, end }, index) => {
              expect(begin).to.be.at.least(items[index - 1]?.end ?? 0);
              expect(end).to.be.within(begin + 1, text.length);
              expect(text.slice(begin, end)).to.match(/^\S/);
            });
      });

      it("leave no mark of a template behind", () => {
        for (const { text } of documents) expect(text).to.not.match(/[«»]|\{@?[a-z][a-z0-9.]*\}|undefined|NaN/);
      });

      it("have a fifth without an identifier, and one in each other text", () => {
        for (const { kind, spans, id } of documents)
          expect(spans.length > 0, `${id} ${kind}`).to.equal(!kind.startsWith("free-"));
        expect(documents.filter(({ spans }) => spans.length === 0)).to.have.lengthOf(documents.length / 5);
      });

      it("have 12 templates a kind or more", () => {
        const poor = Object.entries(kindsOf(set)).filter(([, { templates }]) => new Set(templates).size < 12);
        expect(poor.map(([name]) => name)).to.deep.equal([]);
      });
    });
  }

  it("have every kind of identifier and the noises of scans, terminals and typing", () => {
    const documents = UNSEEN_SETS.flatMap((set) => [...generateUnseen({ set, documents: 1500, seed: 5 })]);
    const subs = new Set(documents.flatMap(({ spans }) => spans.map(({ sub }) => sub)));
    expect(Object.keys(LABELS).filter((sub) => !subs.has(sub))).to.deep.equal([]);
    expect(new Set(documents.map(({ noise }) => noise))).to.deep.equal(new Set(["", "ocr", "lower", "upper", "wrap"]));
  });

  it("have no template, phrase or trap list of the halves", () => {
    const halves = new Set([
      ...HALVES.flatMap((half) => Object.values(TEMPLATES[half].kinds).flatMap(({ templates }) => templates)),
      ...HALVES.flatMap((half) => Object.values(TEMPLATES[half].grammar).flat()),
    ]);
    const own = [
      ...UNSEEN_SETS.flatMap((set) => Object.values(kindsOf(set)).flatMap(({ templates }) => templates)),
      ...Object.values(PHRASES).flat(),
    ];
    expect(own.filter((text) => halves.has(text))).to.deep.equal([]);
    for (const [type, items] of Object.entries(UNSEEN_TRAPS)) {
      const theirs = new Set(HALVES.flatMap((half) => VALUES[half].traps[type] ?? []));
      expect(items.filter((item) => theirs.has(item)).length / items.length, type).to.be.below(0.1);
    }
  });

  it("have names that are mostly in neither half, a fifth of them in no list of the engine", () => {
    const lists = (all: Readonly<Record<string, Names>>): string[] =>
      Object.values(all).flatMap(({ women, men, family }) => [...women, ...men, ...family]);
    const theirs = new Set(HALVES.flatMap((half) => lists(namesOf(half))).map((name) => name.toLowerCase()));
    const own = [...new Set(lists(NAMES))];
    expect(own.filter((name) => theirs.has(name.toLowerCase())).length / own.length).to.be.below(0.4);
    const { names, unknown } = unknownNames();
    expect(names).to.equal(own.length);
    expect(unknown / names).to.be.within(0.2, 0.35);
  });
});
