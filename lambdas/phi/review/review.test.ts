import { expect } from "chai";
import type { Span } from "../span";
import { beginReview, judged, marked, remaining, turned, type Review } from "./review";
import { settle, type Waiting } from "./settlement";

/** Synthetic. */
const TEXT = "Ada Moor, MRN 48213977. Ada called. Mooring line.";
const span = (words: string, category: Span["category"]): Span => {
  const begin = TEXT.indexOf(words);
  return { begin, end: begin + words.length, category, score: 0.9, rules: ["test"] };
};
const begun = (): Review => beginReview(TEXT, [span("48213977", "ID"), span("Ada Moor", "NAME")]);
const waiting: Waiting = {
  documentId: "0a".repeat(32),
  kind: "quarantine",
  createdAt: "2026-11-22T10:00:00.000Z",
  format: "text",
  reasons: ["residual-risk"],
};
const who = { role: "phi-reviewer", at: new Date("2026-11-22T11:00:00.000Z") };
const words = ({ text }: Review, spans: readonly Span[]): string[] =>
  spans.map(({ begin, end }) => text.slice(begin, end));

describe("review of a document", () => {
  it("keeps places in the order of the text, shut and not judged", () => {
    const review = begun();
    expect(words(review, review.places)).to.deep.equal(["Ada Moor", "48213977"]);
    for (const place of review.places) expect(place).to.include({ isOpen: false, wasOpened: false, isAdded: false });
  });

  it("opens and shuts a place, and remembers that it was open", () => {
    const shut = turned(turned(begun(), 0, true), 0, false);
    expect(shut.places[0]).to.include({ isOpen: false, wasOpened: true });
    expect(shut.places[1]).to.include({ wasOpened: false });
  });

  it("takes a judgement back that is said again", () => {
    const once = judged(begun(), 0, "rejected");
    expect(once.places[0]!.judgement).to.equal("rejected");
    expect(judged(once, 0, "rejected").places[0]).to.not.have.property("judgement");
    expect(judged(once, 0, "confirmed").places[0]!.judgement).to.equal("confirmed");
  });

  const markings: readonly (readonly [string, string, number])[] = [
    ["whole words that are not marked yet", "Ada", 1],
    ["words with spaces around them", "  Ada ", 1],
    ["no part of a word", "Moor", 0],
    ["nothing of what is marked", "MRN 48213977", 0],
    ["nothing for no words", "   ", 0],
    ["nothing for words that stand nowhere", "Zoe", 0],
  ];
  for (const [name, typed, made] of markings)
    it(`marks ${name}`, () => {
      const { review, made: places } = marked(begun(), typed, "NAME");
      expect(places).to.equal(made);
      expect(review.places.filter(({ isAdded }) => isAdded)).to.have.lengthOf(made);
      expect(review.places.map(({ begin }) => begin)).to.deep.equal(
        review.places.map(({ begin }) => begin).sort((a, b) => a - b),
      );
    });

  it("marks nothing for a word that stands too often to name somebody", () => {
    expect(marked(beginReview("a ".repeat(300), []), "a", "NAME").made).to.equal(0);
  });
});

describe("a reviewer's decision", () => {
  const settled = (review: Review, decision: "release" | "mask" | "keep") =>
    settle(waiting, "text", review, decision, who);

  it("masks all places but those that were rejected, and those that were added", () => {
    const review = marked(judged(begun(), 1, "rejected"), "Ada", "NAME").review;
    const result = settled(review, "mask");
    expect(result.kind === "settled" && result.settlement.text).to.equal(
      "*** ****, MRN 48213977. *** called. Mooring line.",
    );
  });

  it("releases only what has every place rejected", () => {
    const half = judged(begun(), 0, "rejected");
    expect(settled(half, "release")).to.deep.equal({ kind: "refused", reason: "places-left" });
    const result = settled(judged(half, 1, "rejected"), "release");
    expect(result.kind === "settled" && result.settlement.text).to.equal(TEXT);
    expect(remaining(judged(half, 1, "rejected"))).to.deep.equal([]);
  });

  it("keeps a document without writing it", () => {
    const result = settled(begun(), "keep");
    expect(result.kind === "settled" && result.settlement).to.not.have.property("text");
  });

  it("tells evidence and labels in counts and offsets, with no word of the document", () => {
    const review = marked(turned(judged(begun(), 0, "confirmed"), 1, true), "Ada", "NAME").review;
    const result = settled(review, "mask");
    if (result.kind !== "settled") throw new Error("refused");
    const { event, labels } = result.settlement;
    expect(event).to.deep.include({
      actor: "role:phi-reviewer",
      action: "document.reviewed",
      outcome: "success",
      reason: "review-mask",
      subject: waiting.documentId,
    });
    expect(event.detail).to.deep.equal({
      kind: "quarantine",
      places: 3,
      opened: 1,
      confirmed: 1,
      rejected: 0,
      added: 1,
    });
    expect(`${JSON.stringify(event)}${labels}`).to.not.match(/Ada|Moor|48213977/);
    const { spans } = JSON.parse(labels) as { spans: { begin: number; verdict: string }[] };
    expect(spans.map(({ verdict }) => verdict)).to.deep.equal(["confirmed", "not-judged", "added"]);
  });
});
