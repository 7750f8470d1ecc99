import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withAws, type Sent } from "../../lambdas/testing/aws-server";
import type { CollectedRecord } from "../../reports/model/collected-record";
import type { CollectionRun } from "../../reports/model/collection-run";
import type { ObservedRecord } from "../../reports/model/observed-record";
import { subjectName } from "../../reports/model/subject";
import { awsPorts, principalOf } from "../../reports/sources/aws-ports";
import { collectFromAws, type AwsSourceName, type CollectRequest } from "../../reports/sources/collect";
import { ACCOUNT, recordsIn, settingsFor } from "../../reports/testing/collecting";
import { HOUR_MS, START } from "../../reports/testing/digests";
import { answering, operationOf, refusal, type Answers } from "./testing/aws-answers";
import {
  CANARIES,
  configAnswers,
  evaluationOf,
  guardDutyAnswers,
  hubAnswers,
  hubFinding,
  hubFindingWithCanaries,
  threat,
  threatWithCanaries,
} from "./testing/told-by-aws";
import { trailAnswers, type World } from "./testing/trail-answers";

const KEY = Buffer.from("a key that only a test has");

describe("collecting from AWS by the SDK's own protocols", () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), "phiguard-aws-"))));
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  async function collect(
    sources: readonly AwsSourceName[],
    answers: Answers,
    changes: Partial<CollectRequest> = {},
  ): Promise<{ runs: CollectionRun[]; observed: ObservedRecord[]; text: string; sent: readonly Sent[] }> {
    const request: CollectRequest = {
      ...settingsFor(out),
      sources,
      regions: ["us-east-1"],
      account: ACCOUNT,
      period: { from: new Date("2026-11-01T00:00:00Z"), to: new Date("2026-11-22T00:00:00Z") },
      withHistory: false,
      ...changes,
    };
    const { result, sent } = await withAws(answering(answers), () => collectFromAws(request, awsPorts()));
    const records: CollectedRecord[] = recordsIn(out);
    const text = readdirSync(out)
      .filter((name) => name.endsWith(".jsonl"))
      .map((name) => readFileSync(join(out, name), "utf8"))
      .join("");
    return {
      runs: result.map(({ run }) => run),
      observed: records.filter((record): record is ObservedRecord => record.kind !== "collection-run"),
      text,
      sent,
    };
  }

  describe("AWS Config", () => {
    it("tells each resource's result of each rule, with AWS's own word", async () => {
      const { runs, observed } = await collect(["config"], configAnswers);
      const told = observed.filter(({ kind }) => kind === "config-compliance");
      expect(told.map(({ result, said }) => [said, result])).to.deep.equal([
        ["COMPLIANT", "pass"],
        ["NON_COMPLIANT", "fail"],
        ["NOT_APPLICABLE", "not-applicable"],
        ["INSUFFICIENT_DATA", "undetermined"],
      ]);
      expect(told[0]).to.include({
        rule: "encrypted",
        check: "S3_DEFAULT_ENCRYPTION_KMS",
        subject: subjectName({ type: "AWS::S3::Bucket", id: "records" }, KEY),
        subjectType: "AWS::S3::Bucket",
        observedAt: "2026-11-20T08:00:01.000Z",
        account: ACCOUNT,
        region: "us-east-1",
      });
      expect(observed.filter(({ kind }) => kind === "conformance-pack")).to.have.length(1);
      expect(runs[0]).to.deep.include({ complete: true, population: [{ type: "AWS::S3::Bucket", count: 4 }] });
      expect(runs[0]?.calls.find(({ call }) => call.endsWith("ByConfigRule"))).to.include({
        requests: 3,
        pages: 3,
        items: 4,
      });
    });

    it("tells over time how a resource stood, where that was asked for", async () => {
      const { observed } = await collect(["config"], configAnswers, { withHistory: true });
      const history = observed.filter(({ kind }) => kind === "config-history");
      expect(history).to.have.length(8);
      expect(history.slice(0, 2).map(({ observedAt, result }) => [observedAt, result])).to.deep.equal([
        ["2026-11-20T08:00:01.000Z", "pass"],
        ["2026-11-01T08:00:01.000Z", "fail"],
      ]);
    });

    it("is not complete while nothing is recorded", async () => {
      const stopped = {
        ...configAnswers,
        "Config.DescribeConfigurationRecorderStatus": () => ({ ConfigurationRecordersStatus: [] }),
      };
      expect((await collect(["config"], stopped)).runs[0]?.missing).to.deep.equal(["config recorder-not-recording"]);
    });

    it("says which call was denied, and keeps what the others told", async () => {
      const denied = {
        ...configAnswers,
        "Config.GetComplianceDetailsByConfigRule": () => refusal("AccessDeniedException"),
      };
      const { runs, observed } = await collect(["config"], denied);
      expect(runs[0]).to.deep.include({
        complete: false,
        missing: ["config:GetComplianceDetailsByConfigRule denied"],
        population: [],
      });
      expect(observed.map(({ kind }) => kind)).to.deep.equal(["conformance-pack"]);
    });

    it("has a statement for every account and region of an aggregator; one that failed is not complete", async () => {
      const place = (account: string, region: string): object => ({ AccountId: account, AwsRegion: region });
      const { runs, observed } = await collect(
        ["config"],
        {
          "Config.DescribeConfigurationAggregatorSourcesStatus": () => ({
            AggregatedSourceStatusList: [
              { SourceId: ACCOUNT, SourceType: "ACCOUNT", AwsRegion: "us-east-1", LastUpdateStatus: "SUCCEEDED" },
              {
                SourceId: "210987654321",
                SourceType: "ACCOUNT",
                AwsRegion: "us-west-2",
                LastUpdateStatus: "FAILED",
                LastErrorMessage: "Jane",
              },
            ],
          }),
          "Config.DescribeAggregateComplianceByConfigRules": () => ({
            AggregateComplianceByConfigRules: [{ ConfigRuleName: "encrypted", ...place(ACCOUNT, "us-east-1") }],
          }),
          "Config.GetAggregateComplianceDetailsByConfigRule": ({ AccountId, AwsRegion }) => ({
            AggregateEvaluationResults: [
              {
                ...evaluationOf("encrypted", "AWS::S3::Bucket", "records", "COMPLIANT"),
                ...place(String(AccountId), String(AwsRegion)),
              },
            ],
          }),
        },
        { aggregator: "all" },
      );
      expect(runs.map(({ account, region, complete, missing }) => [account, region, complete, missing])).to.deep.equal([
        [ACCOUNT, "us-east-1", true, []],
        [ACCOUNT, "us-east-1", true, []],
        ["210987654321", "us-west-2", false, ["aggregator failed"]],
      ]);
      expect(observed).to.have.length(1);
    });

    it("has no complete statement for any place where a list of the aggregator is denied", async () => {
      const place = { AccountId: ACCOUNT, AwsRegion: "us-west-2" };
      const { runs } = await collect(
        ["config"],
        {
          "Config.DescribeAggregateComplianceByConfigRules": () => ({
            AggregateComplianceByConfigRules: [{ ConfigRuleName: "encrypted", ...place }],
          }),
          "Config.GetAggregateComplianceDetailsByConfigRule": () => ({ AggregateEvaluationResults: [] }),
        },
        { aggregator: "all" },
      );
      expect(runs.map(({ region, complete, missing }) => [region, complete, missing])).to.deep.equal([
        ["us-east-1", false, ["config:DescribeConfigurationAggregatorSourcesStatus denied"]],
        ["us-west-2", false, ["aggregator list-not-whole"]],
      ]);
    });

    it("has no complete statement where the aggregator's lists are denied", async () => {
      const { runs } = await collect(["config"], {}, { aggregator: "all" });
      expect(runs.map(({ complete }) => complete)).to.deep.equal([false]);
    });
  });

  describe("Security Hub", () => {
    const rows: [string, object, Partial<ObservedRecord>][] = [
      ["FAILED", {}, { result: "fail", said: "FAILED", severity: "high", workflow: "new", recordState: "active" }],
      ["PASSED", { Compliance: { Status: "PASSED", SecurityControlId: "S3.8" } }, { result: "pass" }],
      [
        "WARNING",
        { Compliance: { Status: "WARNING", SecurityControlId: "S3.8" } },
        { result: "undetermined", said: "WARNING" },
      ],
      ["NOT_AVAILABLE", { Compliance: { Status: "NOT_AVAILABLE" } }, { result: "undetermined", said: "NOT_AVAILABLE" }],
      ["archived", { RecordState: "ARCHIVED" }, { result: "fail", recordState: "archived" }],
      ["suppressed", { Workflow: { Status: "SUPPRESSED" } }, { result: "fail", workflow: "suppressed" }],
      [
        "an empty population, PASSED for the account",
        {
          Compliance: { Status: "PASSED", SecurityControlId: "S3.8" },
          Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012" }],
        },
        { result: "not-applicable", said: "PASSED", reason: "empty-population", subjectType: "AwsAccount" },
      ],
      [
        "a control about the account, PASSED",
        {
          Compliance: { Status: "PASSED", SecurityControlId: "IAM.4" },
          Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012" }],
        },
        { result: "pass", rule: "IAM.4" },
      ],
      [
        "a control about resources, FAILED for the account",
        { Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012" }] },
        { result: "fail" },
      ],
      [
        "another account and region",
        { AwsAccountId: "210987654321", Region: "eu-west-1" },
        { account: "210987654321", region: "eu-west-1" },
      ],
      [
        "fields that are not known",
        { Novelty: { Text: "Jane" }, Severity: { Label: "LOW", Novelty: 1 } },
        { severity: "low" },
      ],
      ["no compliance", { Compliance: undefined, Types: ["TTPs/Discovery"] }, { action: "TTPs" }],
    ];
    for (const [name, changes, wanted] of rows) {
      it(`reads ${name}`, async () => {
        const { observed, runs } = await collect(["security-hub"], hubAnswers(hubFinding(changes)));
        expect(observed).to.have.length(1);
        expect(observed[0]).to.include({ kind: "security-finding", ...wanted });
        if (wanted.result === undefined)
          expect(observed[0]?.result).to.equal("Compliance" in changes ? undefined : "fail");
        expect(runs[0]?.complete).to.equal(true);
      });
    }

    const refused: [string, object][] = [
      ["a status of another time", { Compliance: { Status: "PERHAPS" } }],
      ["a time that is none", { UpdatedAt: "yesterday" }],
      ["a time that is to come", { UpdatedAt: "2027-01-01T00:00:00Z" }],
      ["no resource", { Resources: [] }],
      ["no severity", { Severity: {} }],
    ];
    for (const [name, changes] of refused) {
      it(`does not take ${name}, and is then not complete`, async () => {
        const { observed, runs } = await collect(["security-hub"], hubAnswers(hubFinding(changes)));
        expect(observed).to.deep.equal([]);
        expect(runs[0]).to.deep.include({
          complete: false,
          missing: ["securityhub:GetFindings items-of-no-known-shape"],
        });
      });
    }

    it("tells a finding about three resources three times, and one that is sent twice once", async () => {
      const Resources = ["a", "b", "c"].map((name) => ({ Type: "AwsS3Bucket", Id: `arn:aws:s3:::${name}` }));
      const finding = hubFinding({ Resources });
      const { observed, runs } = await collect(["security-hub"], hubAnswers(finding, finding));
      expect(new Set(observed.map(({ subject }) => subject)).size).to.equal(3);
      expect(new Set(observed.map(({ item }) => item)).size).to.equal(1);
      expect(runs[0]?.calls[0]).to.include({ items: 6, repeated: 3 });
    });

    it("says how old the oldest finding is, as AWS deletes them after 90 days", async () => {
      const old = hubFinding({ UpdatedAt: "2026-08-30T00:00:00Z" });
      expect((await collect(["security-hub"], hubAnswers(hubFinding(), old))).runs[0]?.oldest).to.equal(
        "2026-08-30T00:00:00.000Z",
      );
    });

    it("is undetermined in a region that is denied, and whole in the other", async () => {
      const answers: Answers = {
        "SecurityHub.GetFindings": (_, { headers }) =>
          headers["authorization"]?.includes("/us-west-2/") === true
            ? refusal("AccessDeniedException", 403)
            : { Findings: [hubFinding()] },
      };
      const { runs } = await collect(["security-hub"], answers, { regions: ["us-east-1", "us-west-2"] });
      expect(runs.map(({ region, complete }) => [region, complete])).to.deep.equal([
        ["us-east-1", true],
        ["us-west-2", false],
      ]);
    });

    it("names a bucket as AWS Config's answer does, so that both are told of one subject", async () => {
      const { observed } = await collect(["config", "security-hub"], { ...configAnswers, ...hubAnswers(hubFinding()) });
      const subjects = observed.filter(({ kind, said }) => kind === "security-finding" || said === "COMPLIANT");
      expect(new Set(subjects.map(({ subject }) => subject)).size).to.equal(1);
    });
  });

  describe("GuardDuty", () => {
    it("tells threats, of a real type's signs too", async () => {
      const { observed, runs } = await collect(["guardduty"], guardDutyAnswers(threat()));
      expect(observed[0]).to.deep.include({
        kind: "threat",
        action: "Backdoor:EC2/C&CActivity.B!DNS",
        severity: "high",
        recordState: "active",
        detail: { count: 3 },
        subjectType: "AwsEc2Instance",
      });
      expect(runs[0]?.complete).to.equal(true);
    });

    it("shows nothing where no detector is", async () => {
      const { runs } = await collect(["guardduty"], { "GuardDuty.ListDetectors": () => ({ detectorIds: [] }) });
      expect(runs[0]).to.deep.include({ complete: false, missing: ["guardduty not-enabled"] });
    });
  });

  describe("CloudTrail", () => {
    const period = { from: new Date(START), to: new Date(START + 4 * HOUR_MS) };
    const rows: [string, Partial<World>, string[], object][] = [
      ["a chain that holds", {}, ["pass", "pass", "pass", "pass"], { complete: true }],
      [
        "a log file that was changed",
        { alter: "log-" },
        ["fail log-altered", "pass", "pass", "pass"],
        { complete: true },
      ],
      ["a log file that is gone", { remove: "log-" }, ["fail log-missing", "pass", "pass", "pass"], { complete: true }],
      [
        "a log file that may not be read",
        { deny: "log-" },
        ["pass", "pass", "pass", "undetermined log-unread"],
        { complete: false, missing: ["s3:GetObject denied"] },
      ],
      [
        "a digest that is gone",
        { remove: "T020000Z" },
        ["fail previous-missing", "pass", "pass", "undetermined hour-not-covered"],
        { complete: true },
      ],
      [
        "validation that is off",
        { validation: false },
        [],
        { complete: false, missing: ["cloudtrail validation-off"] },
      ],
    ];
    for (const [name, changes, wanted, statement] of rows) {
      it(`tells ${name}`, async () => {
        const { observed, runs, text } = await collect(["cloudtrail"], trailAnswers(changes), { period });
        const told = observed.map(({ result, reason }) => (reason === undefined ? result : `${result} ${reason}`));
        expect(told.sort()).to.deep.equal([...wanted].sort());
        expect(runs[0]).to.deep.include(statement);
        expect(text).to.not.match(/trail-bucket|main/);
      });
    }

    it("is not complete where there is no trail, or it may not be asked for", async () => {
      const none = { ...trailAnswers({}), "CloudTrail.DescribeTrails": () => ({ trailList: [] }) };
      expect((await collect(["cloudtrail"], none, { period })).runs[0]?.missing).to.deep.equal(["cloudtrail no-trail"]);
      const denied = (await collect(["cloudtrail"], {}, { period })).runs[0]?.missing;
      expect(denied).to.include("cloudtrail:DescribeTrails denied");
    });
  });

  it("gives each record of every source the request whose answer told it, as AWS numbered it", async () => {
    const period = { from: new Date(START), to: new Date(START + 4 * HOUR_MS) };
    const sources = ["config", "security-hub", "guardduty", "cloudtrail"] as const;
    const answers = {
      ...configAnswers,
      ...hubAnswers(hubFinding()),
      ...guardDutyAnswers(threat()),
      ...trailAnswers({}),
    };
    const { observed, runs, sent } = await collect(sources, answers, { period, withHistory: true });
    const kinds = observed.map(({ kind }) => kind);
    const all = [
      "config-compliance",
      "config-history",
      "conformance-pack",
      "security-finding",
      "threat",
      "trail-digest",
    ];
    expect(kinds).to.include.members(all);
    for (const { call = "", request = "", kind, runId } of observed) {
      const asked = sent[Number(request.slice(-12)) - 1]!;
      expect(operationOf(asked).toLowerCase(), kind).to.equal(call.replace(":", ".").toLowerCase());
      const run = runs.find((one) => one.runId === runId);
      expect(run?.calls.map((one) => one.call)).to.include(call);
    }
    for (const { calls } of runs)
      for (const { firstRequest, lastRequest } of calls) expect([firstRequest, lastRequest]).to.not.include(undefined);
  });

  it("lets none of the canaries into a record, a name of a file or a statement", async () => {
    const sources = ["config", "security-hub", "guardduty", "cloudtrail"] as const;
    const answers = {
      ...configAnswers,
      ...hubAnswers(hubFindingWithCanaries),
      ...guardDutyAnswers(threatWithCanaries),
    };
    const { text, observed } = await collect(sources, answers, { withHistory: true });
    expect(observed.map(({ kind }) => kind)).to.include.members([
      "config-compliance",
      "config-history",
      "security-finding",
      "threat",
    ]);
    expect(observed.filter(({ kind }) => kind === "security-finding")).to.have.length(3);
    for (const canary of CANARIES) {
      expect(text.toLowerCase(), canary).to.not.contain(canary);
      expect(readdirSync(out, { recursive: true }).join(" ").toLowerCase(), canary).to.not.contain(canary);
    }
  });

  it("leaves out who the session of a role belongs to", () => {
    expect(principalOf("arn:aws:sts::123456789012:assumed-role/auditor/jane.roe@example.test")).to.equal(
      "arn:aws:sts::123456789012:assumed-role/auditor",
    );
    expect(principalOf("arn:aws:iam::123456789012:user/auditor")).to.equal("arn:aws:iam::123456789012:user/auditor");
  });
});
