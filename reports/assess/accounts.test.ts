import { expect } from "chai";

import { collectionRunOf, type CollectionRun } from "../model/collection-run";
import type { Report } from "../model/report";
import { observed, type ObservedRecord } from "../model/observed-record";
import { renderHtml } from "../renderers/html";
import { assessInput } from "../testing/builders";

import { withAccountChecks } from "./account-checks";
import { assess } from "./index";

const AT = "2026-11-20T10:00:00.000Z";

interface Place {
  readonly account: string;
  readonly region: string;
  readonly complete?: boolean;
}

const runIdOf = ({ account, region }: Place): string =>
  Buffer.from(`${account}${region}`).toString("hex").padEnd(64, "0").slice(0, 64);

function told(place: Place): { readonly run: CollectionRun; readonly record: ObservedRecord } {
  const { account, region, complete = true } = place;
  const runId = runIdOf(place);
  const call = {
    call: "config:DescribeConfigRules",
    requests: 1,
    pages: 1,
    items: 1,
    refused: 0,
    repeated: 0,
    restarts: 0,
  };
  const run = collectionRunOf({
    ...{ runId, collectedAt: AT, observedAt: AT, endedAt: AT, source: "aws.config", account, region, complete },
    principal: `arn:aws:iam::${account}:role/collector`,
    toolVersion: "0.1.0",
    asked: {},
    calls: [{ ...call, outcome: complete ? "whole" : "denied" }],
    missing: complete ? [] : ["config:DescribeConfigRules denied"],
    ...{ population: [], records: 1, subjects: "keyed" },
  });
  const record = observed({
    ...{ kind: "config-compliance", collectedAt: AT, observedAt: AT, runId, source: "aws.config", account, region },
    ...{ action: "compliance", subject: "c".repeat(64), subjectType: "AWS::S3::Bucket", rule: "bucket-ssl" },
    ...{ check: "S3_BUCKET_SSL_REQUESTS_ONLY", result: "pass", said: "COMPLIANT" },
  });
  return { run, record };
}

function made(places: readonly Place[], expected: readonly string[] = []): Report {
  const input = assessInput([], [], { registers: { expectedPlaces: expected } });
  const all = places.map(told);
  const located = <T extends { readonly id: string }>(records: readonly T[]) =>
    records.map((record, index) => ({ record, ref: { id: record.id, file: "aws.jsonl", line: index + 1 } }));
  const collected = { runs: located(all.map(({ run }) => run)), observed: located(all.map(({ record }) => record)) };
  return assess(withAccountChecks({ ...input, records: { ...input.records, collected } }));
}

const EAST = { account: "111122223333", region: "us-east-1" };
const WEST = { account: "111122223333", region: "us-west-2" };
const OTHER = { account: "444455556666", region: "us-east-1" };
const CHECK = "aws.config/s3-bucket-ssl-requests-only";

describe("accounts rolled up", () => {
  const rows: readonly (readonly [string, Report, readonly string[], string])[] = [
    ["all read", made([EAST, WEST, OTHER]), ["111122223333 pass", "444455556666 pass"], "pass"],
    ["a region denied", made([EAST, { ...WEST, complete: false }]), ["111122223333 undetermined"], "undetermined"],
    [
      "a region that was expected and not asked",
      made([EAST], ["account:111122223333/us-west-2"]),
      ["111122223333 undetermined"],
      "undetermined",
    ],
    [
      "an account that was expected and not asked",
      made([EAST], ["account:444455556666/us-east-1"]),
      ["111122223333 pass", "444455556666 no-evidence"],
      "undetermined",
    ],
    ["nothing asked", made([], ["account:444455556666/us-east-1"]), ["444455556666 no-evidence"], "missing"],
  ];
  for (const [name, report, wanted, whole] of rows) {
    it(`with ${name}: ${wanted.join(", ")}`, () => {
      expect(report.accounts.map(({ account, state }) => `${account} ${state}`)).to.deep.equal(wanted);
      expect(report.rules.find(({ id }) => id === CHECK)?.state ?? "missing").to.equal(whole);
    });
  }

  it("state their scope: what was asked, by whom it was denied, and what was not asked", () => {
    const report = made([EAST, { ...WEST, complete: false }], ["account:444455556666/us-east-1"]);
    expect(
      report.accounts.flatMap(({ regions }) => regions.map(({ region, expected }) => [region, expected])),
    ).to.deep.equal([
      ["us-east-1", false],
      ["us-west-2", false],
      ["us-east-1", true],
    ]);
    const [, west] = report.accounts[0]!.regions;
    expect(west!.sources[0]).to.deep.include({
      source: "aws.config",
      complete: false,
      missing: ["Not read: config:DescribeConfigRules denied"],
    });
    const html = renderHtml(report);
    expect(html).to.contain("3 regions of 2 accounts: 1 read in full, 1 in part, 1 not at all.");
    expect(html).to.contain("config:DescribeConfigRules denied");
    expect(report.completeness.open.map(({ subject }) => subject)).to.include("account:444455556666/us-east-1");
  });
});
