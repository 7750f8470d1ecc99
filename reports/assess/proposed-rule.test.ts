import { expect } from "chai";

import type { ProposedRow } from "../model/completeness";
import type { DecisionEntry } from "../model/report";
import { renderHtml } from "../renderers/html";
import { evaluation, report, rule, run } from "../testing/builders";
import { ADDRESSABLE, allDecisions, decision } from "../testing/papers";

const CITATION = "164.312(a)(2)(iv)";

function made(result: "pass" | "fail" | undefined, decisions: readonly DecisionEntry[], framework?: "soc2") {
  const one = result === undefined ? [] : [evaluation({ result })];
  const approvals = [{ rule: "r1", citation: CITATION, maintainer: "A. Person", date: "2026-11-01" }];
  return report([run(one), ...one], [rule("r1", [CITATION])], {
    registers: { decisions },
    approvals,
    ...(framework === undefined ? {} : { framework }),
  });
}

describe("the view of the proposed rule", () => {
  const rows: readonly (readonly [
    string,
    "pass" | "fail" | undefined,
    DecisionEntry["decision"] | undefined,
    Partial<ProposedRow>,
  ])[] = [
    ["implemented and shown", "pass", "implemented", { now: "pass", proposed: "pass", becomesGap: false }],
    [
      "shown, and not decided",
      "pass",
      undefined,
      { now: "undetermined", proposed: "pass", becomesGap: false, decision: "none" },
    ],
    [
      "an alternative, with checks that pass",
      "pass",
      "alternative",
      { now: "pass", proposed: "undetermined", becomesGap: true },
    ],
    [
      "held not to apply, and nothing shown",
      undefined,
      "not-applicable",
      { now: "not-applicable", proposed: "no-evidence", becomesGap: true },
    ],
    ["held not to apply, and failing", "fail", "not-applicable", { now: "fail", proposed: "fail", becomesGap: true }],
    [
      "implemented and failing, as it does now",
      "fail",
      "implemented",
      { now: "fail", proposed: "fail", becomesGap: false },
    ],
  ];
  for (const [name, result, taken, wanted] of rows) {
    it(`of what is ${name}`, () => {
      const decisions = taken === undefined ? [] : [decision(CITATION, { decision: taken })];
      const { proposedRule } = made(result, decisions);
      expect(proposedRule!.find(({ citation }) => citation === CITATION)).to.include(wanted);
    });
  }

  it("has the 22 addressable specifications and leaves the report's own states alone", () => {
    const { proposedRule, citations } = made("pass", allDecisions());
    expect(proposedRule!.map(({ citation }) => citation)).to.deep.equal(ADDRESSABLE);
    for (const { citation, now } of proposedRule!)
      expect(citations.find(({ row }) => row.citation === citation)?.state).to.equal(now);
    expect(citations.filter(({ row }) => row.obligation === "addressable")).to.have.length(22);
  });

  it("is on the page, dated, with how many would turn into gaps", () => {
    const html = renderHtml(made("pass", [decision(CITATION, { decision: "alternative" })]));
    expect(html).to.contain("RIN 0945-AA22").and.to.contain("Of 22 addressable specifications 1 would turn into gaps");
  });

  it("is no part of another framework's report", () => {
    expect(made("pass", [], "soc2").proposedRule).to.equal(undefined);
  });
});
