import { expect } from "chai";
import type { Failed } from "../phi/pipeline-event";
import { causeOf, lastStep, recordOf } from "./core";

const event: Failed = {
  document: { key: "documents/research/lab/Jane Roe.txt", versionId: "v1", arrivedAt: "2026-11-22T12:00:00Z" },
  execution: "e-1",
};
const route = { riskScore01: 0.9, residualRisk01: 0.6, reasons: ["residual-risk", "found.name"], sampled: false };

const rows: [string, Partial<Failed>, string, boolean][] = [
  [
    "the document was refused",
    { validation: { outcome: "refused", reason: "too-large" } },
    "document-too-large",
    false,
  ],
  ["consent was refused", { consent: { outcome: "refused", reason: "no-entry" } }, "consent-no-entry", false],
  ["consent was refused without a word", { consent: { outcome: "refused" } }, "consent-refused", false],
  ["the route says so", { route: { kind: "quarantine", ...route } }, "residual-risk", false],
  ["a step took too long", { error: { Error: "States.Timeout" } }, "step-took-too-long", true],
  [
    "masking broke it",
    { route: { kind: "mask", ...route }, error: { Error: "BrokenByMasking" } },
    "broken-by-masking",
    true,
  ],
  ["an event could not be read", { error: { Error: "RefusedEvent" } }, "event-unreadable", true],
  ["anything else failed", { error: { Error: "AccessDenied" } }, "processing-failed", true],
  ["nobody knows", {}, "processing-failed", true],
];

describe("causeOf", () => {
  for (const [name, changes, reason, processingFailed] of rows) {
    it(`says ${reason} where ${name}`, () => {
      const cause = causeOf({ ...event, ...changes });
      expect(cause.reasons[0]).to.equal(reason);
      expect(cause.processingFailed).to.equal(processingFailed);
    });
  }
});

describe("record of quarantine", () => {
  it("keeps the error's name, never its text nor the document's name", () => {
    const failed = { ...event, error: { Error: "AccessDenied", Cause: "Jane Roe" } };
    const record = recordOf("0a", failed, causeOf(failed), true);
    expect(record).to.contain("AccessDenied").and.contain('"afterStep": "begin"').and.not.contain("Jane");
  });

  it("says which step was the last", () => {
    expect(lastStep({ ...event, consent: { outcome: "granted" } })).to.equal("consent");
    expect(lastStep({ ...event, validation: { outcome: "refused", reason: "empty" } })).to.equal("validate");
  });
});
