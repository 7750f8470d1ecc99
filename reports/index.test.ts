import { expect } from "chai";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { PolicyRecord } from "../policies/record";
import { evaluation, rule, run } from "./testing/builders";
import { writeSample } from "./testing/sample";

import { compareReports, EvidenceFolderError, ReportArgumentError, makeReport } from "./index";

const CANARIES = ["CANARY-MRN-00123456", "CANARY-NAME-Jane-Sample", "CANARY-AKIASECRETKEY"] as const;

describe("makeReport", () => {
  let folder: string;
  let evidenceDir: string;
  let outDir: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-report-"));
    evidenceDir = path.join(folder, "evidence");
    outDir = path.join(folder, "reports/latest");
    mkdirSync(evidenceDir);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const asOf = "2026-11-22T08:00:00Z";
  const rules = [rule("r1", ["164.312(b)"])];
  const fail = evaluation({ result: "fail" });
  const records: readonly PolicyRecord[] = [run([fail]), fail];

  const everything = () =>
    readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .join("\n");

  it("writes the page, the data and the records, and says where", async () => {
    await writeSample(evidenceDir, records);
    const made = await makeReport({ evidenceDir, outDir, asOf, rules });
    for (const file of Object.values(made.paths)) expect(existsSync(file), file).to.equal(true);
    expect(made).to.include({ asOf: "2026-11-22T08:00:00.000Z", faults: 0 });
    expect(made.counts.citations.fail).to.be.greaterThan(0);
    const lines = made.summary.split("\n");
    expect(lines.length).to.be.at.most(13);
    expect(lines.at(-1)).to.equal(`Report: ${made.paths.html}`);
    expect(lines.some((line) => line.includes("164.312(b) fail: "))).to.equal(true);
    const copied = readFileSync(path.join(made.paths.records, "dev.jsonl"), "utf8").trim().split("\n");
    expect(copied.map((line) => JSON.parse(line) as unknown)).to.deep.equal(records);
  });

  it("gives the same bytes for the same records and time", async () => {
    await writeSample(evidenceDir, records);
    await makeReport({ evidenceDir, outDir, asOf, rules });
    const first = everything();
    await makeReport({ evidenceDir, outDir, asOf, rules });
    expect(everything() === first).to.equal(true);
  });

  it("shows what was asked of the time before, beside the report of any framework", async () => {
    await writeSample(evidenceDir, records);
    const history = {
      since: "2026-11-01T00:00:00Z",
      trend: true,
      period: { from: "2026-11-01T00:00:00Z", to: asOf },
      sampleSeed: "5d".repeat(32),
    };
    const { paths } = await makeReport({ evidenceDir, outDir, asOf, rules, framework: "soc2", ...history });
    const page = readFileSync(paths.html!, "utf8");
    for (const id of ["change", "trend", "operation", "sample"]) expect(page).to.contain(`<h3 id="${id}">`);
    for (const file of [paths.changesCsv, paths.operationCsv, paths.sampleCsv]) {
      expect(readFileSync(file!, "utf8").split("\r\n").length).to.be.greaterThan(1);
    }
  });

  const wrong: [string, object, RegExp][] = [
    ["a comparison with the future", { since: "2027-01-01T00:00:00Z" }, /must lie before the report's/],
    ["a period the wrong way round", { period: { from: asOf, to: "2026-11-01T00:00:00Z" } }, /end after it begins/],
    ["a period past the report", { period: { from: asOf, to: "2027-01-01T00:00:00Z" } }, /not after the report's time/],
    ["a short seed", { sampleSeed: "5d" }, /32 or more lower-case hex digits/],
  ];
  for (const [name, options, problem] of wrong) {
    it(`refuses ${name}, and writes nothing`, async () => {
      await writeSample(evidenceDir, records);
      const error = await makeReport({ evidenceDir, outDir, asOf, rules, ...options }).catch((caught: Error) => caught);
      expect(error).to.be.instanceOf(ReportArgumentError);
      expect((error as Error).message).to.match(problem);
      expect(existsSync(outDir)).to.equal(false);
    });
  }

  it("compares two written reports, refuses an altered one, and two of different frameworks", async () => {
    const at = (name: string) => path.join(folder, name);
    const write = (name: string, time: string, more: object = {}) =>
      makeReport({ evidenceDir, outDir: at(name), asOf: time, rules, ...more });
    await writeSample(evidenceDir, records);
    await write("before", "2026-11-02T00:00:00Z");
    await write("after", asOf);
    await write("other", asOf, { framework: "nist-csf" });
    const drift = await compareReports(at("before"), at("after"));
    expect(drift.results.map(({ kind, rule: id }) => [kind, id])).to.deep.equal([["new", "r1"]]);
    const refused = (before: string, after: string) =>
      compareReports(at(before), at(after)).then(
        () => "compared",
        (error: Error) => error.message,
      );
    expect(await refused("after", "before")).to.match(/earlier report comes first/);
    expect(await refused("before", "other")).to.match(/different frameworks/);
    expect(await refused("before", "nowhere")).to.match(/There is no/);
    const file = path.join(at("after"), "report.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"state": "fail"', '"state": "pass"'));
    expect(await refused("before", "after")).to.match(/was altered/);
  });

  it("can be made from nothing: every citation is there and none passes", async () => {
    const { counts } = await makeReport({ evidenceDir, outDir, asOf, rules });
    expect(counts.citations.pass).to.equal(0);
    expect(Object.values(counts.citations).reduce((a, b) => a + b)).to.equal(88);
  });

  it("lets no planted identifier or secret through from fields the records should not have", async () => {
    const [mrn, name, secret] = CANARIES;
    const spoiled: readonly object[] = [
      { ...fail, detail: { patient: mrn } },
      { ...fail, reads: [{ path: "tags", state: "present", value: { patient: name } }] },
      { ...fail, subject: { ...fail.subject, inputs: { password: secret } } },
      { ...fail, result: mrn },
      { ...fail, [name]: true },
      { ...fail, reason: secret },
      { kind: mrn },
    ];
    const lines = [...records, ...spoiled].map((record) => JSON.stringify(record));
    writeFileSync(path.join(evidenceDir, "dev.jsonl"), `${lines.join("\n")}\n${name} ${secret}\n{"torn": "${mrn}`);
    const made = await makeReport({ evidenceDir, outDir, asOf, rules });
    expect(made.faults).to.equal(spoiled.length + 2);
    const output = everything() + made.summary;
    for (const canary of CANARIES) expect(output).to.not.contain(canary);
  });

  for (const bad of [
    "",
    "yesterday",
    "2026-11-22",
    "2026-11-22T08:00:00",
    "2026-13-01T00:00:00Z",
    "2026-11-22T08:00:00+01:00",
  ]) {
    it(`refuses the time "${bad}" and writes nothing`, async () => {
      const error = await makeReport({ evidenceDir, outDir, asOf: bad, rules }).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(ReportArgumentError);
      expect(existsSync(outDir)).to.equal(false);
    });
  }

  it("refuses a folder that is not there and writes nothing", async () => {
    const error = await makeReport({ evidenceDir: path.join(folder, "none"), outDir, asOf, rules }).catch(
      (caught: unknown) => caught,
    );
    expect(error).to.be.instanceOf(EvidenceFolderError);
    expect(existsSync(outDir)).to.equal(false);
  });
});
