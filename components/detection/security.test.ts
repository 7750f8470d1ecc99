import { expect } from "chai";
import { matchesEvent } from "../testing/event-match";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { ComplianceScore, complianceRoles } from "./compliance-score";
import { findingKinds } from "./finding-patterns";
import { FindingRoutes } from "./finding-routes";
import { guardrailPolicies, LONGEST_GUARDRAIL } from "./guardrail-policies";
import { Guardrails } from "./guardrails";
import { Insights } from "./insights";
import { WebAcl, type WebAclArgs } from "./web-acl";

const site = testSite();
const tags = { t: "v" };

describe("ComplianceScore", () => {
  it("asks each hour for the score of its own pack, and keeps calls that fail", async () => {
    const planned = await plan(() => {
      const kept = { packName: "the-pack", kmsKeyArn: "arn:key", logRetentionDays: 365, alarmTopicArn: "arn:topic" };
      return new ComplianceScore("c", { site, tags, roles: complianceRoles("c", { site, tags }, {}), ...kept });
    });
    const { inputs } = only(planned, "aws:scheduler/schedule:Schedule");
    expect(inputs.scheduleExpression).to.equal("rate(1 hour)");
    expect(inputs.target.deadLetterConfig.arn).to.match(/:phiguard-test-compliance-score-dlq$/);
    expect(only(planned, "aws:lambda/function:Function").inputs.environment.variables).to.deep.equal({
      ENVIRONMENT: "test",
      PACK_NAME: "the-pack",
    });
  });
});

describe("findingKinds", () => {
  const hub = (finding: object): object => ({
    source: "aws.securityhub",
    "detail-type": "Security Hub Findings - Imported",
    detail: {
      findings: [
        {
          Severity: { Label: "HIGH" },
          Workflow: { Status: "NEW" },
          RecordState: "ACTIVE",
          ProductName: "Security Hub",
          Region: "us-east-1",
          ...finding,
        },
      ],
    },
  });
  const threat = (severity: number): object => ({
    source: "aws.guardduty",
    "detail-type": "GuardDuty Finding",
    detail: { severity },
  });
  const compliance = (complianceType: string): object => ({
    source: "aws.config",
    "detail-type": "Config Rules Compliance Change",
    detail: { messageType: "ComplianceChangeNotification", newEvaluationResult: { complianceType } },
  });
  const macie = (description: string, archived = false): object => ({
    source: "aws.macie",
    "detail-type": "Macie Finding",
    detail: { severity: { description }, archived },
  });
  const vulnerability = (severity: string, status = "ACTIVE"): object => ({
    source: "aws.inspector2",
    "detail-type": "Inspector2 Finding",
    detail: { severity, status },
  });
  const rows: [string, object, string[]][] = [
    ["a threat of severity 4", threat(4), ["findings-guardduty"]],
    ["a threat of severity 3.9", threat(3.9), []],
    ["a failed control", hub({}), ["findings-securityhub"]],
    ["a failed control of medium severity", hub({ Severity: { Label: "MEDIUM" } }), []],
    ["a failed control that somebody works on", hub({ Workflow: { Status: "NOTIFIED" } }), []],
    ["a threat of this region, which GuardDuty tells of itself", hub({ ProductName: "GuardDuty" }), []],
    ["a threat of another region", hub({ ProductName: "GuardDuty", Region: "us-west-2" }), ["findings-securityhub"]],
    ["a resource that no longer complies", compliance("NON_COMPLIANT"), ["findings-config"]],
    ["a resource that complies again", compliance("COMPLIANT"), []],
    ["sensitive data where none should be", macie("High"), ["findings-macie"]],
    ["sensitive data that a filter expects", macie("High", true), []],
    ["a critical vulnerability", vulnerability("CRITICAL"), ["findings-inspector"]],
    ["a medium vulnerability", vulnerability("MEDIUM"), []],
    ["a vulnerability that is closed", vulnerability("CRITICAL", "CLOSED"), []],
    ["a call of the trail", { source: "aws.sts", "detail-type": "AWS API Call via CloudTrail", detail: {} }, []],
  ];
  const kinds = findingKinds("us-east-1");
  for (const [what, event, told] of rows) {
    it(`${told.length === 0 ? "leaves" : "tells of"} ${what}`, () => {
      expect(kinds.filter(({ pattern }) => matchesEvent(pattern, event)).map(({ role }) => role)).to.deep.equal(told);
    });
  }

  it("says which finding it is, and neither whose record nor which file", () => {
    for (const { role, says } of kinds) {
      for (const path of Object.values(says))
        expect(path, role).to.not.match(/resourceId|\.key|tags|\.detail\.description|title/i);
    }
  });
});

describe("FindingRoutes", () => {
  it("sends a named message for each kind to the topic, and what fails to one queue", async () => {
    const planned = await plan(
      () => new FindingRoutes("f", { site, tags, topicArn: "arn:topic", kmsKeyArn: "arn:key" }),
    );
    const rules = ofType(planned, "aws:cloudwatch/eventRule:EventRule");
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget");
    expect(rules).to.have.length(findingKinds("us-east-1").length);
    for (const { inputs } of targets) {
      expect(inputs).to.deep.include({
        arn: "arn:topic",
        deadLetterConfig: { arn: "arn:aws:test:us-east-1:123456789012:f-dlq-queue" },
      });
      const { inputPaths, inputTemplate } = inputs.inputTransformer;
      const fields = [...String(inputTemplate).matchAll(/<(\w+)>/g)].map(([, field]) => field);
      expect(fields).to.have.members(Object.keys(inputPaths));
      expect(() => JSON.parse(String(inputTemplate).replaceAll(/<\w+>/g, '"x"')) as unknown).to.not.throw();
    }
    const policy = JSON.parse(only(planned, "aws:sqs/queuePolicy:QueuePolicy").inputs.policy);
    expect(policy.Statement[0].Condition.ArnEquals["aws:SourceArn"]).to.deep.equal(
      rules.map(({ inputs }) => `arn:aws:events:us-east-1:123456789012:rule/${inputs.name}`),
    );
  });
});

