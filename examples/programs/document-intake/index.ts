/** Referral letters: a bucket with its settings as separate resources, a Lambda function that reads new letters, its queue and dead letters. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const current = aws.getCallerIdentityOutput();
const region = aws.getRegionOutput();
const tags = {
  "data-classification": "phi",
  service: "document-intake",
  DataOwner: "referrals",
  RetentionYears: "7",
  BackupTier: "daily",
};

const keyPolicy = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      sid: "Account",
      principals: [{ type: "AWS", identifiers: [pulumi.interpolate`arn:aws:iam::${current.accountId}:root`] }],
      actions: ["kms:*"],
      resources: ["*"],
    },
    {
      sid: "Logs",
      principals: [{ type: "Service", identifiers: [pulumi.interpolate`logs.${region.region}.amazonaws.com`] }],
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: ["*"],
      conditions: [
        {
          test: "ArnLike",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: [pulumi.interpolate`arn:aws:logs:${region.region}:${current.accountId}:log-group:*`],
        },
      ],
    },
    {
      sid: "BucketEvents",
      principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [current.accountId] }],
    },
  ],
});
const key = new aws.kms.Key("intake", {
  description: "Referral letters, their queue and logs",
  enableKeyRotation: true,
  deletionWindowInDays: 30,
  policy: keyPolicy.json,
  tags,
});
new aws.kms.Alias("intake", { name: "alias/document-intake", targetKeyId: key.id });

// The log bucket of the account is made by the platform team.
const accessLogBucket = new pulumi.Config().require("accessLogBucket");

const letters = new aws.s3.Bucket("letters", { tags }, { protect: true });
new aws.s3.BucketVersioning("letters", {
  bucket: letters.id,
  versioningConfiguration: { status: "Enabled" },
});
new aws.s3.BucketServerSideEncryptionConfiguration("letters", {
  bucket: letters.id,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
const lettersAccess = new aws.s3.BucketPublicAccessBlock("letters", {
  bucket: letters.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketOwnershipControls("letters", {
  bucket: letters.id,
  rule: { objectOwnership: "BucketOwnerEnforced" },
});
new aws.s3.BucketLogging("letters", {
  bucket: letters.id,
  targetBucket: accessLogBucket,
  targetPrefix: "document-intake/letters/",
});
new aws.s3.BucketLifecycleConfiguration("letters", {
  bucket: letters.id,
  rules: [
    { id: "uploads", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    {
      id: "old-versions",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: 90 },
    },
    {
      id: "archive",
      status: "Enabled",
      filter: {},
      transitions: [{ days: 365, storageClass: "GLACIER_IR" }],
    },
  ],
});
new aws.s3.BucketPolicy(
  "letters",
  {
    bucket: letters.id,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          sid: "TlsOnly",
          effect: "Deny",
          principals: [{ type: "*", identifiers: ["*"] }],
          actions: ["s3:*"],
          resources: [letters.arn, pulumi.interpolate`${letters.arn}/*`],
          conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      ],
    }).json,
  },
  { dependsOn: lettersAccess },
);

const deadLetters = new aws.sqs.Queue("dead-letters", {
  kmsMasterKeyId: key.arn,
  messageRetentionSeconds: 14 * 24 * 3600,
  tags,
});
const arrivals = new aws.sqs.Queue("arrivals", {
  kmsMasterKeyId: key.arn,
  visibilityTimeoutSeconds: 6 * 60,
  redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }),
  tags,
});
new aws.sqs.QueuePolicy("dead-letters", {
  queueUrl: deadLetters.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "TlsOnly",
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        actions: ["sqs:*"],
        resources: [deadLetters.arn],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  }).json,
});
new aws.sqs.RedriveAllowPolicy("dead-letters", {
  queueUrl: deadLetters.id,
  redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [arrivals.arn] }),
});
const arrivalsPolicy = new aws.sqs.QueuePolicy("arrivals", {
  queueUrl: arrivals.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "Bucket",
        principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
        actions: ["sqs:SendMessage"],
        resources: [arrivals.arn],
        conditions: [
          { test: "ArnEquals", variable: "aws:SourceArn", values: [letters.arn] },
          { test: "StringEquals", variable: "aws:SourceAccount", values: [current.accountId] },
        ],
      },
      {
        sid: "TlsOnly",
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        actions: ["sqs:*"],
        resources: [arrivals.arn],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  }).json,
});
new aws.s3.BucketNotification(
  "letters",
  { bucket: letters.id, queues: [{ queueArn: arrivals.arn, events: ["s3:ObjectCreated:*"] }] },
  { dependsOn: arrivalsPolicy },
);

const readerLogs = new aws.cloudwatch.LogGroup("reader", {
  name: "/aws/lambda/document-reader",
  retentionInDays: 365,
  kmsKeyId: key.arn,
  tags,
});
const readerRole = new aws.iam.Role("reader", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  tags,
});
new aws.iam.RolePolicy("reader", {
  role: readerRole.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${letters.arn}/*`] },
      {
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        resources: [arrivals.arn],
      },
      { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.arn] },
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [pulumi.interpolate`${readerLogs.arn}:*`] },
    ],
  }).json,
});
new aws.iam.RolePolicyAttachment("reader-tracing", {
  role: readerRole.name,
  policyArn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
});
const reader = new aws.lambda.Function(
  "reader",
  {
    name: "document-reader",
    runtime: "nodejs22.x",
    handler: "index.handler",
    code: new pulumi.asset.AssetArchive({
      "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ batchItemFailures: [] });"),
    }),
    role: readerRole.arn,
    memorySize: 512,
    timeout: 60,
    reservedConcurrentExecutions: 20,
    kmsKeyArn: key.arn,
    environment: { variables: { LETTERS_BUCKET: letters.bucket } },
    tracingConfig: { mode: "Active" },
    tags,
  },
  { dependsOn: readerLogs },
);
new aws.lambda.EventSourceMapping("reader", {
  eventSourceArn: arrivals.arn,
  functionName: reader.arn,
  batchSize: 10,
  functionResponseTypes: ["ReportBatchItemFailures"],
});

new aws.cloudwatch.MetricAlarm("dead-letters", {
  alarmDescription: "A letter could not be read five times",
  namespace: "AWS/SQS",
  metricName: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: deadLetters.name },
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  period: 300,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
  alarmActions: [new pulumi.Config().require("alarmTopicArn")],
});

export const bucketName = letters.bucket;
export const deadLetterUrl = deadLetters.url;
