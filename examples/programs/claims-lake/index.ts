/** The claims lake: raw, curated and de-identified zones by a loop, Glue databases and crawlers, an Athena workgroup for the analysts. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput().accountId;
const region = aws.getRegionOutput().region;
const accessLogs = new pulumi.Config().require("accessLogBucket");

const key = new aws.kms.Key("lake", {
  description: "Claims lake",
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:log-group:/aws-glue/*`,
          },
        },
      },
    ],
  }),
});

function zoneBucket(name: string, classification: string): aws.s3.Bucket {
  const tags = { DataClassification: classification, Zone: name };
  const bucket = new aws.s3.Bucket(name, { bucket: `acme-claims-${name}-111122223333`, tags }, { protect: true });
  new aws.s3.BucketVersioning(name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
  new aws.s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: bucket.id,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  new aws.s3.BucketPublicAccessBlock(name, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketLogging(name, { bucket: bucket.id, targetBucket: accessLogs, targetPrefix: `lake/${name}/` });
  new aws.s3.BucketPolicy(name, {
    bucket: bucket.id,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [
            `arn:aws:s3:::acme-claims-${name}-111122223333`,
            `arn:aws:s3:::acme-claims-${name}-111122223333/*`,
          ],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  });
  return bucket;
}
const zones = { raw: "phi", curated: "phi", deidentified: "de-identified" };
const buckets = Object.fromEntries(Object.entries(zones).map(([zone, kind]) => [zone, zoneBucket(zone, kind)]));
const results = zoneBucket("query-results", "phi");
new aws.s3.BucketLifecycleConfiguration("query-results", {
  bucket: results.id,
  rules: [{ id: "results", status: "Enabled", filter: {}, expiration: { days: 30 } }],
});

new aws.glue.DataCatalogEncryptionSettings("catalogue", {
  dataCatalogEncryptionSettings: {
    encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: key.arn },
    connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: key.arn },
  },
});
const security = new aws.glue.SecurityConfiguration("lake", {
  encryptionConfiguration: {
    s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: key.arn },
    cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: key.arn },
    jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: key.arn },
  },
});
const crawlerRole = new aws.iam.Role("crawler", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "glue.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"],
});
new aws.iam.RolePolicy("crawler", {
  role: crawlerRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: Object.values(buckets).map((bucket) => pulumi.interpolate`${bucket.arn}/*`),
      },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], Resource: key.arn },
    ],
  }),
});
for (const [zone, bucket] of Object.entries(buckets)) {
  const database = new aws.glue.CatalogDatabase(zone, { name: `claims_${zone}` });
  new aws.glue.Crawler(zone, {
    databaseName: database.name,
    role: crawlerRole.arn,
    s3Targets: [{ path: pulumi.interpolate`s3://${bucket.bucket}/` }],
    securityConfiguration: security.name,
    schedule: "cron(15 3 * * ? *)",
  });
}
const job = new aws.glue.Job("deidentify", {
  roleArn: crawlerRole.arn,
  glueVersion: "5.0",
  workerType: "G.1X",
  numberOfWorkers: 5,
  timeout: 120,
  command: {
    scriptLocation: pulumi.interpolate`s3://${buckets["curated"]?.bucket ?? ""}/jobs/deidentify.py`,
    pythonVersion: "3",
  },
  securityConfiguration: security.name,
  defaultArguments: {
    "--enable-continuous-cloudwatch-log": "true",
    "--enable-metrics": "true",
    "--job-bookmark-option": "job-bookmark-enable",
  },
});
const workgroup = new aws.athena.Workgroup("analysts", {
  name: "claims-analysts",
  configuration: {
    enforceWorkgroupConfiguration: true,
    publishCloudwatchMetricsEnabled: true,
    bytesScannedCutoffPerQuery: 1024 ** 4,
    resultConfiguration: {
      outputLocation: pulumi.interpolate`s3://${results.bucket}/analysts/`,
      encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
    },
  },
});

export const zoneBuckets = Object.values(buckets).map((bucket) => bucket.bucket);
export const jobName = job.name;
export const workgroupName = workgroup.name;
