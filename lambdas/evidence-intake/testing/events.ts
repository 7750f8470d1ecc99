import { auditEvent } from "../../../reports/model/audit-event";

/** Events as AWS sends them, made up. */
const EVENT = {
  version: "0",
  id: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
  account: "123456789012",
  region: "us-east-1",
  time: "2026-11-22T10:00:00Z",
  resources: [],
};

export const audit = auditEvent({
  at: "2026-11-22T09:59:59.000Z",
  actor: "function:consent-check",
  action: "consent.checked",
  outcome: "denied",
  subject: "0f".repeat(32),
  workload: "phi-pipeline",
});

export const auditMessage = {
  ...EVENT,
  source: "phiguard.phi-pipeline",
  "detail-type": "Audit event",
  detail: audit,
};

export const complianceMessage = {
  ...EVENT,
  source: "aws.config",
  "detail-type": "Config Rules Compliance Change",
  detail: {
    resourceId: "Jane Roe bucket",
    awsRegion: "us-east-1",
    awsAccountId: "123456789012",
    configRuleName: "s3-bucket-public-read-prohibited-conformance-pack-abc",
    recordVersion: "1.0",
    configRuleARN: "arn:aws:config:us-east-1:123456789012:config-rule/config-rule-abc",
    messageType: "ComplianceChangeNotification",
    newEvaluationResult: {
      evaluationResultIdentifier: {},
      complianceType: "NON_COMPLIANT",
      resultRecordedTime: "2026-11-22T09:59:58.123Z",
      configRuleInvokedTime: "2026-11-22T09:59:57.123Z",
    },
    notificationCreationTime: "2026-11-22T09:59:59.123Z",
    resourceType: "AWS::S3::Bucket",
  },
};

export const findingMessage = {
  ...EVENT,
  source: "aws.securityhub",
  "detail-type": "Security Hub Findings - Imported",
  detail: {
    findings: [
      {
        Id: "arn:aws:securityhub:us-east-1:123456789012:security-control/S3.8/finding/1",
        ProductName: "Security Hub",
        Title: "Jane Roe",
        Types: ["Software and Configuration Checks/Industry and Regulatory Standards"],
        UpdatedAt: "2026-11-22T09:59:58.123Z",
        Severity: { Label: "HIGH", Normalized: 70 },
        Compliance: { Status: "FAILED", SecurityControlId: "S3.8" },
        Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::phiguard-dev-fhir-input/jane-roe.json" }],
        RecordState: "ACTIVE",
        Workflow: { Status: "NEW" },
      },
    ],
  },
};

export const threatMessage = {
  ...EVENT,
  source: "aws.guardduty",
  "detail-type": "GuardDuty Finding",
  detail: {
    id: "abc",
    type: "Exfiltration:S3/AnomalousBehavior",
    severity: 8,
    updatedAt: "2026-11-22T09:59:58.123Z",
    title: "Jane Roe",
    resource: { resourceType: "AccessKey", accessKeyDetails: { userName: "Jane Roe" } },
    service: { count: 2, archived: false },
  },
};

export const backupMessage = {
  ...EVENT,
  source: "aws.backup",
  "detail-type": "Backup Job State Change",
  detail: {
    backupJobId: "1",
    backupVaultArn: "arn:aws:backup:us-east-1:123456789012:backup-vault:phiguard-dev-records",
    resourceArn: "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-dev-consents",
    resourceType: "DynamoDB",
    state: "COMPLETED",
    backupSizeInBytes: "1024",
    completionDate: "2026-11-22T09:59:58.123Z",
  },
};
