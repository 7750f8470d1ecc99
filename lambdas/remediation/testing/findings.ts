import { auditEvent } from "../../../reports/model/audit-event";
import { UNUSUAL } from "../../access-score/contract";

/** Findings as AWS sends them, made up; their texts must go nowhere. */
const EVENT = {
  version: "0",
  id: "0b9c7a6e-7a57-4b7e-9c53-6a3c4d0f8b11",
  account: "123456789012",
  region: "us-east-1",
  time: "2026-11-22T10:00:00Z",
  resources: [],
};

export const threat = (type: string, resource: object): object => ({
  ...EVENT,
  source: "aws.guardduty",
  "detail-type": "GuardDuty Finding",
  detail: {
    type,
    severity: 8,
    title: "Jane Roe",
    description: "Jane Roe",
    resource,
    service: { archived: false, count: 1 },
  },
});

export const hub = (finding: object): object => ({
  ...EVENT,
  source: "aws.securityhub",
  "detail-type": "Security Hub Findings - Imported",
  detail: {
    findings: [{ Title: "Jane Roe", Workflow: { Status: "NEW" }, RecordState: "ACTIVE", ...finding }],
  },
});

/** A control of Security Hub that a resource fails. */
export const failed = (control: string, type: string, id: string): object =>
  hub({
    ProductName: "Security Hub",
    Compliance: { Status: "FAILED", SecurityControlId: control },
    Resources: [{ Type: type, Id: id }],
  });

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-db-AbCdEf";
const PLACE = "us-east-1:123456789012";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/** A caller of the FHIR API, as keyed hashes name people. */
export const CALLER = "c0".repeat(32);

export const alert = (caller: string): object => ({
  ...EVENT,
  source: "phiguard.fhir-api",
  "detail-type": "Audit event",
  detail: auditEvent({
    at: "2026-11-22T10:00:00.000Z",
    actor: "function:access-score",
    action: UNUSUAL,
    outcome: "success",
    subject: caller,
    workload: "fhir-api",
    detail: { score: 0.93, suspendHours: 24, bulkNow: 0.8 },
  }),
});

export const compliance = (configRuleName: string, resource: object, complianceType = "NON_COMPLIANT"): object => ({
  ...EVENT,
  source: "aws.config",
  "detail-type": "Config Rules Compliance Change",
  detail: {
    messageType: "ComplianceChangeNotification",
    configRuleName,
    ...resource,
    newEvaluationResult: { complianceType },
  },
});

const imageCall = (imageId: string, launchPermission: object): object => ({
  ...EVENT,
  source: "aws.ec2",
  "detail-type": "AWS API Call via CloudTrail",
  detail: {
    eventSource: "ec2.amazonaws.com",
    eventName: "ModifyImageAttribute",
    userIdentity: { type: "IAMUser", userName: "Jane Roe" },
    requestParameters: { imageId, launchPermission, attributeType: "launchPermission" },
  },
});

/** A call by which everybody may start instances of an image, as CloudTrail tells of it, and one that ends it. */
export const sharing = (imageId: string): object =>
  imageCall(imageId, { add: { items: [{ userId: "210987654321" }, { group: "all" }] } });
export const unsharing = (imageId: string): object => imageCall(imageId, { remove: { items: [{ group: "all" }] } });

export const events = {
  unusualAccess: alert(CALLER),
  openBucket: threat("Policy:S3/BucketAnonymousAccessGranted", {
    resourceType: "S3Bucket",
    s3BucketDetails: [{ name: "phiguard-test-web", tags: [{ key: "phiguard:classification", value: "internal" }] }],
  }),
  miner: threat("CryptoCurrency:EC2/BitcoinTool.B", {
    resourceType: "Instance",
    instanceDetails: { instanceId: "i-0123456789abcdef0" },
  }),
  exfiltration: threat("Exfiltration:S3/AnomalousBehavior", {
    resourceType: "AccessKey",
    accessKeyDetails: { userName: "phiguard-test-reader", userType: "AssumedRole", principalId: "Jane Roe" },
  }),
  staleSecret: failed("SecretsManager.4", "AwsSecretsManagerSecret", SECRET),
  openKey: hub({ ProductName: "IAM Access Analyzer", Resources: [{ Type: "AwsKmsKey", Id: KEY }] }),
  publicBucketRule: compliance("s3-bucket-public-read-prohibited-conformance-pack-abc", {
    resourceType: "AWS::S3::Bucket",
    resourceId: "phiguard-test-web",
  }),
  openPort: failed("EC2.13", "AwsEc2SecurityGroup", `arn:aws:ec2:${PLACE}:security-group/sg-0123456789abcdef0`),
  looseMetadata: compliance("ec2-imdsv2-check", {
    resourceType: "AWS::EC2::Instance",
    resourceId: "i-0123456789abcdef0",
  }),
  publicSubnet: failed("EC2.15", "AwsEc2Subnet", `arn:aws:ec2:${PLACE}:subnet/subnet-0123456789abcdef0`),
  publicDatabase: failed("RDS.2", "AwsRdsDbInstance", `arn:aws:rds:${PLACE}:db:phiguard-test-records`),
  unguardedDatabase: failed("RDS.8", "AwsRdsDbInstance", `arn:aws:rds:${PLACE}:db:phiguard-test-records`),
  sharedSnapshot: failed("RDS.1", "AwsRdsDbSnapshot", `arn:aws:rds:${PLACE}:snapshot:awsbackup:job-1`),
  oldKey: failed("KMS.4", "AwsKmsKey", KEY),
  dyingKey: compliance("kms-cmk-not-scheduled-for-deletion", {
    resourceType: "AWS::KMS::Key",
    resourceId: "11111111-2222-3333-4444-555555555555",
  }),
  unrestorableTable: failed("DynamoDB.2", "AwsDynamoDbTable", `arn:aws:dynamodb:${PLACE}:table/phiguard-test-records`),
  unguardedTable: compliance("dynamodb-table-deletion-protection-enabled", {
    resourceType: "AWS::DynamoDB::Table",
    resourceId: "phiguard-test-records",
  }),
  publicVolumes: failed("EC2.1", "AwsAccount", "AWS::::Account:123456789012"),
  publicVolumesRule: compliance("ebs-snapshot-public-restorable-check-conformance-pack-abc", {
    resourceType: "AWS::::Account",
    resourceId: "123456789012",
  }),
  publicImage: sharing("ami-0123456789abcdef0"),
  forgetfulBucket: compliance("s3-bucket-versioning-enabled", {
    resourceType: "AWS::S3::Bucket",
    resourceId: "phiguard-test-web",
  }),
};
