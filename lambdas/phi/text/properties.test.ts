import { expect } from "chai";
import fc from "fast-check";
import { findInText } from ".";
import { normalise } from "./normalise";
import { tokenise } from "./tokens";
import { CASES, NOTHING } from "./testing/cases";

const TEXTS = [...Object.values(CASES).flat(), ...NOTHING].map((text) => text.replace(/\[\[|\]\]/g, ""));
/** Notes of sentences of the tables, with signs of every kind between them. */
const note = fc
  .array(fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 8 })
  .map((parts) => parts.join(" \n"));

describe("findInText", () => {
  it("gives spans in order, within the text, without overlaps, each saying what found it", () => {
    fc.assert(
      fc.property(note, (text) => {
        let last = 0;
        for (const { begin, end, score, rules } of findInText(text, { operatingPoint: "recall" })) {
          expect(begin).to.be.at.least(last);
          expect(end).to.be.within(begin + 1, text.length);
          expect(score).to.be.within(0.3, 1);
          expect(rules).to.not.be.empty;
          last = end;
        }
      }),
    );
  });

  it("gives the same for the same text, whatever was read before", () => {
    fc.assert(
      fc.property(note, note, (text, other) => {
        const first = findInText(text);
        findInText(other);
        expect(findInText(text)).to.deep.equal(first);
      }),
    );
  });

  it("covers the same letters in a text that is decomposed", () => {
    for (const text of [
      "Seen by Dr. Núñez-Ibáñez on 3/4/2021.",
      "Patient: Søren Kjærgård, MRN 4821337",
      "Zoë Brontë, RN",
    ]) {
      const letters = (form: "NFC" | "NFD"): string[] => {
        const given = text.normalize(form);
        return findInText(given).map(({ begin, end }) => given.slice(begin, end).normalize("NFC"));
      };
      expect(letters("NFD")).to.deep.equal(letters("NFC"));
    }
  });

  it("finds in a part what the document has shown elsewhere", () => {
    const text = "Then Brown sat up.";
    const known = [{ text: "Ottilie Brown", category: "NAME" as const }];
    expect(findInText(text)).to.deep.equal([]);
    expect(findInText(text, { known })[0]).to.include({ begin: 5, end: 10, category: "NAME" });
  });

  it("finds no less at the recall point", () => {
    fc.assert(
      fc.property(note, (text) => {
        const recall = findInText(text, { operatingPoint: "recall" });
        for (const { begin, end } of findInText(text)) {
          expect(recall.some((span) => span.begin < end && begin < span.end)).to.equal(true);
        }
      }),
    );
  });
});

describe("normalise", () => {
  it("leads every offset back, in order, to the text as given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (given) => {
        const { text, original } = normalise(given);
        let last = 0;
        for (let at = 0; at <= text.length; at += 1) {
          expect(original(at)).to.be.within(last, given.length);
          last = original(at);
        }
        expect(original(text.length)).to.equal(given.length);
      }),
    );
  });
});

describe("what normalise changes", () => {
  const table: readonly [given: string, text: string, offsets: readonly number[]][] = [
    ["plain", "plain", [0, 1, 2, 3, 4, 5]],
    ["de\u00adfer", "defer", [0, 1, 3, 4, 5, 6]],
    ["a\u2014b", "a-b", [0, 1, 2, 3]],
    ["ﬁt", "fit", [0, 0, 1, 2]],
    ["e\u0301x", "éx", [0, 2, 3]],
    ["con-\n trol", "control", [0, 1, 2, 6, 7, 8, 9, 10]],
  ];
  for (const [given, wanted, offsets] of table)
    it(`is led back: ${JSON.stringify(given)}`, () => {
      const { text, original } = normalise(given);
      expect(text).to.equal(wanted);
      expect(Array.from({ length: text.length + 1 }, (_, at) => original(at))).to.deep.equal(offsets);
    });
});

describe("tokenise", () => {
  it("takes each sign that is no blank into one token", () => {
    fc.assert(
      fc.property(note, (given) => {
        const { text, count, begin, end } = tokenise(given);
        let last = 0;
        for (let at = 0; at < count; at += 1) {
          expect(text.slice(last, begin[at]).trim()).to.equal("");
          expect(end[at]).to.be.greaterThan(begin[at] as number);
          last = end[at] as number;
        }
        expect(text.slice(last).trim()).to.equal("");
      }),
    );
  });
});
