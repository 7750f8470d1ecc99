import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { renderFormats } from "../../reports/formats";
import type { Report } from "../../reports/model/report";
import { report } from "../../reports/testing/builders";
import { sampleRecords } from "../../reports/testing/sample";
import { sampleRules } from "../../reports/testing/sample-rules";
import { smallReport } from "../../reports/testing/small-report";
import { placesOf } from "../setup/places";
import { validatorsPython } from "../setup/validators";

const places = placesOf(path.resolve(__dirname, "../.."));

/** Validators that others made, installed by set-up: see tools/setup/validators.ts. One that is missing fails these tests. */
describe("validators of others", function () {
  // Each starts Python several times.
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "phiguard-oscal-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = async (made: Report, spoil = (_name: string, text: string) => text) => {
    for (const [name, content] of await renderFormats(made, ["oscal"]))
      writeFileSync(path.join(folder, name), spoil(name, String(content)));
  };
  const judge = () => {
    const script = path.join(places.root, "tools/validators/check_oscal.py");
    const { status, stdout, stderr } = spawnSync(validatorsPython(places), [script, folder], { encoding: "utf8" });
    return { status, told: (stdout ?? "") + (status === null ? "no Python" : stderr) };
  };

  const rules = sampleRules();
  const REPORTS: readonly (readonly [string, () => Report])[] = [
    ["a small report", smallReport],
    ["the sample", () => report(sampleRecords({ rules, resources: 60 }), rules)],
    ["a report of nothing", () => report([], [])],
  ];
  for (const [name, make] of REPORTS) {
    it(`find no fault in the OSCAL of ${name}: compliance-trestle and oscal`, async () => {
      await write(make());
      const { status, told } = judge();
      expect(told).to.contain("5 files, 0 faults");
      expect(status).to.equal(0);
    });
  }

  it("both find an unknown state of a finding", async () => {
    await write(smallReport(), (_, text) => text.replaceAll('"state": "not-satisfied"', '"state": "perhaps"'));
    const { status, told } = judge();
    expect(status).to.equal(1);
    for (const said of [
      "trestle: oscal-assessment",
      "oscal: oscal-assessment",
      "trestle: oscal-poam",
      "oscal: oscal-poam",
    ])
      expect(told).to.contain(said);
  });

  it("both find a catalog without its time, and a requirement without a control", async () => {
    const spoilt: Readonly<Record<string, RegExp>> = {
      "oscal-catalog.json": /^ *"last-modified": "[^"]*",\n/m,
      "oscal-component-definition.json": /^ *"control-id": "cfr-164\.312\.b",\n/m,
    };
    await write(smallReport(), (name, text) => text.replace(spoilt[name] ?? /^$/, ""));
    const { status, told } = judge();
    expect(status).to.equal(1);
    for (const file of Object.keys(spoilt))
      for (const validator of ["trestle", "oscal"]) expect(told).to.contain(`${validator}: ${file}`);
    expect(told).to.contain("5 files, 4 faults");
  });

  it("trestle finds a UUID that is there twice", async () => {
    await write(smallReport(), (_, text) => {
      const [first, second] = [...text.matchAll(/"uuid": "([^"]+)"/g)].slice(-2).map((match) => match[1]!);
      return text.replaceAll(second!, first!);
    });
    expect(judge()).to.deep.include({ status: 1 });
  });
});
