import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Registers } from "../model/report";
import { renderHtml } from "../renderers/html";
import { readOrganisationFile } from "../sources/organisation-file";
import { ADDRESSABLE, allDecisions } from "../testing/papers";
import { evaluation, report, rule, run } from "../testing/builders";

const pass = evaluation({ rule: "r1" });
const R1 = rule("r1", ["164.312(a)(2)(iv)"]);

const made = (registers: Partial<Registers>, records = [run([pass]), pass]) => report(records, [R1], { registers });

/** What an organisation file with these decisions comes to. */
async function fromFile(decisions: readonly object[]): Promise<Registers> {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-complete-"));
  try {
    writeFileSync(join(folder, "o.yaml"), JSON.stringify({ organisation: "Sample Clinic", decisions }));
    return await readOrganisationFile(join(folder, "o.yaml"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("completeness of a report", () => {
  it("asks for 22 decisions, each approved: with all of them the report is complete, though citations are open", async () => {
    expect(ADDRESSABLE).to.have.length(22);
    const whole = made(await fromFile(allDecisions()));
    expect(whole.completeness).to.deep.equal({ complete: true, open: [] });
    expect(whole.gaps.length).to.be.greaterThan(0);
    expect(renderHtml(whole)).to.contain("Complete: each addressable specification is decided");
  });

  for (const [index, citation] of ADDRESSABLE.entries()) {
    it(`is not given without the approver of ${citation}`, async () => {
      const decisions = allDecisions().map(({ approver, ...rest }, at) =>
        at === index ? rest : { ...rest, approver },
      );
      const { completeness, citations } = made(await fromFile(decisions));
      expect(completeness.complete).to.equal(false);
      expect(completeness.open.map(({ kind, subject }) => [kind, subject])).to.deep.equal([
        ["decision", citation],
        ["entry", `decisions, entry ${index + 1}`],
      ]);
      const part = citations
        .find(({ row }) => row.citation === citation)
        ?.parts.find(({ kind }) => kind === "decision");
      expect(part).to.include({ state: "no-evidence", reason: "It is addressable, and no decision is on record." });
    });
  }

  const late: readonly (readonly [string, object, string])[] = [
    ["whose review is overdue", { reviewOn: "2026-11-21" }, "was to be reviewed by 2026-11-21"],
    ["that had not been taken yet", { decidedOn: "2026-12-01" }, "had not been taken yet"],
  ];
  for (const [name, more, why] of late) {
    it(`is not given with a decision ${name}`, () => {
      const [first, ...rest] = allDecisions();
      const { completeness } = made({ decisions: [{ ...first!, ...more }, ...rest] });
      expect(completeness.open.map(({ subject }) => subject)).to.deep.equal([ADDRESSABLE[0]]);
      expect(completeness.open[0]!.why).to.contain(why);
    });
  }

  it("is not given where the approver is the owner", async () => {
    const own = allDecisions().map((one) => ({ ...one, approver: one.owner.toUpperCase() }));
    const { completeness } = made(await fromFile(own));
    expect(completeness.open.filter(({ kind }) => kind === "decision")).to.have.length(22);
  });

  const places: readonly (readonly [string, Partial<Registers>, boolean, string])[] = [
    ["a stack that was expected and not seen", { expectedStacks: ["clinic/prod"] }, true, "clinic/prod"],
    [
      "a region that was expected and not asked",
      { expectedPlaces: ["account:111122223333/us-east-1"] },
      true,
      "account:111122223333/us-east-1",
    ],
    ["a stack whose run did not end", { expectedStacks: ["clinic/dev"] }, false, "clinic/dev"],
  ];
  for (const [name, registers, complete, subject] of places) {
    it(`is not given with ${name}`, () => {
      const { completeness } = made({ decisions: allDecisions(), ...registers }, [run([pass], { complete }), pass]);
      expect(completeness.open.map((one) => [one.kind, one.subject])).to.deep.equal([["place", subject]]);
    });
  }

  it("is told on the cover, in the summary's words and with each thing that is lacking", () => {
    const html = renderHtml(made({}));
    expect(html).to.contain("Not complete: 22 addressable specifications without an approved decision in date");
    expect(html).to.contain('id="completeness"');
  });
});
