import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { allRules } from "../../policies/catalog";
import { breachTable, expectedFindings, plantedBreaches } from "./planted";

describe("the list of planted breaches", () => {
  it("numbers twenty of them", () => {
    expect(plantedBreaches().map(({ breach }) => breach)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("names no finding twice", () => {
    expect(new Set(expectedFindings()).size).to.equal(expectedFindings().length);
  });

  it("names rules that exist", () => {
    const ids = new Set(allRules().map(({ id }) => id));
    const unknown = plantedBreaches().flatMap(({ expects }) =>
      expects.map(({ rule }) => rule).filter((rule) => !ids.has(rule)),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("stands in BREACHES.md as it is in breaches.json", () => {
    expect(fs.readFileSync(path.join(__dirname, "BREACHES.md"), "utf8")).to.contain(breachTable());
  });
});
