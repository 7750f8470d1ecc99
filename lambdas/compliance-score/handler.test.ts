import { expect } from "chai";
import type { Figures } from "../metrics/embedded";
import { withAws } from "../testing/aws-server";
import { configClient, conformancePackScores } from "./adapters";
import { percentOf } from "./core";
import { createHandler } from "./handler";

const PACK = "phiguard-test-hipaa-security";

const scores: [string | undefined, number | undefined][] = [
  ["100", 100],
  ["94.5", 94.5],
  ["0", 0],
  ["INSUFFICIENT_DATA", undefined],
  ["", undefined],
  ["101", undefined],
  ["-1", undefined],
  [undefined, undefined],
];

describe("compliance-score", () => {
  for (const [score, percent] of scores) {
    it(`takes ${score ?? "no pack"} for ${percent ?? "nothing judged"}`, () =>
      expect(percentOf(score)).to.equal(percent));
  }

  for (const [score, counted] of [
    ["94.5", true],
    ["INSUFFICIENT_DATA", false],
  ] as const) {
    it(`${counted ? "counts" : "counts nothing for"} ${score}`, async () => {
      const figures: Figures[] = [];
      const warned: string[] = [];
      const run = createHandler({
        scores: { of: async () => score },
        metrics: { put: (of) => void figures.push(of) },
        log: { info: () => undefined, warn: (message) => void warned.push(message) },
        now: () => new Date("2026-11-22T12:00:00Z"),
        pack: PACK,
        environment: "test",
      });
      expect(await run()).to.deep.equal({ counted });
      expect(figures.map(({ metrics }) => metrics)).to.deep.equal(
        counted ? [{ ComplianceScore: [94.5, "Percent"] }] : [],
      );
      expect(warned).to.have.length(counted ? 0 : 1);
    });
  }
});

describe("conformancePackScores", () => {
  const answer = (...packs: object[]): string => JSON.stringify({ ConformancePackComplianceScores: packs });
  for (const [name, body, score] of [
    ["the pack's score", answer({ ConformancePackName: PACK, Score: "94.5" }), "94.5"],
    ["nothing where there is no such pack", answer(), undefined],
    ["nothing of another pack", answer({ ConformancePackName: "other", Score: "100" }), undefined],
  ] as const) {
    it(`gives ${name}`, async () => {
      const { result, sent } = await withAws(
        () => ({ headers: { "content-type": "application/x-amz-json-1.1" }, body }),
        () => conformancePackScores(configClient()).of(PACK),
      );
      expect(result).to.equal(score);
      expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({ Filters: { ConformancePackNames: [PACK] } });
    });
  }
});
