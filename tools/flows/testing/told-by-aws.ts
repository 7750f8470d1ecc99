import type { Answers } from "./aws-answers";

/** Made-up names and record numbers, in every place of an answer where people can write. None may be in a record. */
export const CANARIES = ["jane", "roe", "84312345", "1961-04-02", "555-0142", "lupus"] as const;
const TEXT = "Jane Roe, MRN 84312345, born 1961-04-02, 555-0142, lupus";
const SLUG = "jane-roe-mrn-84312345";

export const hubFinding = (changes: object = {}): Record<string, unknown> => ({
  SchemaVersion: "2018-10-08",
  Id: "arn:aws:securityhub:us-east-1:123456789012:security-control/S3.8/finding/1",
  ProductArn: "arn:aws:securityhub:us-east-1::product/aws/securityhub",
  ProductName: "Security Hub",
  GeneratorId: "security-control/S3.8",
  AwsAccountId: "123456789012",
  Region: "us-east-1",
  Types: ["Software and Configuration Checks/Industry and Regulatory Standards"],
  CreatedAt: "2026-09-01T09:59:58.123Z",
  UpdatedAt: "2026-11-20T09:59:58.123Z",
  Severity: { Label: "HIGH", Normalized: 70 },
  Title: "S3 buckets block public access",
  Description: "d",
  Compliance: { Status: "FAILED", SecurityControlId: "S3.8" },
  Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::records" }],
  RecordState: "ACTIVE",
  Workflow: { Status: "NEW" },
  ...changes,
});

/** Canaries in 18 places of a finding. */
export const hubFindingWithCanaries = hubFinding({
  Id: `${SLUG}/finding`,
  ProductArn: `arn:aws:securityhub:us-east-1:123456789012:product/123456789012/${SLUG}`,
  ProductName: TEXT,
  CompanyName: TEXT,
  GeneratorId: SLUG,
  Types: [`Software and Configuration Checks/${TEXT}/${TEXT}`],
  Title: TEXT,
  Description: TEXT,
  SourceUrl: `https://example.test/${SLUG}`,
  Remediation: { Recommendation: { Text: TEXT, Url: `https://example.test/${SLUG}` } },
  ProductFields: { [SLUG]: TEXT },
  UserDefinedFields: { patient: TEXT },
  Note: { Text: TEXT, UpdatedBy: TEXT, UpdatedAt: "2026-11-20T09:59:58.123Z" },
  Compliance: { Status: "FAILED", SecurityControlId: SLUG, StatusReasons: [{ ReasonCode: SLUG, Description: TEXT }] },
  Resources: [
    {
      Type: "AwsS3Object",
      Id: `arn:aws:s3:::records/${SLUG}.json`,
      Tags: { patient: TEXT },
      Details: { Other: { mrn: TEXT } },
    },
    { Type: "AwsDynamoDbTable", Id: `arn:aws:dynamodb:us-east-1:123456789012:table/${SLUG}` },
    { Type: `Custom${TEXT}`, Id: TEXT },
  ],
  Process: { Name: TEXT, Path: `/home/${SLUG}` },
  Network: { DestinationDomain: `${SLUG}.example.test` },
});

export const threat = (changes: object = {}): object => ({
  schemaVersion: "2.0",
  id: "0123456789abcdef",
  arn: "arn:aws:guardduty:us-east-1:123456789012:detector/d/finding/f",
  accountId: "123456789012",
  region: "us-east-1",
  type: "Backdoor:EC2/C&CActivity.B!DNS",
  severity: 8,
  createdAt: "2026-11-01T09:59:58.123Z",
  updatedAt: "2026-11-20T09:59:58.123Z",
  resource: { resourceType: "Instance", instanceDetails: { instanceId: "i-0123456789abcdef0" } },
  service: { count: 3, archived: false },
  ...changes,
});

/** Canaries in 10 places of a finding. */
export const threatWithCanaries = threat({
  id: SLUG,
  arn: `arn:aws:guardduty:us-east-1:123456789012:detector/d/finding/${SLUG}`,
  type: "Exfiltration:S3/AnomalousBehavior",
  title: TEXT,
  description: TEXT,
  resource: {
    resourceType: "S3Bucket",
    s3BucketDetails: [{ arn: `arn:aws:s3:::${SLUG}`, name: SLUG, tags: [{ key: TEXT, value: TEXT }] }],
    accessKeyDetails: { userName: TEXT, principalId: SLUG },
  },
  service: {
    count: 1,
    archived: true,
    userFeedback: TEXT,
    action: { actionType: "AWS_API_CALL", awsApiCallAction: { api: "GetObject", userAgent: TEXT, errorCode: SLUG } },
  },
});

