import { expect } from "chai";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import { clockTimes } from "./letters";
import { GOALS, measure, reaches } from "./measures";
import { addDocument, newTally, type Found } from "./tally";

/** Synthetic; each place is counted by hand below. */
const KNOWN: readonly [document: GoldDocument, found: readonly Found[]][] = [
  [
    {
      id: "1",
      kind: "progress",
      noise: "",
      //     0123456789012345678901234567890123456789012345678901
      text: "Pt Ada Moor, 71, seen 3/4/2021 14:30 by RN; K 4.1 ok",
      spans: [
        { begin: 3, end: 11, category: "NAME", tier: "H", sub: "PATIENT" },
        { begin: 13, end: 15, category: "AGE", tier: "C", sub: "AGE" },
        { begin: 22, end: 30, category: "DATE", tier: "H", sub: "DOB", alts: ["ID"] },
      ],
      traps: [{ begin: 44, end: 49, type: "lb" }],
    },
    [
      { begin: 3, end: 6, category: "NAME" }, // touches the name, leaves "Moor"
      { begin: 21, end: 30, category: "ID" }, // an alternative, whole
      { begin: 31, end: 36, category: "DATE" }, // a time of day: ignored
      { begin: 44, end: 45, category: "ID" }, // wrong, and in a trap
      { begin: 11, end: 12, category: "NAME" }, // only a comma: no finding
    ],
  ],
  [
    { id: "2", kind: "free", noise: "lower", text: "two puffs daily", spans: [], traps: [] },
    [{ begin: 4, end: 9, category: "AGE" }],
  ],
  [
    {
      id: "3",
      kind: "sms",
      noise: "lower",
      text: "call ann, monday",
      spans: [
        { begin: 5, end: 8, category: "NAME", tier: "H", sub: "RELATIVE" },
        { begin: 10, end: 16, category: "DATE", tier: "X", sub: "TIME" },
      ],
      traps: [],
    },
    [
      { begin: 5, end: 8, category: "AGE" }, // found whole, taken for another thing
      { begin: 10, end: 16, category: "DATE" }, // neither right nor wrong
    ],
  ],
  [{ id: "4", kind: "free", noise: "", text: "no news", spans: [], traps: [], ignoreCats: ["AGE"] }, [{ begin: 0, end: 2, category: "AGE" }]], // prettier-ignore
];

describe("score of found identifiers", () => {
  const tally = newTally();
  for (const [document, found] of KNOWN) addDocument(tally, document, found);
  const measures = measure(tally);

  const answers: Record<keyof typeof measures, number> = {
    anyRecall: 3 / 4,
    anyPrecision: 3 / 5,
    strictRecall: 2 / 4,
    strictPrecision: 2 / 5,
    // NAME recall 1/2, precision 1; AGE 0, 0; DATE recall 1, precision 0: mean recall 1/2, mean precision 1/3.
    macroF1: (2 * (1 / 2) * (1 / 3)) / (1 / 2 + 1 / 3),
    safeHarborFull: 2 / 3,
    documentsFull: 1 / 2,
    freeDocumentsHit: 1 / 2,
    // "Pt seen by RN K 4 1 ok", "two puffs daily", "call", "no news": 14 words; "K", "puffs" and "no" are covered.
    wordsRedacted: 3 / 14,
    trapsHit: 1,
  };
  for (const [name, answer] of Object.entries(answers)) {
    it(`${name} is what counting by hand gives`, () => {
      expect(measures[name as keyof typeof measures]).to.be.closeTo(answer, 1e-12);
    });
  }

  it("groups count every span of their documents", () => {
    const of = (name: "kind" | "noise" | "sub"): [string, number, number][] =>
      [...tally.groups[name]].map(([group, { gold, full }]) => [group, gold, full]);
    expect(of("kind")).to.deep.equal([["progress", 3, 1], ["sms", 1, 1]]); // prettier-ignore
    expect(of("noise")).to.deep.equal([["none", 3, 1], ["lower", 1, 1]]); // prettier-ignore
    expect(of("sub")).to.deep.equal([["PATIENT", 1, 0], ["AGE", 1, 0], ["DOB", 1, 1], ["RELATIVE", 1, 1]]); // prettier-ignore
  });

  const TIMES: [string, string[]][] = [
    ["seen 14:30, 2:05 p.m. and 07:11:59", ["14:30", "2:05 p.m.", "07:11:59"]],
    ["0815 - stable; 1420 PROGRESS; 1420 mg", ["0815", "1420"]],
    ["ratio a12:30, 2021-04", []],
  ];
  for (const [text, times] of TIMES) {
    it(`times of day in "${text}": ${times.length}`, () => {
      expect(clockTimes(text).map(({ begin, end }) => text.slice(begin, end).trim())).to.deep.equal(times);
    });
  }

  it("letters of two code units count once and are never half covered", () => {
    const text = "by 𝒜𝒹𝒶 now";
    const begin = 3;
    const end = begin + "𝒜𝒹𝒶".length;
    const whole = newTally();
    const span = { begin, end, category: "NAME", tier: "H", sub: "PATIENT" } as const;
    addDocument(whole, { id: "", kind: "", noise: "", text, spans: [span], traps: [] }, [
      { begin, end, category: "NAME" },
    ]);
    expect(measure(whole)).to.include({ safeHarborFull: 1, wordsRedacted: 0 });
  });

  it("a goal is reached from its own side", () => {
    const [recall, , , , , free] = GOALS;
    expect([0.96, 0.97, 0.997].map((value) => reaches(recall!, value))).to.deep.equal(["below", "floor", "aim"]);
    expect([0.031, 0.03, 0.01].map((value) => reaches(free!, value))).to.deep.equal(["below", "floor", "aim"]);
  });
});
