/** The account's baseline: CloudTrail into a locked bucket, AWS Config, GuardDuty, Security Hub, Access Analyzer, account-wide switches. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput().accountId;
const accountId = "111122223333";
const region = "us-east-1";
const trailName = "organisation";
const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;
const tags = { owner: "security", "data-classification": "audit" };

const key = new aws.kms.Key(
  "audit",
  {
    description: "Audit trail and configuration history",
    enableKeyRotation: true,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Administration",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "Trail",
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
          Sid: "ConfigAndTopics",
          Effect: "Allow",
          Principal: { Service: ["config.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com"] },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        {
          Sid: "Logs",
          Effect: "Allow",
          Principal: { Service: `logs.${region}.amazonaws.com` },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*` },
          },
        },
      ],
    }),
    tags,
  },
  { protect: true },
);

const auditName = `acme-audit-${accountId}`;
const audit = new aws.s3.Bucket("audit", { bucket: auditName, objectLockEnabled: true, tags }, { protect: true });
new aws.s3.BucketVersioning("audit", { bucket: audit.id, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketObjectLockConfiguration("audit", {
  bucket: audit.id,
  rule: { defaultRetention: { mode: "COMPLIANCE", years: 7 } },
});
new aws.s3.BucketServerSideEncryptionConfiguration("audit", {
  bucket: audit.id,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketPublicAccessBlock("audit", {
  bucket: audit.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketLogging("audit", {
  bucket: audit.id,
  targetBucket: `acme-access-logs-${accountId}`,
  targetPrefix: "audit/",
});
new aws.s3.BucketLifecycleConfiguration("audit", {
  bucket: audit.id,
  rules: [
    {
      id: "archive",
      status: "Enabled",
      filter: {},
      transitions: [{ days: 90, storageClass: "GLACIER" }],
      noncurrentVersionTransitions: [{ noncurrentDays: 90, storageClass: "GLACIER" }],
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ],
});
const auditPolicy = new aws.s3.BucketPolicy("audit", {
  bucket: audit.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${auditName}`, `arn:aws:s3:::${auditName}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "TrailAcl",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${auditName}`,
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      {
        Sid: "TrailWrite",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${auditName}/trail/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
      {
        Sid: "Config",
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: `arn:aws:s3:::${auditName}`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "ConfigWrite",
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${auditName}/config/AWSLogs/${accountId}/Config/*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  }),
});

const trailLog = new aws.cloudwatch.LogGroup("trail", {
  name: "/cloudtrail/organisation",
  retentionInDays: 731,
  kmsKeyId: key.arn,
  tags,
});
const trailRole = new aws.iam.Role("trail", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
    ],
  }),
  tags,
});
new aws.iam.RolePolicy("trail", {
  role: trailRole.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:${region}:${accountId}:log-group:/cloudtrail/organisation:log-stream:*`,
      },
    ],
  }),
});
new aws.cloudtrail.Trail(
  "organisation",
  {
    name: trailName,
    s3BucketName: audit.id,
    s3KeyPrefix: "trail",
    kmsKeyId: key.arn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    cloudWatchLogsGroupArn: pulumi.interpolate`${trailLog.arn}:*`,
    cloudWatchLogsRoleArn: trailRole.arn,
    advancedEventSelectors: [
      { name: "Management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      {
        name: "Objects",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
        ],
      },
    ],
    insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
    tags,
  },
  { dependsOn: [auditPolicy], protect: true },
);

const alarms = new aws.sns.Topic("security", { kmsMasterKeyId: key.id, tags });
const watched = {
  "root-login":
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  "unauthorised-calls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  "key-loss":
    "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
  "trail-changes":
    "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
};
for (const [name, pattern] of Object.entries(watched)) {
  const filter = new aws.cloudwatch.LogMetricFilter(name, {
    logGroupName: trailLog.name,
    pattern,
    metricTransformation: { name, namespace: "Security", value: "1" },
  });
  new aws.cloudwatch.MetricAlarm(name, {
    namespace: "Security",
    metricName: filter.metricTransformation.name,
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    period: 300,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    alarmActions: [alarms.arn],
    tags,
  });
}

const recorderRole = new aws.iam.Role("config", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"],
  tags,
});
const recorder = new aws.cfg.Recorder("main", {
  roleArn: recorderRole.arn,
  recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
});
const channel = new aws.cfg.DeliveryChannel(
  "main",
  {
    s3BucketName: audit.id,
    s3KeyPrefix: "config",
    s3KmsKeyArn: key.arn,
    snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
  },
  { dependsOn: [recorder] },
);
const recording = new aws.cfg.RecorderStatus(
  "main",
  { name: recorder.name, isEnabled: true },
  { dependsOn: [channel] },
);
new aws.cfg.ConformancePack(
  "hipaa",
  { name: "hipaa", templateS3Uri: `s3://${auditName}/templates/Operational-Best-Practices-for-HIPAA-Security.yaml` },
  { dependsOn: [recording] },
);

const detector = new aws.guardduty.Detector("main", {
  enable: true,
  findingPublishingFrequency: "FIFTEEN_MINUTES",
  tags,
});
for (const name of [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
]) {
  new aws.guardduty.DetectorFeature(name, { detectorId: detector.id, name, status: "ENABLED" });
}
const hub = new aws.securityhub.Account("main", { enableDefaultStandards: false });
for (const standard of ["aws-foundational-security-best-practices/v/1.0.0", "nist-800-53/v/5.0.0"]) {
  new aws.securityhub.StandardsSubscription(
    standard.split("/")[0] ?? standard,
    { standardsArn: `arn:aws:securityhub:${region}::standards/${standard}` },
    { dependsOn: [hub] },
  );
}
const findings = new aws.cloudwatch.EventRule("findings", {
  eventPattern: JSON.stringify({
    source: ["aws.securityhub"],
    "detail-type": ["Security Hub Findings - Imported"],
    detail: { findings: { Severity: { Label: ["HIGH", "CRITICAL"] } } },
  }),
  tags,
});
new aws.cloudwatch.EventTarget("findings", { rule: findings.name, arn: alarms.arn });
new aws.sns.TopicPolicy("security", {
  arn: alarms.arn,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] },
        Action: "sns:Publish",
        Resource: alarms.arn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
});

new aws.accessanalyzer.Analyzer("account", { analyzerName: "account", type: "ACCOUNT", tags });
new aws.macie2.Account("main", { status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" });
new aws.iam.AccountPasswordPolicy("main", {
  minimumPasswordLength: 16,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  maxPasswordAge: 90,
  passwordReusePrevention: 24,
  allowUsersToChangePassword: true,
});
new aws.s3.AccountPublicAccessBlock("main", {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.ebs.EncryptionByDefault("main", { enabled: true });
new aws.ebs.SnapshotBlockPublicAccess("main", { state: "block-all-sharing" });
new aws.ec2.InstanceMetadataDefaults("main", { httpTokens: "required", httpPutResponseHopLimit: 2 });

export const auditBucket = audit.bucket;
export const alarmTopicArn = alarms.arn;
