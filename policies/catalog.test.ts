import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allRules, ruleInfos } from "./catalog";
import { crosswalk, nistCsf, otherRules, securityRule, soc2 } from "./controls";
import { awsChecks } from "./controls/aws-checks";
import { packs } from "./packs";
import type { Rule } from "./rule";
import { waiversAreValid } from "./waivers-rule";

const rules = allRules();

describe("the catalogue of rules", () => {
  it("uses an id once, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).to.deep.equal([]);
  });

  it("lists every folder of rules/", () => {
    const root = join(__dirname, "rules");
    const listed = new Set(rules);
    for (const folder of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the folder is known only now
      const { rules: own } = require(join(root, folder.name)) as { rules: readonly Rule[] };
      expect(own, folder.name).not.to.be.empty;
      expect(
        own.filter((rule) => !listed.has(rule)),
        folder.name,
      ).to.deep.equal([]);
    }
  });

  describe("against the list of checks", () => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const sorted = (ids: readonly string[] = []): string[] => [...ids].sort();

    it("makes every check, or says why not", () => {
      const checks = awsChecks();
      expect(checks).to.have.length(677);
      expect(
        checks.filter(({ id, removed }) => !byId.has(id) && removed === undefined).map(({ id }) => id),
      ).to.deep.equal([]);
      expect(
        checks.filter(({ id, removed }) => byId.has(id) && removed !== undefined).map(({ id }) => id),
      ).to.deep.equal([]);
    });

    it("makes no check that is not on it, but for the one of the waiver file", () => {
      const ids = new Set(awsChecks().map(({ id }) => id));
      expect(rules.map(({ id }) => id).filter((id) => !ids.has(id))).to.deep.equal([waiversAreValid.id]);
    });

    it("has its severities, scopes and citations", () => {
      const wrong = awsChecks().flatMap(({ id, severity, scope, hipaa, nistCsf, soc2 }) => {
        const rule = byId.get(id);
        if (rule === undefined) return [];
        const own = {
          severity: rule.severity,
          scope: rule.scope,
          hipaa: sorted(rule.controls.hipaa),
          nistCsf: sorted(rule.controls.nistCsf),
          soc2: sorted(rule.controls.soc2),
        };
        const listed = { severity, scope, hipaa: sorted(hipaa), nistCsf: sorted(nistCsf), soc2: sorted(soc2) };
        return JSON.stringify(own) === JSON.stringify(listed) ? [] : [{ id, own, listed }];
      });
      expect(wrong).to.deep.equal([]);
    });

    it("looks at its types: all of a resource rule's, one at the least of a relation's, whose partners are listed too", () => {
      const wrong = awsChecks().flatMap(({ id, scope, types }) => {
        const rule = byId.get(id);
        if (rule === undefined) return [];
        const missing = types.filter((type) => !rule.types.includes(type));
        return missing.length > 0 && (scope === "resource" || missing.length === types.length)
          ? [`${id}: ${missing.join(", ")}`]
          : [];
      });
      expect(wrong).to.deep.equal([]);
    });

    it("gives a reason for each correction", () => {
      const corrections = awsChecks().flatMap(({ id, corrections: made = [] }) =>
        made.map((item) => ({ id, ...item })),
      );
      expect(corrections.length).to.be.greaterThan(100);
      expect(corrections.filter(({ why }) => why.length < 15)).to.deep.equal([]);
    });
  });

  it("names only types that the installed SDK has, or had", () => {
    const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
    const types = [...new Set(rules.flatMap((rule) => rule.types).filter((type) => type.startsWith("aws:")))];
    const modules = new Set(types.map((type) => type.split(/[:/]/)[1] ?? ""));
    // Load balancers went by the names of other modules, which the SDK keeps as aliases.
    for (const module of ["lb", "alb", "elb"]) modules.add(module);
    const known = new Set<string>();
    for (const module of modules) {
      const folder = join(sdk, module);
      for (const file of existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".js")) : [])
        for (const [, type = ""] of readFileSync(join(folder, file), "utf8").matchAll(
          /(?:__pulumiType = |type: )['"](aws:[^'"]+)['"]/g,
        ))
          known.add(type);
    }
    expect(types.filter((type) => !known.has(type))).to.deep.equal([]);
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
      expect(rule.fix).to.match(/\.$|[)}\]`";]$/);
      expect(rule.source).to.match(/^https:\/\//);
      expect(rule.types).not.to.be.empty;
    });
  }

  it("puts a rule into the pack of each framework that it cites", () => {
    const citing = (framework: "hipaa" | "nistCsf" | "soc2"): string[] =>
      rules.filter(({ controls }) => (controls[framework] ?? []).length > 0).map(({ id }) => id);
    for (const [name, framework] of [
      ["hipaa", "hipaa"],
      ["nist-csf", "nistCsf"],
      ["soc2", "soc2"],
    ] as const) {
      expect(
        packs[name]?.rules.map(({ id }) => id),
        name,
      ).to.deep.equal(citing(framework));
      expect(packs[name]?.rules.length, name).to.be.greaterThan(40);
    }
  });

  it("has a remedy for sixty rules at the least, and none for a relation", () => {
    const remediable = rules.filter(({ remedy }) => remedy !== undefined);
    expect(remediable.length).to.be.at.least(60);
    expect(remediable.filter(({ scope }) => scope === "stack").map(({ id }) => id)).to.deep.equal([]);
  });
});