describe("WebAcl", () => {
  const args: WebAclArgs = { site, tags, requestsAMinute: 1000, kmsKeyArn: "arn:key", logRetentionDays: 365 };

  it("limits an address, then asks AWS's groups, which block", async () => {
    const { inputs } = only(await plan(() => new WebAcl("w", args)), "aws:wafv2/webAcl:WebAcl");
    const [rate, ...groups] = inputs.rules;
    expect(rate.statement.rateBasedStatement).to.deep.equal({
      limit: 1000,
      aggregateKeyType: "IP",
      evaluationWindowSec: 60,
    });
    expect(groups.map((rule: { name: string }) => rule.name)).to.include("AWSManagedRulesKnownBadInputsRuleSet");
    for (const rule of groups) expect(rule.overrideAction, rule.name).to.deep.equal({ none: {} });
    const priorities = inputs.rules.map((rule: { priority: number }) => rule.priority);
    expect(new Set(priorities).size).to.equal(priorities.length);
    for (const rule of inputs.rules) {
      expect(rule.visibilityConfig.metricName).to.match(/^[A-Za-z0-9_-]{1,128}$/);
      expect(rule.visibilityConfig.sampledRequestsEnabled, "samples hold whole requests").to.equal(false);
    }
  });

  it("logs to an encrypted group, without credentials and without what names a patient", async () => {
    const planned = await plan(() => new WebAcl("w", args));
    const group = only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs;
    expect(group).to.include({ kmsKeyId: "arn:key", retentionInDays: 365 });
    expect(group.name).to.match(/^aws-waf-logs-/);
    const logging = only(planned, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs;
    expect(logging.redactedFields).to.deep.include.members([
      { singleHeader: { name: "authorization" } },
      { queryString: {} },
      { uriPath: {} },
    ]);
    const policy = JSON.parse(
      only(planned, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy").inputs.policyDocument,
    );
    expect(policy.Statement[0]).to.deep.include({ Principal: { Service: "delivery.logs.amazonaws.com" } });
    expect(policy.Statement[0].Resource).to.equal(
      `arn:aws:logs:us-east-1:123456789012:log-group:${group.name}:log-stream:*`,
    );
  });

  it("refuses a rate below AWS WAF's least", async () => {
    expect(await refusal(() => new WebAcl("w", { ...args, requestsAMinute: 9 }))).to.contain(
      "requestsAMinute must be a whole number in [10, 2000000000]; got 9",
    );
  });
});

describe("Insights", () => {
  it("asks for open findings alone, within ten filters", async () => {
    const planned = await plan(() => new Insights("i", { site, dependsOn: [] }));
    for (const { inputs } of ofType(planned, "aws:securityhub/insight:Insight")) {
      expect(inputs.filters.recordStates).to.deep.equal([{ comparison: "EQUALS", value: "ACTIVE" }]);
      expect(Object.keys(inputs.filters).length).to.be.at.most(10);
    }
  });
});

describe("guardrailPolicies", () => {
  const facts = { regions: ["us-east-1", "us-west-2"], deployerArns: ["arn:aws:iam::*:role/phiguard-deploy"] };
  const policies = guardrailPolicies(facts);

  it("are four, so that AWS's own fits beside them, each within its length", () => {
    expect(policies.map(({ role }) => role)).to.deep.equal(["account", "detection", "records", "regions"]);
    for (const { role, content } of policies) expect(content.length, role).to.be.at.most(LONGEST_GUARDRAIL);
  });

  it("only deny", () => {
    for (const { role, content } of policies) {
      const { Statement } = JSON.parse(content) as { Statement: Record<string, unknown>[] };
      for (const statement of Statement) {
        expect(statement["Effect"], role).to.equal("Deny");
        expect(statement["Resource"], role).to.equal("*");
        expect(statement).to.not.have.property("Principal");
        expect(statement["Sid"]).to.match(/^[A-Za-z0-9]+$/);
      }
    }
  });

  it("let nobody lift a lock, and nobody but the deployer change what watches", () => {
    const statement = (sid: string): { Action: string[]; Condition?: object } | undefined =>
      policies
        .flatMap(({ content }) => (JSON.parse(content) as { Statement: { Sid: string; Action: string[] }[] }).Statement)
        .find(({ Sid }) => Sid === sid);
    expect(statement("KeepLocks")).to.not.have.property("Condition");
    expect(statement("KeepLocks")?.Action).to.include("s3:BypassGovernanceRetention");
    expect(statement("KeepWatching")?.Action).to.include.members([
      "cloudtrail:StopLogging",
      "guardduty:DeleteDetector",
    ]);
    expect(statement("KeepWatching")?.Condition).to.deep.equal({
      ArnNotLike: { "aws:PrincipalArn": facts.deployerArns },
    });
    expect(statement("KnownRegionsAlone")).to.deep.include({
      Condition: { StringNotEquals: { "aws:RequestedRegion": facts.regions } },
    });
  });

  it("are attached to every target", async () => {
    const targets = ["ou-ab12-11111111", "123456789012"];
    const planned = await plan(() => new Guardrails("g", { site, tags, targets, ...facts }));
    expect(ofType(planned, "aws:organizations/policy:Policy")).to.have.length(4);
    const attached = ofType(planned, "aws:organizations/policyAttachment:PolicyAttachment");
    expect(new Set(attached.map(({ inputs }) => `${inputs.policyId} ${inputs.targetId}`)).size).to.equal(8);
  });
});
