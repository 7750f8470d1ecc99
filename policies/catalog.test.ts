import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allRules, ruleInfos } from "./catalog";
import { crosswalk, nistCsf, otherRules, securityRule, soc2 } from "./controls";
import { packs } from "./packs";

const rules = allRules();

describe("the catalogue of rules", () => {
  it("uses an id once, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).to.deep.equal([]);
  });

  it("holds the first sixty rules, twenty of them relations", () => {
    expect(rules.length).to.be.at.least(60);
    expect(rules.filter(({ scope }) => scope === "stack").length).to.be.at.least(20);
  });

  it("lists every rule that a file under rules/ exports", () => {
    const root = join(__dirname, "rules");
    const declared = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .flatMap((file) =>
        [...readFileSync(join(root, file), "utf8").matchAll(/^\s+id: "([^"]+)",$/gm)].map((match) => match[1]),
      );
    const listed = new Set(rules.map(({ id }) => id));
    expect(declared.filter((id) => !listed.has(id as string))).to.deep.equal([]);
    expect(declared.length).to.be.at.least(60);
  });

  it("cites only controls that exist", () => {
    const hipaa = new Set([...securityRule().rows, ...otherRules().rows].map(({ citation }) => citation));
    const csf = new Set(nistCsf().rows.map(({ subcategory }) => subcategory));
    const criteria = new Set(soc2().rows.map(({ criterion }) => criterion));
    const wrong = rules.flatMap(({ id, controls }) => [
      ...(controls.hipaa ?? []).filter((citation) => !hipaa.has(citation)).map((citation) => `${id}: ${citation}`),
      ...(controls.nistCsf ?? [])
        .filter((subcategory) => !csf.has(subcategory))
        .map((subcategory) => `${id}: ${subcategory}`),
      ...(controls.soc2 ?? [])
        .filter((criterion) => !criteria.has(criterion))
        .map((criterion) => `${id}: ${criterion}`),
    ]);
    expect(wrong).to.deep.equal([]);
    expect(crosswalk().rows.length).to.be.greaterThan(0);
  });

  for (const rule of ruleInfos()) {
    it(`${rule.id} says what it asks, why and what to do`, () => {
      expect(rule.controls.hipaa ?? [], "HIPAA citations").not.to.be.empty;
      expect(rule.title).to.match(/^[A-Z].*[^.]$/);
      expect(rule.says, "says completes a sentence").to.match(/^[a-z].*[^.]$/);
      expect(rule.fix).to.match(/\.$|[)}\]`"]$/);
      expect(rule.source).to.match(/^https:\/\//);
      expect(rule.types).not.to.be.empty;
    });
  }

  it("puts every rule that cites the Security Rule into the HIPAA pack", () => {
    expect(packs["hipaa"]?.rules.map(({ id }) => id)).to.deep.equal(rules.map(({ id }) => id));
  });
});
