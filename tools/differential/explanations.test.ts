import { expect } from "chai";
import type { Document } from "./documents";
import { EXPLANATIONS, explanationOf } from "./explanations";
import * as ours from "./ours";
import { probed, probesOf, type Probes } from "./probes";
import { OUTSIDERS, REQUESTS, UNKNOWNS, type Cell } from "./questions";

const open: Document = {
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }],
};
const shut: Document = {
  Statement: [
    ...(open.Statement as readonly []),
    { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
  ],
};
const nothing: Probes = { statements: [], refusing: [] };

describe("explanations of answers that differ", () => {
  it("have a name each", () => {
    const names = EXPLANATIONS.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { reason } of EXPLANATIONS) expect(reason).to.match(/^(ours by design|ours, open|theirs): /);
  });

  it("do not cover a document called closed through which an outsider gets in", () => {
    const cell: Cell = { part: "", ours: { truth: true, paths: [] }, theirs: false };
    for (const { name: question } of [OUTSIDERS, UNKNOWNS, REQUESTS])
      expect(
        explanationOf({ question, peer: "iam-simulate", document: open, cell, probes: nothing }),
        question,
      ).to.equal(undefined);
  });

  it("do not cover a document called open that one plain Deny closes", () => {
    const cell: Cell = { part: "", ours: { truth: false, paths: ["policy.Statement[0].Principal"] }, theirs: true };
    expect(probesOf(OUTSIDERS, shut, cell)).to.have.length(3);
    // Alone the Allow is open, somebody gets in by it, and the Deny closes it.
    const found = { witness: [0, "", ""] as const };
    const probes = probed(OUTSIDERS, shut, cell, [found, found, { witness: null }]);
    expect(probes.statements).to.have.length(1);
    expect(probes.statements[0]).to.include({ open: true, anybody: true });
    expect(probes.statements[0]?.closing).to.have.length(1);
    expect(explanationOf({ question: "outsiders", peer: "iam-simulate", document: shut, cell, probes })).to.equal(
      undefined,
    );
    const together = probed(OUTSIDERS, shut, cell, [found, found, found]);
    expect(
      explanationOf({ question: "outsiders", peer: "iam-simulate", document: shut, cell, probes: together }),
    ).to.equal("denies-together");
  });
});

describe("our answers, in the words of the questions", () => {
  it("say who is kept out", () => {
    expect(ours.keepsOutsidersOut(shut).truth).to.equal(true);
    const answer = ours.keepsOutsidersOut(open);
    expect(answer.truth).to.equal(false);
    expect(ours.statementsNamed(answer)).to.deep.equal([0]);
  });

  it("say what a holder may do", () => {
    const allow = { Effect: "Allow", Action: "s3:Get*", NotResource: "arn:aws:s3:::b/*" };
    const document = { Statement: [allow, { Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" }] };
    expect(ours.permits(document, "s3:GetObject", "arn:aws:s3:::a/x").truth).to.equal(true);
    expect(ours.permits(document, "s3:GetObject", "arn:aws:s3:::b/x").truth).to.equal(false);
    expect(ours.permits(document, "s3:GetObjectAcl", "arn:aws:s3:::a/x").truth).to.equal(false);
    expect(ours.coversAll({ Statement: allow }, "s3:Get*").truth).to.equal(true);
    expect(ours.coversAll({ Statement: allow }, "s3:*").truth).to.equal(false);
    expect(ours.reachesSome({ Statement: allow }, "s3:*").truth).to.equal(true);
  });
});
