import { expect } from "chai";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Report } from "../reports/model/report";
import { evaluation, run as policyRun } from "../reports/testing/builders";
import { writeSample } from "../reports/testing/sample";
import { runCommand } from "./testing/run-command";

const AS_OF = "2026-11-22T08:00:00Z";
const RISKS = "Risk analysis of the sample clinic, version 3.";

describe("papers in a report's bundle", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const evidence = (...args: string[]): ReturnType<typeof runCommand> => runCommand("evidence", ...args);
  const report = (out: string, organisation: string, ...args: string[]): ReturnType<typeof runCommand> =>
    evidence(
      ...["report", "--evidence", at("evidence"), "--as-of", AS_OF, "--key", at("key.pem")],
      ...["--out", at(out), "--organisation", at(organisation), ...args],
    );
  const names = (of: string): string[] =>
    readdirSync(at(of), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(at(of), join(entry.parentPath, entry.name)))
      .sort();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-papers-"));
    const passed = evaluation({ result: "pass" });
    await writeSample(at("evidence"), [policyRun([passed]), passed]);
    await evidence("keygen", "--out", at("key.pem"));
    mkdirSync(at("papers"));
    writeFileSync(at("papers/risks.txt"), RISKS);
    writeFileSync(
      at("phiguard.organisation.yaml"),
      `organisation: Sample Clinic
documents:
  - citations: ["164.308(a)(1)(ii)(A)"]
    title: Risk analysis
    owner: Security officer
    reviewOn: 2027-03-31
    file: papers/risks.txt
    sha256: ${createHash("sha256").update(RISKS).digest("hex")}
`,
    );
    expect((await report("report", "phiguard.organisation.yaml", "--papers")).error).to.equal("");
    cpSync(at("report"), at("kept"), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("are the organisation file and what it attaches, each as it is, and only where they were asked for", async () => {
    expect(readFileSync(at("report/papers/papers/risks.txt"), "utf8")).to.equal(RISKS);
    expect(names("report")).to.include("papers/phiguard.organisation.yaml");
    await report("without", "phiguard.organisation.yaml");
    expect(names("without").filter((name) => name.startsWith("papers"))).to.deep.equal([]);
    const { registers } = JSON.parse(readFileSync(at("report/report.json"), "utf8")) as Report;
    expect(registers.documents[0]).to.include({ state: "pass", owner: "Security officer", reviewOn: "2027-03-31" });
  });

  it("give the same bytes for the same time again, from the frozen ones alone", async () => {
    writeFileSync(at("papers/risks.txt"), "Version 4, which nobody had then.");
    await report("again", "kept/papers/phiguard.organisation.yaml", "--papers");
    expect(names("again")).to.deep.equal(names("kept"));
    for (const name of names("kept"))
      expect(readFileSync(join(at("again"), name)).equals(readFileSync(join(at("kept"), name))), name).to.equal(true);
  });

  it("are found altered at each of their bytes, by name", async () => {
    const file = at("report/papers/papers/risks.txt");
    const whole = readFileSync(file);
    for (const index of whole.keys()) {
      const changed = Buffer.from(whole);
      changed[index] = (changed[index] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const { code, out } = await evidence("verify", at("report"), "--json");
      const found = JSON.parse(out) as { findings: { item: string; weight: string }[] };
      expect(code, String(index)).to.equal(1);
      expect(found.findings.filter(({ weight }) => weight === "fault").map(({ item }) => item)).to.deep.equal([
        "papers/papers/risks.txt",
      ]);
    }
    writeFileSync(file, whole);
    expect(await evidence("verify", at("report"))).to.include({ code: 0 });
  });

  it("need an organisation file", async () => {
    const { code, error } = await evidence("report", "--evidence", at("evidence"), "--out", at("none"), "--papers");
    expect(code).to.equal(1);
    expect(error).to.contain("--papers needs --organisation");
  });
});
