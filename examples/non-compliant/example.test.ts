import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { allRules } from "../../policies/catalog";
import { adviceTable, breachTable, expectedFindings, openAdvice, plantedBreaches } from "./planted";

describe("the list of planted breaches", () => {
  it("numbers forty-two of them", () => {
    expect(plantedBreaches().map(({ breach }) => breach)).to.deep.equal(Array.from({ length: 42 }, (_, i) => i + 1));
  });

  it("names no finding twice", () => {
    expect(new Set(expectedFindings()).size).to.equal(expectedFindings().length);
  });

  it("names rules that exist", () => {
    const ids = new Set(allRules().map(({ id }) => id));
    const named = [...plantedBreaches().flatMap(({ expects }) => expects), ...openAdvice()].map(({ rule }) => rule);
    expect(named.filter((rule) => !ids.has(rule))).to.deep.equal([]);
  });

  it("leaves nothing that blocks for advice", () => {
    const grave = new Set(
      allRules()
        .filter(({ severity }) => severity === "critical" || severity === "high")
        .map(({ id }) => id),
    );
    expect(openAdvice().filter(({ rule }) => grave.has(rule))).to.deep.equal([]);
  });

  it("stands in BREACHES.md as it is in breaches.json", () => {
    const page = fs.readFileSync(path.join(__dirname, "BREACHES.md"), "utf8");
    expect(page).to.contain(breachTable());
    expect(page).to.contain(adviceTable());
  });
});
