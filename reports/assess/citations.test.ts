import { expect } from "chai";
import * as fc from "fast-check";

import type { PolicyRecord, ResultKind } from "../../policies/record";
import type { DecisionEntry, DocumentEntry, InheritedEntry, Registers } from "../model/report";
import type { State } from "../model/state";
import { evaluation, inForce, report, rule, run, urn, waiver } from "../testing/builders";

type Checks = "none" | "empty" | "not-run" | "pass" | "fail" | "undetermined" | "stale" | "waived";
type Paper = "none" | "good" | "overdue" | "unattached";
type Decision = "none" | "implemented" | "alternative" | "not-applicable" | "overdue";

interface Row {
  readonly citation: string;
  readonly checks?: Checks;
  readonly approved?: boolean;
  readonly document?: Paper;
  readonly inherited?: "none" | "good" | "over";
  readonly decision?: Decision;
  readonly is: State;
  readonly because: string;
}

const TECHNICAL = "164.312(b)"; // a required standard without specifications
const ADDRESSABLE = "164.312(a)(2)(iv)";
const PROCEDURE = "164.308(a)(1)(ii)(A)"; // risk analysis: a document
const PAPER_AND_CHECKS = "164.308(a)(1)(ii)(D)"; // technical, yet in 164.308
const PHYSICAL = "164.310(d)(2)(i)";
const CONDITIONAL = "164.314(b)(2)(i)"; // group health plans only
const NO_SUPPORT = "no named maintainer has approved";