const seconds = (iso: string): number => Date.parse(iso) / 1000;

export const evaluationOf = (rule: string, type: string, id: string, said: string): object => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ConfigRuleName: rule, ResourceType: type, ResourceId: id },
    OrderingTimestamp: seconds("2026-11-20T08:00:00Z"),
  },
  ComplianceType: said,
  ResultRecordedTime: seconds("2026-11-20T08:00:01Z"),
  ConfigRuleInvokedTime: seconds("2026-11-20T08:00:00Z"),
  Annotation: TEXT,
  ResultToken: SLUG,
});

/** AWS Config with a rule of AWS and one of somebody's own, whose results come in two pages. Canaries in 8 places. */
export const configAnswers: Answers = {
  "Config.DescribeConfigurationRecorderStatus": () => ({
    ConfigurationRecordersStatus: [{ name: SLUG, recording: true, lastStatus: "SUCCESS", lastErrorMessage: TEXT }],
  }),
  "Config.DescribeConfigRules": ({ NextToken }) =>
    NextToken === undefined
      ? {
          ConfigRules: [
            {
              ConfigRuleName: "encrypted",
              Description: TEXT,
              Source: { Owner: "AWS", SourceIdentifier: "S3_DEFAULT_ENCRYPTION_KMS" },
            },
          ],
          NextToken: "second",
        }
      : {
          ConfigRules: [
            {
              ConfigRuleName: "own",
              InputParameters: TEXT,
              Source: { Owner: "CUSTOM_LAMBDA", SourceIdentifier: SLUG },
            },
          ],
        },
  "Config.GetComplianceDetailsByConfigRule": ({ ConfigRuleName, NextToken }) => {
    if (ConfigRuleName === "own") return { EvaluationResults: [] };
    const of = (id: string, said: string): object => evaluationOf("encrypted", "AWS::S3::Bucket", id, said);
    return NextToken === undefined
      ? { EvaluationResults: [of("records", "COMPLIANT"), of(SLUG, "NON_COMPLIANT")], NextToken: "more" }
      : { EvaluationResults: [of("logs", "NOT_APPLICABLE"), of("late", "INSUFFICIENT_DATA")] };
  },
  "Config.DescribeConformancePacks": () => ({
    ConformancePackDetails: [
      { ConformancePackName: "hipaa", ConformancePackArn: "arn:aws:config:x", ConformancePackId: "p", CreatedBy: TEXT },
    ],
  }),
  "Config.DescribeConformancePackCompliance": () => ({
    ConformancePackName: "hipaa",
    ConformancePackRuleComplianceList: [
      { ConfigRuleName: "encrypted", ComplianceType: "NON_COMPLIANT", Controls: [TEXT] },
    ],
  }),
  "Config.GetResourceConfigHistory": ({ resourceId }) => ({
    configurationItems: ["2026-11-20T08:00:01Z", "2026-11-01T08:00:01Z"].map((at, index) => ({
      configurationItemCaptureTime: seconds(at),
      configurationItemStatus: index === 0 ? "OK" : "ResourceDiscovered",
      configurationStateId: `${index}`,
      resourceId,
      resourceName: SLUG,
      tags: { patient: TEXT },
      configuration: JSON.stringify({
        complianceType: index === 0 ? "COMPLIANT" : "NON_COMPLIANT",
        targetResourceId: SLUG,
      }),
    })),
  }),
};

export const hubAnswers = (...findings: object[]): Answers => ({
  "SecurityHub.GetFindings": () => ({ Findings: findings }),
});

export const guardDutyAnswers = (...findings: object[]): Answers => ({
  "GuardDuty.ListDetectors": () => ({ detectorIds: ["d1"] }),
  "GuardDuty.ListFindings": () => ({ findingIds: findings.map((_, index) => `f${index}`) }),
  "GuardDuty.GetFindings": () => ({ findings }),
});
