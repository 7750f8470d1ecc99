import { expect } from "chai";
import { LABELS } from "../../../synthetic/text/labels";
import { generate, TEMPLATES } from "./generate";
import { HALVES } from "./half";
import { namesOf } from "./names";
import { NOISES } from "./noise";
import { VALUES } from "./values";

const DOCUMENTS = 1500;

describe("labelled corpus", () => {
  for (const half of HALVES) {
    describe(`the ${half} half`, () => {
      const documents = [...generate({ half, documents: DOCUMENTS, seed: 5 })];

      it("is the same for the same seed, another for another", () => {
        const first = (seed: number): unknown => [...generate({ half, documents: 70, seed })];
        expect(first(5)).to.deep.equal(documents.slice(0, 70));
        expect(first(6)).to.not.deep.equal(first(5));
      });

      it("has 25 kinds or more, all noises and every kind of identifier", () => {
        expect(new Set(documents.map(({ kind }) => kind)).size).to.be.at.least(25);
        expect(new Set(documents.map(({ noise }) => noise))).to.deep.equal(new Set(["", ...Object.keys(NOISES)]));
        const subs = new Set(documents.flatMap(({ spans }) => spans.map(({ sub }) => sub)));
        expect([...Object.keys(LABELS)].filter((sub) => !subs.has(sub))).to.deep.equal([]);
      });

      it("has spans in order that do not overlap, begin and end on their own letters and lie in the text", () => {
        for (const { text, spans, traps } of documents) {
          for (const items of [spans, traps]) {
            items.forEach(({ begin, end }, index) => {
              expect(begin).to.be.at.least(items[index - 1]?.end ?? 0);
              expect(end).to.be.within(begin + 1, text.length);
              expect(text.slice(begin, end)).to.match(/^\S[^]*$/);
            });
          }
        }
      });

      it("leaves no mark of a template behind", () => {
        for (const { text } of documents) expect(text).to.not.match(/[«»]|\{@?[a-z][a-z0-9.]*\}|undefined|NaN/);
      });

      it("labels nothing in kinds without identifiers, and something in all others", () => {
        for (const { kind, spans, id } of documents)
          expect(spans.length > 0, `${id} ${kind}`).to.equal(!kind.startsWith("free-"));
      });

      it("spoils no message or file between systems", () => {
        const spoilt = documents.filter(({ kind, noise }) => noise !== "" && !TEMPLATES[half].kinds[kind]!.isProse);
        expect(spoilt).to.deep.equal([]);
      });
    });
  }

  it("has no template, phrase, trap, word of places and work, or shape of an identifier in both halves", () => {
    const texts = (half: (typeof HALVES)[number]): string[] => {
      const { traps, words, hospitals, employers, oddAddresses, rooms, pagers, mailHosts, shapes } = VALUES[half];
      return [
        ...Object.values(TEMPLATES[half].kinds).flatMap(({ templates }) => templates),
        ...Object.values(TEMPLATES[half].grammar).flat(),
        ...[traps, words].flatMap((lists) => Object.values(lists).flat()),
        ...[hospitals, employers, oddAddresses, rooms, pagers, mailHosts].flat(),
        ...Object.entries(shapes).flatMap(([sub, list]) => list.map((shape) => `${sub} ${shape}`)),
      ];
    };
    const tuning = new Set(texts("tuning"));
    expect(texts("held-out").filter((text) => tuning.has(text))).to.deep.equal([]);
  });

  it("has no name in both halves, and names of 60 cultures in each", () => {
    const all = (half: (typeof HALVES)[number]): string[] =>
      Object.values(namesOf(half)).flatMap(({ women, men, family }) => [...women, ...men, ...family]);
    const tuning = new Set(all("tuning").map((name) => name.toLowerCase()));
    expect(all("held-out").filter((name) => tuning.has(name.toLowerCase()))).to.deep.equal([]);
    for (const half of HALVES) {
      const cultures = Object.entries(namesOf(half));
      expect(cultures.length).to.be.at.least(60);
      const poor = cultures.filter(([, lists]) => Object.values(lists).some((list) => list.length < 2));
      expect(poor).to.deep.equal([]);
    }
  });
});