const TABLE: readonly Row[] = [
  // A technical citation: its checks, and a maintainer's word that they show it.
  {
    citation: TECHNICAL,
    checks: "pass",
    approved: true,
    is: "pass",
    because: "1 check passes; 1 was approved as demonstrating it by A. Person",
  },
  { citation: TECHNICAL, checks: "pass", is: "undetermined", because: `1 check passes and supports it; ${NO_SUPPORT}` },
  { citation: TECHNICAL, checks: "fail", approved: true, is: "fail", because: '1 fails ("Title of r1")' },
  { citation: TECHNICAL, checks: "fail", is: "fail", because: '1 fails ("Title of r1")' },
  {
    citation: TECHNICAL,
    checks: "undetermined",
    approved: true,
    is: "undetermined",
    because: "could not be judged in full",
  },
  { citation: TECHNICAL, checks: "stale", approved: true, is: "stale", because: "out of date" },
  { citation: TECHNICAL, checks: "waived", approved: true, is: "waived", because: "fails under a waiver" },
  { citation: TECHNICAL, checks: "waived", is: "undetermined", because: "No named maintainer has approved" },
  { citation: TECHNICAL, checks: "empty", approved: true, is: "no-evidence", because: "none had anything to judge" },
  { citation: TECHNICAL, checks: "not-run", approved: true, is: "no-evidence", because: "no result on record" },
  { citation: TECHNICAL, checks: "none", is: "no-evidence", because: "No check of this pack is linked" },
  { citation: TECHNICAL, checks: "pass", approved: true, document: "good", is: "pass", because: "demonstrating" },
  // Addressable: a decision besides.
  {
    citation: ADDRESSABLE,
    checks: "pass",
    approved: true,
    decision: "implemented",
    is: "pass",
    because: "To be implemented",
  },
  {
    citation: ADDRESSABLE,
    checks: "pass",
    approved: true,
    decision: "none",
    is: "undetermined",
    because: "no decision is on record",
  },
  {
    citation: ADDRESSABLE,
    checks: "pass",
    approved: true,
    decision: "overdue",
    is: "stale",
    because: "to be reviewed",
  },
  { citation: ADDRESSABLE, checks: "pass", decision: "implemented", is: "undetermined", because: NO_SUPPORT },
  { citation: ADDRESSABLE, checks: "fail", approved: true, decision: "implemented", is: "fail", because: "1 fails" },
  { citation: ADDRESSABLE, checks: "fail", approved: true, decision: "alternative", is: "fail", because: "1 fails" },
  { citation: ADDRESSABLE, checks: "fail", approved: true, decision: "not-applicable", is: "fail", because: "1 fails" },
  {
    citation: ADDRESSABLE,
    checks: "empty",
    decision: "not-applicable",
    is: "not-applicable",
    because: "Held not to apply",
  },
  {
    citation: ADDRESSABLE,
    checks: "none",
    decision: "implemented",
    is: "undetermined",
    because: "No check of this pack",
  },
  { citation: ADDRESSABLE, checks: "none", decision: "none", is: "no-evidence", because: "no decision is on record" },
  // A procedure: the document shows it, checks only support, and failing ones still fail it.
  { citation: PROCEDURE, document: "good", is: "pass", because: "is on file and unchanged" },
  { citation: PROCEDURE, document: "good", checks: "pass", is: "pass", because: "what shows it is the document" },
  { citation: PROCEDURE, document: "good", checks: "fail", is: "fail", because: "1 fails" },
  { citation: PROCEDURE, document: "good", checks: "stale", is: "stale", because: "out of date" },
  { citation: PROCEDURE, document: "good", checks: "waived", is: "waived", because: "under a waiver" },
  { citation: PROCEDURE, document: "good", checks: "empty", is: "pass", because: "is on file" },
  { citation: PROCEDURE, document: "good", checks: "not-run", is: "undetermined", because: "no result on record" },
  { citation: PROCEDURE, document: "overdue", is: "stale", because: "was to be reviewed by" },
  { citation: PROCEDURE, document: "unattached", is: "undetermined", because: "not attached" },
  { citation: PROCEDURE, document: "none", is: "no-evidence", because: "No document is named" },
  // 164.308 is never met by software alone, whatever was approved.
  {
    citation: PROCEDURE,
    document: "none",
    checks: "pass",
    approved: true,
    is: "undetermined",
    because: "No document is named",
  },
  {
    citation: PAPER_AND_CHECKS,
    document: "none",
    checks: "pass",
    approved: true,
    is: "undetermined",
    because: "No document is named",
  },
  { citation: PAPER_AND_CHECKS, document: "good", checks: "pass", is: "undetermined", because: NO_SUPPORT },
  { citation: PAPER_AND_CHECKS, document: "good", checks: "pass", approved: true, is: "pass", because: "on file" },
  {
    citation: PAPER_AND_CHECKS,
    document: "good",
    checks: "none",
    is: "undetermined",
    because: "No check of this pack",
  },
  // Physical: the provider's paper and the customer's own part.
  { citation: PHYSICAL, inherited: "good", document: "good", is: "pass", because: "AWS: SOC 2" },
  { citation: PHYSICAL, inherited: "good", document: "none", is: "undetermined", because: "stays with the customer" },
  { citation: PHYSICAL, inherited: "none", document: "good", is: "undetermined", because: "No AWS report is named" },
  { citation: PHYSICAL, inherited: "over", document: "good", is: "stale", because: "the period is over" },
  { citation: PHYSICAL, inherited: "none", document: "none", is: "no-evidence", because: "No AWS report" },
  { citation: PHYSICAL, inherited: "good", document: "good", checks: "fail", is: "fail", because: "1 fails" },
  // Rows that bind only some organisations.
  { citation: CONDITIONAL, decision: "not-applicable", is: "not-applicable", because: "Held not to apply" },
  { citation: CONDITIONAL, decision: "none", is: "no-evidence", because: "No document" },
  // Rows that ask for nothing, or for nothing any more.
  { citation: "164.318(a)(1)", is: "not-applicable", because: "The date has passed" },
  { citation: "164.306(d)(1)", is: "not-applicable", because: "asks for nothing" },
];

