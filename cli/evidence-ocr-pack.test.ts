import { expect } from "chai";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand } from "./testing/run-command";

const PAPER = "Sanctions, version 2.";

describe("phiguard evidence ocr-pack", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): ReturnType<typeof runCommand> => runCommand("evidence", ...args);
  const pack = (...args: string[]): ReturnType<typeof runCommand> =>
    evidence("ocr-pack", "--report", at("report"), "--out", at("pack"), "--owner", "Security officer", ...args);
  const report = (out: string, ...args: string[]): ReturnType<typeof runCommand> =>
    evidence("report", "--evidence", at("evidence"), "--out", at(out), "--as-of", "2026-11-22T08:00:00Z", ...args);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-ocr-"));
    const passed = evaluation({ result: "pass" });
    await writeSample(at("evidence"), [policyRun([passed]), passed]);
    mkdirSync(at("papers"));
    writeFileSync(at("papers/sanctions.txt"), PAPER);
    const sha256 = createHash("sha256").update(PAPER).digest("hex");
    const document = { citations: ["164.308(a)(1)(ii)(C)"], title: "Sanctions", owner: "HR", reviewOn: "2027-01-31" };
    writeFileSync(
      at("organisation.json"),
      JSON.stringify({
        organisation: "Sample Clinic",
        documents: [{ ...document, file: "papers/sanctions.txt", sha256 }],
      }),
    );
    await report("report", "--organisation", at("organisation.json"), "--papers");
    await report("soc2", "--framework", "soc2");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("writes a folder a row, an index and a ZIP, the same again the second time", async () => {
    const made = await pack();
    expect(made).to.include({ code: 0, error: "" });
    expect(made.out).to.match(/^70 rows, \d+ of them open, each with owner and date\.\n/);
    const zip = readFileSync(at("pack/ocr-pack.zip"));
    expect(readFileSync(at("pack/04-164.308-a-1-ii-C/papers/papers/sanctions.txt"), "utf8")).to.equal(PAPER);
    expect(existsSync(at("pack/index.html"))).to.equal(true);
    expect(await pack()).to.include({ code: 0 });
    expect(readFileSync(at("pack/ocr-pack.zip")).equals(zip)).to.equal(true);
    const later = JSON.parse((await pack("--asked-on", "2026-11-30", "--json")).out) as { rows: number };
    expect(later.rows).to.equal(70);
    expect(readFileSync(at("pack/index.csv"), "utf8")).to.contain("2026-12-14");
  });

  const refused: readonly (readonly [string, () => ReturnType<typeof runCommand>, string])[] = [
    [
      "a report that is not there",
      () => evidence("ocr-pack", "--report", at("none"), "--out", at("p"), "--owner", "O"),
      "There is no",
    ],
    [
      "a report of another framework",
      () => evidence("ocr-pack", "--report", at("soc2"), "--out", at("p"), "--owner", "O"),
      "wanted one on the Security Rule",
    ],
    [
      "a folder that holds something else",
      () => evidence("ocr-pack", "--report", at("report"), "--out", at("evidence"), "--owner", "O"),
      "is not part of a pack",
    ],
    ["a day that is none", () => pack("--asked-on", "2026-02-30"), "It must be a day"],
    ["a limit that is none", () => pack("--most-megabytes", "0"), "whole number in [1, 10000]"],
  ];
  for (const [name, command, message] of refused) {
    it(`refuses ${name} in a sentence, and writes nothing`, async () => {
      const { code, error } = await command();
      expect(code).to.equal(1);
      expect(error)
        .to.contain(message)
        .and.to.not.match(/\n\s+at /);
      expect(existsSync(at("p"))).to.equal(false);
    });
  }

  it("refuses a paper that was altered beside the report", async () => {
    writeFileSync(at("report/papers/papers/sanctions.txt"), "Version 3.");
    const { code, error } = await pack();
    expect(code).to.equal(1);
    expect(error).to.contain("The paper papers/sanctions.txt beside the report was altered");
    writeFileSync(at("report/papers/papers/sanctions.txt"), PAPER);
  });
});
