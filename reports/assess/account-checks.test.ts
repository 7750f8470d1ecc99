import { expect } from "chai";

import { collectionRunOf, type CollectionRun } from "../model/collection-run";
import { observed, type ObservedRecord } from "../model/observed-record";
import type { Report } from "../model/report";
import type { LoadedRecords } from "../sources/policy-records";
import { assessInput, evaluation, rule, run } from "../testing/builders";

import { withAccountChecks } from "./account-checks";
import { assess } from "./index";

const AT = "2026-11-20T10:00:00.000Z";
const ACCOUNT = "123456789012";
const idOf = (seed: string) => seed.repeat(64).slice(0, 64);

function collection(more: Partial<Parameters<typeof collectionRunOf>[0]> = {}): CollectionRun {
  const { region = "us-east-1", source = "aws.config", complete = true } = more;
  return collectionRunOf({
    runId: idOf(region === "us-east-1" ? "a" : "b"),
    collectedAt: AT,
    observedAt: AT,
    endedAt: AT,
    source,
    account: ACCOUNT,
    region,
    principal: `arn:aws:iam::${ACCOUNT}:role/collector`,
    toolVersion: "0.1.0",
    asked: {},
    calls: [
      {
        call: "config:DescribeConfigRules",
        outcome: complete ? "whole" : "denied",
        requests: 1,
        pages: 1,
        items: 1,
        refused: 0,
        repeated: 0,
        restarts: 0,
      },
    ],
    complete,
    missing: complete ? [] : ["config:DescribeConfigRules denied"],
    population: [],
    records: 1,
    subjects: "keyed",
    ...more,
  });
}

function result(more: Partial<Omit<ObservedRecord, "id" | "expiresAt">> = {}): ObservedRecord {
  return observed({
    kind: "config-compliance",
    collectedAt: AT,
    observedAt: AT,
    runId: idOf("a"),
    source: "aws.config",
    account: ACCOUNT,
    region: "us-east-1",
    action: "compliance",
    subject: idOf("c"),
    subjectType: "AWS::S3::Bucket",
    rule: "our-name-of-it",
    check: "S3_BUCKET_SSL_REQUESTS_ONLY",
    result: "pass",
    said: "COMPLIANT",
    ...more,
  });
}

function report(
  runs: readonly CollectionRun[],
  results: readonly ObservedRecord[],
  policies: Parameters<typeof assessInput>[0] = [],
): Report {
  const rules = policies.length === 0 ? [] : [rule("r1", ["164.312(e)(1)"])];
  const input = assessInput(policies, rules);
  const locate = <T extends { readonly id: string }>(records: readonly T[]) =>
    records.map((record, index) => ({ record, ref: { id: record.id, file: "aws.jsonl", line: index + 1 } }));
  const records: LoadedRecords = { ...input.records, collected: { runs: locate(runs), observed: locate(results) } };
  return assess(withAccountChecks({ ...input, records }));
}

const SSL = "aws.config/s3-bucket-ssl-requests-only";
const stateOf = (made: Report, id = SSL) => made.rules.find((one) => one.id === id)!.state;

describe("checks of accounts", () => {
  it("support the citations that the list of checks gives AWS's rule, as results of the account and region", () => {
    const made = report([collection()], [result()]);
    expect(stateOf(made)).to.equal("pass");
    expect(made.stacks.map(({ key }) => key)).to.deep.equal([`account:${ACCOUNT}/us-east-1`]);
    const citation = made.citations.find(({ row }) => row.citation === "164.312(e)(1)")!;
    expect(citation.links.map((link) => [link.rule, link.relation])).to.deep.equal([[SSL, "supports"]]);
  });

  const rows: [string, Partial<Omit<ObservedRecord, "id" | "expiresAt">>, string][] = [
    ["fails", { result: "fail", said: "NON_COMPLIANT" }, "fail"],
    ["has too little to go by", { result: "undetermined", said: "INSUFFICIENT_DATA" }, "undetermined"],
    ["does not apply", { result: "not-applicable", said: "NOT_APPLICABLE" }, "not-applicable"],
  ];
  for (const [name, more, state] of rows) {
    it(`are ${state} where the rule ${name}`, () =>
      expect(stateOf(report([collection()], [result(more)]))).to.equal(state));
  }

  it("are undetermined where the collection was denied or read in part, however good what was read looks", () => {
    expect(stateOf(report([collection({ complete: false })], [result()]))).to.equal("undetermined");
  });

  it("are undetermined where one of two regions was denied: nothing is known of its population", () => {
    const denied = collection({ region: "us-west-2", complete: false });
    const made = report([collection(), denied], [result()]);
    expect(stateOf(made)).to.equal("undetermined");
    expect(made.stacks.find(({ key }) => key.endsWith("us-west-2"))!.runs[0]!.notes).to.deep.equal([
      "Not read: config:DescribeConfigRules denied",
    ]);
  });

  it("are out of date after a month, and no longer pass", () => {
    const old = "2026-09-01T10:00:00.000Z";
    const made = report(
      [collection({ collectedAt: old, observedAt: old, endedAt: old })],
      [result({ collectedAt: old, observedAt: old })],
    );
    expect(stateOf(made)).to.equal("stale");
  });

  const finding = (more: Partial<Omit<ObservedRecord, "id" | "expiresAt">>) =>
    result({
      kind: "security-finding",
      source: "aws.securityhub",
      rule: "S3.5",
      check: undefined,
      product: "Security Hub",
      ...more,
    });
  const hub = collection({ source: "aws.securityhub" });

  it("take Security Hub's pass for want of resources for not applicable, and a failure that is suppressed for a failure", () => {
    const empty = finding({
      result: "not-applicable",
      said: "PASSED",
      subjectType: "AwsAccount",
      reason: "empty-population",
    });
    expect(stateOf(report([hub], [empty]), "aws.securityhub/S3.5")).to.equal("not-applicable");
    const suppressed = finding({ result: "fail", said: "FAILED", workflow: "suppressed" });
    expect(stateOf(report([hub], [suppressed]), "aws.securityhub/S3.5")).to.equal("fail");
  });

  it("do not count findings that are archived", () => {
    const made = report([hub], [finding({ result: "fail", said: "FAILED", recordState: "archived" })]);
    expect(made.rules).to.deep.equal([]);
  });

  it("leave the checks of programs as they are, and the other way round", () => {
    const own = evaluation();
    const made = report([collection()], [result()], [run([own]), own]);
    expect(stateOf(made)).to.equal("pass");
    expect(stateOf(made, "r1")).to.equal("pass");
    expect(made.rules.map(({ byStack }) => byStack.length)).to.deep.equal([1, 1]);
  });
});
