import { expect } from "chai";

import { parseCollected } from "./collected-record";
import { collectionRun, collectionRunOf } from "./collection-run";
import { observed } from "./observed-record";

type Facts = Parameters<typeof collectionRunOf>[0];

const whole: Facts = {
  runId: "0f".repeat(32),
  collectedAt: "2026-11-22T10:00:00.000Z",
  observedAt: "2026-11-22T10:00:00.000Z",
  endedAt: "2026-11-22T10:01:00.000Z",
  source: "aws.config",
  account: "123456789012",
  region: "us-east-1",
  principal: "arn:aws:sts::123456789012:assumed-role/auditor",
  toolVersion: "0.1.0",
  asked: { aggregator: "all-accounts", pageSize: 100 },
  calls: [
    {
      call: "config:DescribeConfigRules",
      outcome: "whole",
      requests: 3,
      pages: 2,
      items: 30,
      refused: 0,
      repeated: 1,
      restarts: 0,
    },
  ],
  complete: true,
  missing: [],
  population: [{ type: "AWS::S3::Bucket", count: 4 }],
  records: 30,
  subjects: "keyed",
};
const [call] = whole.calls as [Facts["calls"][number]];

describe("collection run", () => {
  it("has the hash of its content as id, and ends after 30 days", () => {
    const run = collectionRunOf(whole);
    expect(collectionRun.parse(run)).to.deep.equal(run);
    expect(collectionRunOf({ ...whole })).to.deep.equal(run);
    expect(run.expiresAt).to.equal("2026-12-22T10:00:00.000Z");
    expect(collectionRun.safeParse({ ...run, records: 29 }).error?.issues[0]?.path).to.deep.equal(["id"]);
  });

  const rows: [string, Partial<Facts>, RegExp][] = [
    ["complete with something missing", { missing: ["config:DescribeConfigRules denied"] }, /something is missing/],
    ["complete with a call denied", { calls: [{ ...call, outcome: "denied" }] }, /a call is not whole/],
    ["complete with items refused", { calls: [{ ...call, refused: 1 }] }, /a call is not whole/],
    ["a call that is none", { calls: [{ ...call, call: "everything" }] }, /service:Operation/],
    ["an error with its text", { calls: [{ ...call, error: 'User "jane" may not' }] }, /name that AWS makes/],
    ["an operating system's user", { principal: "jane" }, /ARN of a principal/],
    ["a text in what was asked", { asked: { why: "Jane's visit" } }, /Invalid input/],
    ["a count below none", { records: -1 }, />=0/],
  ];
  for (const [name, changes, message] of rows) {
    it(`refuses one that is or has ${name}`, () =>
      expect(() => collectionRunOf({ ...whole, ...changes })).to.throw(message));
  }
});

describe("collected record", () => {
  const event = observed({
    kind: "threat",
    collectedAt: whole.collectedAt,
    observedAt: whole.observedAt,
    runId: whole.runId,
    source: "aws.guardduty",
    account: whole.account,
    region: whole.region,
    action: "Recon:EC2/Portscan",
  });
  for (const record of [collectionRunOf(whole), event]) {
    it(`is read back whole: ${record.kind}`, () =>
      expect(parseCollected(JSON.parse(JSON.stringify(record)))).to.deep.equal({ kind: "record", record }));
  }

  const refused: [string, unknown, string][] = [
    ["no object", "x", "(whole)"],
    ["no kind", {}, "kind"],
    ["another kind", { kind: "policy-run" }, "kind"],
    ["an altered record", { ...event, severity: "low" }, "id"],
    ["a field that is not known", { ...event, note: "Jane" }, "(whole)"],
  ];
  for (const [name, value, field] of refused) {
    it(`refuses ${name} and names the field alone`, () => {
      const parsed = parseCollected(value);
      expect(parsed).to.include({ kind: "refused", field });
      expect(JSON.stringify(parsed)).to.not.contain("Jane");
    });
  }
});
