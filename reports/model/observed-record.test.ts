import { expect } from "chai";

import { FRESH_FOR, observed, OBSERVED_KINDS, observedRecord, type ObservedRecord } from "./observed-record";

const facts: Omit<ObservedRecord, "id" | "expiresAt"> = {
  kind: "config-compliance",
  collectedAt: "2026-11-22T10:00:05.000Z",
  observedAt: "2026-11-22T10:00:00.000Z",
  eventId: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
  source: "aws.config",
  account: "123456789012",
  region: "us-east-1",
  action: "compliance changed",
  rule: "s3-bucket-public-read-prohibited",
  result: "fail",
};

describe("observed record", () => {
  it("has the hash of its content as id, the same each time", () => {
    expect(observed(facts)).to.deep.equal(observed({ ...facts }));
    expect(observed(facts).id).to.match(/^[0-9a-f]{64}$/);
    expect(observed({ ...facts, result: "pass" }).id).to.not.equal(observed(facts).id);
  });

  it("is refused when a byte was changed", () => {
    const parsed = observedRecord.safeParse({ ...observed(facts), result: "pass" });
    expect(parsed.error?.issues[0]?.path).to.deep.equal(["id"]);
  });

  it("ends by itself, a state from when it was told and an event from when it happened", () => {
    const collectedAt = "2026-11-22T10:00:05.000Z";
    const observedAt = "2026-01-01T00:00:00.000Z";
    for (const kind of OBSERVED_KINDS) {
      const { days, from } = FRESH_FOR[kind];
      const { expiresAt } = observed({ ...facts, kind, collectedAt, observedAt });
      const begun = { collectedAt, observedAt }[from];
      expect(Date.parse(expiresAt) - Date.parse(begun), kind).to.equal(days * 86_400_000);
    }
    expect(observed(facts).expiresAt).to.equal("2026-12-22T10:00:05.000Z");
    expect(observed({ ...facts, kind: "config-history" }).expiresAt).to.equal("2027-11-23T10:00:00.000Z");
  });

  it("comes from an event or from a collection, not from both", () => {
    const { eventId: _, ...pulled } = facts;
    expect(observed({ ...pulled, runId: "0f".repeat(32) })).to.have.property("runId");
    expect(() => observed({ ...facts, runId: "0f".repeat(32) })).to.throw(/either eventId or runId/);
    expect(() => observed(pulled)).to.throw(/either eventId or runId/);
  });

  const refused: [string, object, string][] = [
    ["a kind that is not known", { kind: "note" }, "kind"],
    ["a field that is not known", { note: "x" }, ""],
    ["a text of somebody's", { action: 'Jane\'s "file"' }, "action"],
    ["an object of a bucket as subject", { subject: "arn:aws:s3:::bucket/jane" }, "subject"],
    ["a result of none of the four", { result: "ok" }, "result"],
    ["an account that is none", { account: "12" }, "account"],
    ["an event without id", { eventId: "x" }, "eventId"],
    ["a time that is none", { observedAt: "yesterday" }, "observedAt"],
    ["a URN with a blank in it", { urn: "urn:pulumi:dev::p::t::Jane Roe" }, "urn"],
    ["a workflow that is none", { workflow: "done" }, "workflow"],
    ["somebody's word for a result", { said: "Jane's" }, "said"],
  ];
  for (const [name, changes, field] of refused) {
    it(`refuses ${name}`, () => {
      let path: PropertyKey[] | undefined;
      try {
        observed({ ...facts, ...changes } as typeof facts);
      } catch (error) {
        path = (error as { issues: { path: PropertyKey[] }[] }).issues[0]?.path;
      }
      expect(path?.join(".")).to.equal(field);
    });
  }
});
