import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { EvidenceFolderError } from "../errors";
import { observed } from "../model/observed-record";
import { evaluation, run } from "../testing/builders";

import { copyOfRecords, digestOf, readPolicyRecords } from "./policy-records";

describe("policy records", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "phiguard-records-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const one = evaluation();
  const two = evaluation({ name: "curated" });
  const whole = run([one, two]);
  const line = (record: object) => `${JSON.stringify(record)}\n`;

  it("reads a tree of files in the order of their names, and each record once", async () => {
    write("b/run.jsonl", line(whole) + line(one));
    write("a.jsonl", `${line(two)}\n${line(one)}`);
    write("notes.txt", "not a record");
    const loaded = await readPolicyRecords(folder);
    expect(loaded.evaluations.map(({ ref }) => [ref.file, ref.line])).to.deep.equal([
      ["a.jsonl", 1],
      ["a.jsonl", 3],
    ]);
    expect(loaded.runs).to.have.length(1);
    expect(loaded.files).to.deep.equal([
      { file: "a.jsonl", records: 2 },
      { file: "b/run.jsonl", records: 1 },
    ]);
    expect(loaded.problems).to.deep.equal([]);
    expect(loaded.digest).to.equal(digestOf([whole.id, one.id, two.id]));
  });

  const FAULTS: readonly [string, string, string][] = [
    ["an altered record", line({ ...one, result: "fail" }), `record ${one.id.slice(0, 12)} was altered`],
    ["an id of another record", line({ ...one, id: two.id }), "was altered"],
    ["a field that is not known", line({ ...one, detail: "CANARY" }), "holds a field that is not known"],
    ["a wrong field", line({ ...one, result: "CANARY" }), "field result wanted one of"],
    ["text that is not JSON", "CANARY\n", "is not JSON"],
    ["a torn last line", JSON.stringify(two).slice(0, 80), "the last line is torn"],
  ];
  for (const [name, text, problem] of FAULTS) {
    it(`names ${name}, which counts for nothing, with file and line`, async () => {
      write("dev.jsonl", line(whole) + text);
      const { evaluations, runs, problems } = await readPolicyRecords(folder);
      expect([runs.length, evaluations.length, problems.length]).to.deep.equal([1, 0, 1]);
      expect(problems[0]!.where).to.equal("dev.jsonl, line 2");
      expect(problems[0]!.problem)
        .to.contain(problem)
        .and.to.contain("counts for nothing")
        .and.to.not.contain("CANARY");
    });
  }

  it("finds every changed byte of a record", async () => {
    const text = JSON.stringify(one);
    for (let at = 1; at < text.length; at += 7) {
      const changed = text.slice(0, at) + (text[at] === "7" ? "8" : "7") + text.slice(at + 1);
      write("dev.jsonl", `${changed}\n`);
      const { evaluations, problems } = await readPolicyRecords(folder);
      expect([evaluations.length, problems.length], changed.slice(at - 5, at + 5)).to.deep.equal([0, 1]);
    }
  });

  it("does not let a file of another kind fill the report", async () => {
    write("big.jsonl", "x\n".repeat(500));
    const { problems } = await readPolicyRecords(folder);
    expect(problems).to.have.length(51);
    expect(problems.at(-1)!.problem).to.contain("450 more lines");
  });

  it("passes over what was collected from elsewhere, unless it was altered", async () => {
    const threat = observed({
      kind: "threat",
      collectedAt: "2026-11-22T10:00:05.000Z",
      observedAt: "2026-11-22T10:00:00.000Z",
      runId: "0f".repeat(32),
      source: "aws.guardduty",
      account: "123456789012",
      region: "us-east-1",
      action: "Recon:EC2/Portscan",
    });
    write("dev.jsonl", line(whole) + line(one) + line(two) + line(threat));
    expect((await readPolicyRecords(folder)).problems).to.deep.equal([]);
    write("dev.jsonl", line(whole) + line(one) + line(two) + line({ ...threat, severity: "low" }));
    expect((await readPolicyRecords(folder)).problems).to.have.length(1);
  });

  it("copies records to the same lines and nothing else", async () => {
    write("dev.jsonl", `${line(one)}CANARY\n${line(two)}`);
    const copy = copyOfRecords(await readPolicyRecords(folder));
    expect(copy.map(([name]) => name)).to.deep.equal(["records/dev.jsonl"]);
    const lines = copy[0]![1].split("\n");
    expect(lines.map((text) => (text === "" ? "" : (JSON.parse(text) as { id: string }).id))).to.deep.equal([
      one.id,
      "",
      two.id,
      "",
    ]);
  });

  for (const [name, target] of [
    ["is missing", "nowhere"],
    ["is a file", "file.jsonl"],
  ] as const) {
    it(`says in one sentence that the folder ${name}`, async () => {
      write("file.jsonl", "");
      const error = await readPolicyRecords(path.join(folder, target)).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(EvidenceFolderError);
      expect((error as Error).message).to.match(
        /^The evidence folder ".*" cannot be read: it (does not exist|is not a folder)$/,
      );
    });
  }
});