describe("state of a citation", () => {
  for (const row of TABLE) {
    const { is, because, ...given } = row;
    it(`${describeRow(given)} is ${is}`, () => {
      const found = assessOne(row);
      expect(found.state).to.equal(is);
      expect(found.reason).to.contain(because);
      expect(found.decidedBy.map((index) => found.parts[index]!.reason).join(" ")).to.equal(found.reason);
    });
  }

  it("is the join of its parts and never better than a part, whatever the evidence", () => {
    const rows = fc.record({
      citation: fc.constantFrom(TECHNICAL, ADDRESSABLE, PROCEDURE, PAPER_AND_CHECKS, PHYSICAL, CONDITIONAL),
      checks: fc.constantFrom<Checks>("none", "empty", "not-run", "pass", "fail", "undetermined", "stale", "waived"),
      approved: fc.boolean(),
      document: fc.constantFrom<Paper>("none", "good", "overdue", "unattached"),
      inherited: fc.constantFrom<"none" | "good" | "over">("none", "good", "over"),
      decision: fc.constantFrom<Decision>("none", "implemented", "alternative", "overdue"),
    });
    fc.assert(
      fc.property(rows, (row) => {
        const { state, parts } = assessOne(row);
        if (row.checks === "fail") expect(state).to.equal("fail");
        if (state !== "pass") return;
        for (const part of parts) expect(part.state).to.be.oneOf(["pass", "not-applicable"]);
        const paper = /^164\.3(08|10|14)/.test(row.citation);
        if (paper) expect(row.document).to.equal("good");
        else expect(row.approved && row.checks === "pass").to.equal(true);
      }),
      { numRuns: 300 },
    );
  });

  it("has every row of the Security Rule, also with no record at all, and none of them passes", () => {
    const { citations, counts } = report([], []);
    expect(citations).to.have.length(88);
    expect(counts.citations.pass).to.equal(0);
    expect(counts.citations["not-applicable"]).to.equal(6);
    expect(counts.citations["no-evidence"]).to.equal(82);
  });

  it("lets a standard fail with its specification, and leaves the standard out of the gap list", () => {
    const { citations, gaps } = assessWhole({ citation: "164.312(c)(2)", checks: "fail" });
    const standard = citations.find(({ row }) => row.citation === "164.312(c)(1)")!;
    expect(standard.state).to.equal("fail");
    expect(standard.parts.map(({ kind }) => kind)).to.deep.equal(["checks", "specifications"]);
    expect(gaps.map(({ citation }) => citation).slice(0, 1)).to.deep.equal(["164.312(c)(2)"]);
    expect(gaps.some(({ citation }) => citation === "164.312(c)(1)")).to.equal(false);
  });

  it("does not count an approval before its day", () => {
    const before = assessOne({ citation: TECHNICAL, checks: "pass", approved: true }, "2026-10-31T23:59:59.000Z");
    expect(before.links[0]?.relation).to.equal("supports");
    const after = assessOne({ citation: TECHNICAL, checks: "pass", approved: true });
    expect(after.links[0]).to.deep.equal({
      rule: "r1",
      relation: "demonstrates",
      approvedBy: "A. Person on 2026-11-01",
    });
  });
});

type Given = Omit<Row, "is" | "because">;

function assessOne(given: Given, asOf?: string) {
  return assessWhole(given, asOf).citations.find(({ row }) => row.citation === given.citation)!;
}

function assessWhole(given: Given, asOf?: string) {
  const { citation, checks = "none", approved = false } = given;
  const approvals = approved ? [{ rule: "r1", citation, maintainer: "A. Person", date: "2026-11-01" }] : [];
  const rules = checks === "none" ? [] : [rule("r1", [citation])];
  return report(recordsFor(checks), rules, { approvals, registers: registersFor(given), asOf });
}

function recordsFor(checks: Checks): PolicyRecord[] {
  if (checks === "none" || checks === "not-run") return [run([])];
  if (checks === "empty") return [run([], { ruleIds: ["r1"] })];
  const result: ResultKind = checks === "stale" ? "pass" : checks === "waived" ? "fail" : checks;
  const one = evaluation({ result, ...(checks === "stale" ? { expiresAt: "2026-11-22T07:59:59Z" } : {}) });
  return [run([one], { waivers: checks === "waived" ? [inForce(waiver({ resource: urn("raw") }))] : [] }), one];
}

function registersFor({
  citation,
  document = "none",
  inherited = "none",
  decision = "none",
}: Given): Partial<Registers> {
  const attachment = { kind: "verified", file: "a.pdf", sha256: "00".repeat(32) } as const;
  const documents: DocumentEntry[] =
    document === "none"
      ? []
      : [
          {
            citations: [citation],
            title: "The paper",
            owner: "Officer",
            reviewOn: document === "overdue" ? "2026-11-21" : "2026-11-22",
            attachment: document === "unattached" ? { kind: "none" } : attachment,
          },
        ];
  const papers: InheritedEntry[] =
    inherited === "none"
      ? []
      : [
          {
            citations: [citation],
            provider: "AWS",
            artefact: "SOC 2",
            periodFrom: "2025-10-01",
            periodTo: inherited === "over" ? "2026-11-21" : "2026-11-22",
            customerPart: "None.",
            attachment,
          },
        ];
  const decisions: DecisionEntry[] =
    decision === "none"
      ? []
      : [
          {
            citation,
            decision: decision === "overdue" ? "implemented" : decision,
            reason: "Because.",
            owner: "Team",
            approver: "Officer",
            decidedOn: "2026-01-01",
            reviewOn: decision === "overdue" ? "2026-11-21" : "2026-11-22",
          },
        ];
  return { documents, inherited: papers, decisions };
}

function describeRow({ citation, ...given }: Given): string {
  const words = Object.entries(given).map(([key, value]) => `${key}: ${String(value)}`);
  return [citation, ...words].join(", ");
}
