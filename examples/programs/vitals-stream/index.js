/** Vital signs: a Kinesis stream, Firehose into a bucket written with inline blocks. Plain JavaScript, policies by JSON.stringify. */
"use strict";
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const accountId = config.require("accountId");
const region = new pulumi.Config("aws").require("region");
const tags = { Team: "bedside", DataClassification: "PHI" };

const key = new aws.kms.Key("vitals", {
  description: "Vital signs in flight and at rest",
  enableKeyRotation: true,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
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
});

const stream = new aws.kinesis.Stream("vitals", {
  streamModeDetails: { streamMode: "ON_DEMAND" },
  retentionPeriod: 72,
  encryptionType: "KMS",
  kmsKeyId: key.arn,
  tags,
});

const bucket = new aws.s3.BucketV2(
  "vitals",
  {
    bucket: `vitals-archive-${accountId}`,
    versionings: [{ enabled: true }],
    serverSideEncryptionConfigurations: [
      {
        rules: [
          {
            applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }],
            bucketKeyEnabled: true,
          },
        ],
      },
    ],
    loggings: [{ targetBucket: config.require("logBucket"), targetPrefix: "vitals/" }],
    lifecycleRules: [
      {
        enabled: true,
        abortIncompleteMultipartUploadDays: 3,
        transitions: [{ days: 90, storageClass: "STANDARD_IA" }],
        noncurrentVersionExpirations: [{ days: 30 }],
      },
    ],
    tags,
  },
  { protect: true },
);
new aws.s3.BucketPublicAccessBlock("vitals", {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketPolicy("vitals", {
  bucket: bucket.id,
  policy: bucket.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  ),
});

const logGroup = new aws.cloudwatch.LogGroup("vitals", {
  name: "/aws/kinesisfirehose/vitals",
  retentionInDays: 400,
  kmsKeyId: key.arn,
  tags,
});
const logStream = new aws.cloudwatch.LogStream("vitals", { name: "S3Delivery", logGroupName: logGroup.name });

const role = new aws.iam.Role("firehose", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "firehose.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": accountId } },
      },
    ],
  }),
  tags,
});
const rolePolicy = new aws.iam.RolePolicy("firehose", {
  role: role.id,
  policy: pulumi.all([stream.arn, bucket.arn, key.arn, logGroup.arn]).apply(([streamArn, bucketArn, keyArn, logArn]) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
          Resource: streamArn,
        },
        {
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:GetBucketLocation",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
          ],
          Resource: [bucketArn, `${bucketArn}/*`],
        },
        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
        { Effect: "Allow", Action: "logs:PutLogEvents", Resource: `${logArn}:*` },
      ],
    }),
  ),
});

const delivery = new aws.kinesis.FirehoseDeliveryStream(
  "vitals",
  {
    destination: "extended_s3",
    kinesisSourceConfiguration: { kinesisStreamArn: stream.arn, roleArn: role.arn },
    extendedS3Configuration: {
      bucketArn: bucket.arn,
      roleArn: role.arn,
      prefix: "vitals/!{timestamp:yyyy/MM/dd}/",
      errorOutputPrefix: "errors/!{firehose:error-output-type}/",
      bufferingSize: 64,
      bufferingInterval: 300,
      compressionFormat: "GZIP",
      kmsKeyArn: key.arn,
      cloudwatchLoggingOptions: { enabled: true, logGroupName: logGroup.name, logStreamName: logStream.name },
    },
    tags,
  },
  { dependsOn: [rolePolicy] },
);

new aws.cloudwatch.MetricAlarm("late", {
  alarmDescription: "Vital signs are not read from the stream",
  namespace: "AWS/Kinesis",
  metricName: "GetRecords.IteratorAgeMilliseconds",
  dimensions: { StreamName: stream.name },
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 600000,
  period: 300,
  evaluationPeriods: 3,
  alarmActions: [config.require("alarmTopicArn")],
});

exports.streamName = stream.name;
exports.deliveryStream = delivery.name;
exports.archive = bucket.bucket;
