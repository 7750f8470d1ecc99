import { expect } from "chai";
import { statSync } from "node:fs";
import { join } from "node:path";
import { findInText, ruled } from "..";
import type { OperatingPoint } from "../../contract";
import { finds } from "../testing/marked";
import { allowed } from "./barred";
import { CLASSES } from "./classes";
import { BUCKETS, featuresAt, MOST_FEATURES } from "./features";
import { chancesOf, learntModel } from "./model";
import { symbolsOf } from "./symbols";

/** Synthetic: names and firms of no list, in small letters or amid words that no rule knows. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  "names of no list": [
    "tell [[quorvash]] to call [[brenthal]]",
    "[[Stroivek]] was agitated overnight.",
    "Handoff: [[Quorvash]] to CT, [[Brenthal]] to rehab.",
  ],
  "where people work": ["He was hired by [[Veldrin Lumber]] last week.", "employees of [[grentop foods]] with a cough"],
  "what people do": ["He is a [[glassblower]] by trade."],
  "places of care": ["transferred from [[Grentop Infirmary]] overnight"],
};

const NOTHING = [
  "NYHA III",
  "Culture grew Morganella morganii.",
  "Seen by Wound Care and Medical Oncology.",
  "what is the max dose of zorvexamab",
  "The nurse will call. The teacher asked. My boss wants a note.",
  "Yellow fever vaccine is required for entry to Ghana.",
  "Lecture: Eponyms in neurology, Guillain-Barre vs Miller Fisher.",
  "Initial U.S. Approval: 1988. Distributed by AstraZeneca.",
  "can it be crushed? Source: Lexicomp, UpToDate.",
  "Re: Prior Auth for Humira. Re: Peer to peer request.",
  "St. John's wort and zoloft; St. Vitus dance; St. Jude valve.",
  "Abd soft. Resp even. Cap refill brisk. Trach midline. Scaphoid nontender. Nares patent.",
  "ROS: Const neg. Eyes neg. Resp neg. Endo neg. Heme neg.",
  "pregnant with gdm, allergic to pcn?",
];

const rulesOf = (text: string, operatingPoint: OperatingPoint = "balanced"): string[] =>
  findInText(text, { operatingPoint }).flatMap(({ rules }) => rules);

describe("what is learnt of the words around", () => {
  for (const [name, texts] of Object.entries(FOUND)) finds(name, texts);

  it("is told by rules of its own", () => {
    expect(rulesOf("tell quorvash to call brenthal")).to.include("learnt:person-name");
  });

  for (const text of NOTHING)
    it(`finds nothing in: ${text}`, () => {
      expect(findInText(text)).to.deep.equal([]);
    });

  it("lowers the score of a name where none stands, which the point of recall still tells", () => {
    const text = "Baker cyst present. No DVT. Grade B. Philips probe; GE workstation.";
    expect(findInText(text)).to.deep.equal([]);
    expect(findInText(text, { operatingPoint: "recall" }).map(({ score }) => score)).to.deep.equal([0.4]);
  });

  it("tells at the point of recall whatever it tells at the balanced one", () => {
    for (const text of Object.values(FOUND)
      .flat()
      .map((marked) => marked.replace(/\[\[|\]\]/g, ""))) {
      const inRecall = findInText(text, { operatingPoint: "recall" });
      for (const { begin, end } of findInText(text))
        expect(
          inRecall.some((span) => span.begin <= begin && end <= span.end),
          text,
        ).to.equal(true);
    }
  });
});

describe("the learnt model", () => {
  it("has a weight for each bucket and class, in a file of at most 1,600,000 bytes", () => {
    expect(learntModel().weights).to.have.length(BUCKETS * CLASSES.length);
    expect(statSync(join(__dirname, "weights.json")).size).to.be.at.most(1_600_000);
  });

  it("gives chances of each token that add up to one", () => {
    const { note } = ruled("Dr. Quorvash saw the welder, 67, of Troy.");
    const symbols = symbolsOf(note);
    const features = new Int32Array(MOST_FEATURES);
    const chances = new Float64Array(CLASSES.length);
    for (let at = 0; at < note.tokens.count; at += 1) {
      const count = featuresAt(note, symbols, at, 0, features);
      expect(count).to.be.within(40, MOST_FEATURES);
      chancesOf(learntModel(), features, count, chances);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).to.be.closeTo(1, 1e-9);
    }
  });

  it("leaves the classes as likely as one another where it has no weights", () => {
    const chances = new Float64Array(CLASSES.length);
    chancesOf({ weights: new Int8Array(BUCKETS * CLASSES.length), scale: 1 }, Int32Array.of(1, 2), 2, chances);
    expect([...chances]).to.deep.equal(CLASSES.map(() => 1 / CLASSES.length));
  });
});

describe("what a find of the model may be made of", () => {
  const table: readonly [text: string, found: Exclude<(typeof CLASSES)[number], "none">, left: string | undefined][] = [
    ["Drs Quorvash", "person-name", "Quorvash"],
    ["Quorvash Tuesday", "person-name", "Quorvash"],
    ["Monday", "person-name", undefined],
    ["Q", "person-name", undefined],
    ["Medical Oncology", "facility", undefined],
    ["Grentop Oncology", "facility", "Grentop Oncology"],
    ["poor historian", "profession", undefined],
    ["glassblower", "profession", "glassblower"],
    ["67 years", "age", "67"],
    ["Troy 12180", "city", "Troy"],
  ];
  for (const [text, found, left] of table)
    it(`${found}: ${text}`, () => {
      const { note } = ruled(text);
      const run = allowed(note, { from: 0, last: note.tokens.count - 1 }, found);
      const { begin, end } = note.tokens;
      expect(run && text.slice(begin[run.from], end[run.last])).to.equal(left);
    });

  it("has a capital or an unknown word for a place in a text that has capitals", () => {
    const { note } = ruled("Stays at a shelter in town.");
    expect(allowed(note, { from: 3, last: 3 }, "organization")).to.equal(undefined);
  });
});
