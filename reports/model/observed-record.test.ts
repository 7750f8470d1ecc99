import { expect } from "chai";

import { observed, observedRecord, type ObservedRecord } from "./observed-record";

const facts: Omit<ObservedRecord, "id"> = {
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

  const refused: [string, object, string][] = [
    ["a kind that is not known", { kind: "note" }, "kind"],
    ["a field that is not known", { note: "x" }, ""],
    ["a text of somebody's", { action: 'Jane\'s "file"' }, "action"],
    ["an object of a bucket as subject", { subject: "arn:aws:s3:::bucket/jane" }, "subject"],
    ["a result of none of the four", { result: "ok" }, "result"],
    ["an account that is none", { account: "12" }, "account"],
    ["an event without id", { eventId: "x" }, "eventId"],
  ];
  for (const [name, changes, field] of refused) {
    it(`refuses ${name}`, () => {
      let path: PropertyKey[] | undefined;
      try {
        observed({ ...facts, ...changes } as Omit<ObservedRecord, "id">);
      } catch (error) {
        path = (error as { issues: { path: PropertyKey[] }[] }).issues[0]?.path;
      }
      expect(path?.join(".")).to.equal(field);
    });
  }
});
