import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { AccountAlarms } from "./account-alarms";
import { ALARM_PATTERNS } from "./alarm-patterns";
import { AuditTrail, type AuditTrailArgs } from "./audit-trail";
import { trailSelectors } from "./trail-selectors";

const site = testSite();
const args: AuditTrailArgs = {
  site,
  workload: "foundation",
  kmsKeyArn: "arn:key",
  accessLogBucket: "logs",
  logBucketArns: ["arn:aws:s3:::logs"],
  retentionDays: 2557,
  logRetentionDays: 2557,
  replicated: false,
};

describe("AuditTrail", () => {
  it("records all regions, validated and encrypted, with data events and insights", async () => {
    const { inputs } = only(await plan(() => new AuditTrail("a", args)), "aws:cloudtrail/trail:Trail");
    expect(inputs).to.deep.include({
      name: "phiguard-test-audit",
      kmsKeyId: "arn:key",
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      s3BucketName: "phiguard-test-audit-123456789012-us-east-1",
      cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:/phiguard/test/audit:*",
      snsTopicName: "phiguard-test-audit-delivery",
      insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
    });
    expect(inputs.advancedEventSelectors).to.deep.equal(
      trailSelectors(["arn:aws:s3:::phiguard-test-audit-123456789012-us-east-1", "arn:aws:s3:::logs"]),
    );
  });

  it("locks its files in compliance mode for seven years, cold but readable after 90 days", async () => {
    const planned = await plan(() => new AuditTrail("a", args));
    const lock = only(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    expect(lock.inputs.rule).to.deep.equal({ defaultRetention: { mode: "COMPLIANCE", days: 2557 } });
    const [keep] = only(planned, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules;
    expect(keep.transitions).to.deep.equal([{ days: 90, storageClass: "GLACIER_IR" }]);
    expect(only(planned, "aws:s3/bucket:Bucket").inputs.tags).to.include({
      "phiguard:purpose": "audit",
      RetentionYears: "7",
    });
  });

  it("writes its files to a log archive where one is named, and keeps log group and notices", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:999988887777:key/0a1b";
    const planned = await plan(
      () => new AuditTrail("a", { ...args, archive: { bucketName: "archive-files", kmsKeyArn } }),
    );
    const { inputs } = only(planned, "aws:cloudtrail/trail:Trail");
    expect(inputs).to.include({ s3BucketName: "archive-files", kmsKeyId: kmsKeyArn });
    expect(inputs.cloudWatchLogsGroupArn).to.contain(":log-group:/phiguard/test/audit:*");
    expect(inputs.advancedEventSelectors).to.deep.equal(
      trailSelectors(["arn:aws:s3:::archive-files", "arn:aws:s3:::logs"]),
    );
    expect(ofType(planned, "aws:s3/bucket:Bucket")).to.be.empty;
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId).to.equal("arn:key");
  });

  it("writes to the one log group and nowhere else", async () => {
    const { Statement } = JSON.parse(
      only(await plan(() => new AuditTrail("a", args)), "aws:iam/policy:Policy").inputs.policy,
    );
    expect(Statement.map((s: { Resource: string }) => s.Resource)).to.deep.equal([
      "arn:aws:logs:us-east-1:123456789012:log-group:/phiguard/test/audit:log-stream:123456789012_CloudTrail_us-east-1*",
    ]);
  });

  const refused: [Partial<AuditTrailArgs>, string][] = [
    [{ retentionDays: 2191 }, 'AuditTrail "a": retentionDays must be a whole number in [2192, 36500]; got 2191'],
    [{ logRetentionDays: 365 }, "logRetentionDays must be a whole number in [2192, 3653]; got 365"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      expect(await refusal(() => new AuditTrail("a", { ...args, ...change }))).to.contain(message);
    });
  }
});

describe("trailSelectors", () => {
  const selectors = trailSelectors(["arn:aws:s3:::logs"]);

  it("takes all management events", () => {
    expect(selectors[0]?.fieldSelectors).to.deep.equal([{ field: "eventCategory", equals: ["Management"] }]);
  });

  it("takes reads and writes of every kind of store, one selector each", () => {
    const types = selectors
      .slice(1)
      .map((s) => s.fieldSelectors.find(({ field }) => field === "resources.type")?.equals);
    expect(types).to.deep.include.members([
      ["AWS::S3::Object"],
      ["AWS::DynamoDB::Table"],
      ["AWS::MedicalImaging::Datastore"],
    ]);
    for (const { fieldSelectors } of selectors)
      expect(fieldSelectors.map(({ field }) => field)).to.not.include("readOnly");
  });

  it("leaves out objects of the log buckets, and no bucket whose name merely begins alike", () => {
    const left = selectors.flatMap(({ fieldSelectors }) => fieldSelectors.flatMap((f) => f.notStartsWiths ?? []));
    expect(left).to.deep.equal(["arn:aws:s3:::logs/"]);
  });
});

describe("AccountAlarms", () => {
  it("has a filter and an alarm with an action for each pattern", async () => {
    const planned = await plan(
      () => new AccountAlarms("x", { site, tags: { t: "v" }, logGroupName: "/audit", topicArn: "arn:topic" }),
    );
    const filters = ofType(planned, "aws:cloudwatch/logMetricFilter:LogMetricFilter");
    const alarms = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(filters).to.have.length(ALARM_PATTERNS.length);
    for (const { role, threshold } of ALARM_PATTERNS) {
      const filter = filters.find(({ inputs }) => inputs.name === `phiguard-test-${role}`);
      const alarm = alarms.find(({ inputs }) => inputs.name === `phiguard-test-${role}`);
      expect(filter?.inputs.logGroupName, role).to.equal("/audit");
      expect(alarm?.inputs, role).to.deep.include({
        alarmActions: ["arn:topic"],
        threshold,
        treatMissingData: "notBreaching",
      });
      expect(alarm?.inputs.metricName, role).to.equal(filter?.inputs.metricTransformation.name);
      expect(alarm?.inputs.namespace, role).to.equal(filter?.inputs.metricTransformation.namespace);
    }
  });

  for (const { role, pattern } of ALARM_PATTERNS) {
    it(`${role} fits into a filter pattern and closes what it opens`, () => {
      expect(pattern.length).to.be.at.most(1024);
      const count = (sign: string): number => pattern.split(sign).length - 1;
      expect(count("(")).to.equal(count(")"));
      expect(pattern).to.match(/^\{ .* \}$/);
    });
  }
});
