import { expect } from "chai";
import { execFileSync } from "node:child_process";

import { renderFindingsCsv } from "../renderers/csv";
import { renderSampleCsv } from "../renderers/history-csv";
import { assessInput, evaluation, rule, run } from "../testing/builders";

import { drawSample, SAMPLE_SIZE } from "./sample";
import { trendTimes } from "./trend";
import { assessWithHistory } from "./with-history";

const SEED = "5d".repeat(32);
const CHECK = rule("r1", ["164.312(b)"]);
const own = Array.from({ length: 60 }, (_, index) => evaluation({ name: `bucket-${index}` }));
const made = (seed = SEED, records = own) =>
  assessWithHistory(assessInput([run(records), ...records], [CHECK]), { sampleSeed: seed });

/** An auditor's own draw, from nothing but the seed and findings.csv. */
const AUDITOR = `
import csv, hashlib, io, sys
seed, size = sys.argv[1], int(sys.argv[2])
rows = list(csv.DictReader(io.StringIO(sys.stdin.read())))
digest = lambda r: hashlib.sha256("".join(p + "\\n" for p in (seed, r["rule"], r["stack"], r["urn"])).encode()).hexdigest()
for row in sorted(rows, key=digest)[:size]: print(row["urn"])
`;

describe("samples", () => {
  it("are drawn by the seed: the same again for the same, others for another", () => {
    const urns = (seed: string) => made(seed).sample!.draws[0]!.drawn.map(({ urn }) => urn);
    expect(urns(SEED)).to.deep.equal(urns(SEED)).and.to.have.length(SAMPLE_SIZE);
    expect(urns("6e".repeat(32))).to.not.deep.equal(urns(SEED));
  });

  it("hold the whole of a small population, and say how large it was", () => {
    const few = own.slice(0, 3);
    const [draw] = made(SEED, few).sample!.draws;
    expect([draw!.population, draw!.drawn.length]).to.deep.equal([3, 3]);
  });

  it("do not depend on what else there is: a resource more changes at most one that is drawn", () => {
    const urns = (records: typeof own) =>
      new Set(drawSample(made(SEED, records), SEED).draws[0]!.drawn.map(({ urn }) => urn));
    const before = urns(own.slice(0, 59));
    expect([...urns(own)].filter((urn) => !before.has(urn)).length).to.be.at.most(1);
  });

  it("can be drawn again by an auditor in Python from findings.csv", () => {
    const report = made();
    const drawn = execFileSync("python3", ["-c", AUDITOR, SEED, String(SAMPLE_SIZE)], {
      input: renderFindingsCsv(report),
      encoding: "utf8",
    });
    const csv = renderSampleCsv(report)!;
    expect(drawn.trim().split("\n")).to.deep.equal(report.sample!.draws[0]!.drawn.map(({ urn }) => urn));
    expect(csv.trim().split("\r\n")).to.have.length(SAMPLE_SIZE + 1);
  });
});

describe("trend", () => {
  const rows: [string, string, string, string[]][] = [
    ["one month", "2026-11-02T00:00:00Z", "2026-11-22T08:00:00.000Z", ["2026-11-22T08:00:00.000Z"]],
    [
      "over two ends of months",
      "2026-09-15T00:00:00Z",
      "2026-11-22T08:00:00.000Z",
      ["2026-09-30T23:59:59.999Z", "2026-10-31T23:59:59.999Z", "2026-11-22T08:00:00.000Z"],
    ],
    [
      "over a year's end",
      "2025-12-15T00:00:00Z",
      "2026-01-10T00:00:00.000Z",
      ["2025-12-31T23:59:59.999Z", "2026-01-10T00:00:00.000Z"],
    ],
  ];
  for (const [name, first, asOf, times] of rows) {
    it(`has the ends of the months of ${name}`, () => expect(trendTimes(first, asOf)).to.deep.equal(times));
  }
  it("goes back 24 months at the most", () =>
    expect(trendTimes("2001-01-01T00:00:00Z", "2026-11-22T08:00:00.000Z")).to.have.length(24));
});
