import { expect } from "chai";
import type { FrameworkName } from "../model/framework";
import { evaluation, report, rule, run } from "../testing/builders";

const CHECK = rule("r1", [], { controls: { hipaa: ["164.312(b)"], nistCsf: ["PR.PT-1"], soc2: ["CC7.2"] } });
const records = [run([evaluation()]), evaluation()];
const of = (framework: FrameworkName, more: Parameters<typeof report>[2] = {}) =>
  report(records, [CHECK], { ...more, framework });
const paper = {
  citations: ["164.308(a)(5)(i)"],
  title: "Training plan",
  owner: "Officer",
  reviewOn: "2027-01-01",
  attachment: { kind: "verified" as const, file: "plan.pdf", sha256: "ab".repeat(32) },
};

describe("reports of other frameworks", () => {
  const rows: [FrameworkName, number, string, string][] = [
    ["hipaa", 88, "164.312(b)", "citations"],
    ["nist-csf", 108, "PR.PT-1", "subcategories"],
    ["soc2", 61, "CC7.2", "criteria"],
  ];
  for (const [framework, count, linked, many] of rows) {
    it(`${framework} has every row of its catalogue, and checks that cite it support it, no more`, () => {
      const made = of(framework);
      expect(made.citations).to.have.length(count);
      expect(made.words.many).to.equal(many);
      const own = made.citations.find(({ row }) => row.citation === linked)!;
      expect(own.links.map(({ rule: id, relation }) => [id, relation])).to.deep.equal([["r1", "supports"]]);
      expect(own.state).to.equal("undetermined");
      expect(made.citations.filter(({ state }) => state === "pass")).to.deep.equal([]);
      expect(made.problems).to.deep.equal([]);
    });
  }

  it("a document that is named for a citation of the Security Rule counts for the rows that the crosswalk relates to it", () => {
    const stateOf = (documents: readonly (typeof paper)[]) =>
      of("nist-csf", { registers: { documents } }).citations.find(({ row }) => row.citation === "PR.AT-1")!;
    expect(stateOf([]).state).to.equal("no-evidence");
    expect(stateOf([paper]).state).to.equal("pass");
    expect(stateOf([paper]).hipaa).to.include("164.308(a)(5)(i)");
  });

  it("shows version 2.0 of NIST CSF beside 1.1", () => {
    const row = of("nist-csf").citations.find((one) => one.row.citation === "PR.AC-1")!;
    expect(row.csf2).to.deep.equal(["PR.AA-01", "PR.AA-05"]);
    expect(of("hipaa").citations.find((one) => one.row.citation === "164.312(b)")!.csf2).to.include("PR.PS-04");
  });

  it("a category of SOC 2 that is no part of the examination can be decided not to apply", () => {
    const decision = {
      citation: "P1.1",
      decision: "not-applicable" as const,
      reason: "Privacy is no part of the examination.",
      owner: "Officer",
      approver: "Board",
      decidedOn: "2026-01-01",
      reviewOn: "2027-01-01",
    };
    const made = of("soc2", { registers: { decisions: [decision] } });
    expect(made.citations.find(({ row }) => row.citation === "P1.1")!.state).to.equal("not-applicable");
  });
});
