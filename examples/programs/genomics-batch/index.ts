/** Sequencing runs: AWS Batch in an awsx VPC without internet, a bucket of reads, an image repository. A component for the job queue. */
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { JobQueue } from "./job-queue";

const config = new pulumi.Config();
const account = aws.getCallerIdentityOutput().accountId;
const region = "us-east-1";
const tags = { DataClassification: "phi", Laboratory: "genomics" };

const key = new aws.kms.Key(
  "genomics",
  {
    description: "Reads, images and logs",
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
          Principal: { Service: `logs.${region}.amazonaws.com` },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:*` },
          },
        },
      ],
    }),
    tags,
  },
  { protect: true },
);

const vpc = new awsx.ec2.Vpc("genomics", {
  cidrBlock: "10.60.0.0/16",
  numberOfAvailabilityZones: 2,
  natGateways: { strategy: "None" },
  subnetStrategy: "Auto",
  subnetSpecs: [{ type: "Isolated", cidrMask: 20 }],
  tags,
});
const jobGroup = new aws.ec2.SecurityGroup("jobs", {
  vpcId: vpc.vpcId,
  description: "Sequencing jobs",
  egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.60.0.0/16"], description: "Endpoints" }],
  tags,
});
const endpointGroup = new aws.ec2.SecurityGroup("endpoints", {
  vpcId: vpc.vpcId,
  description: "Interface endpoints",
  ingress: [
    { protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [jobGroup.id], description: "From the jobs" },
  ],
  tags,
});
for (const service of ["ecr.api", "ecr.dkr", "logs", "kms", "sts", "ecs", "ecs-agent", "ecs-telemetry"]) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.vpcId,
    vpcEndpointType: "Interface",
    serviceName: `com.amazonaws.${region}.${service}`,
    privateDnsEnabled: true,
    subnetIds: vpc.isolatedSubnetIds,
    securityGroupIds: [endpointGroup.id],
    tags,
  });
}
new aws.ec2.VpcEndpoint("s3", {
  vpcId: vpc.vpcId,
  serviceName: `com.amazonaws.${region}.s3`,
  routeTableIds: vpc.routeTables.apply((tables) => tables.map((table) => table.id)),
  tags,
});
new aws.ec2.FlowLog("genomics", {
  vpcId: vpc.vpcId,
  trafficType: "ALL",
  logDestinationType: "s3",
  logDestination: "arn:aws:s3:::org-flow-logs-111122223333/genomics/",
  tags,
});

const reads = new aws.s3.Bucket("reads", { tags }, { protect: true });
const inReads = { bucket: reads.id };
new aws.s3.BucketVersioning("reads", { ...inReads, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketServerSideEncryptionConfiguration("reads", {
  ...inReads,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketPublicAccessBlock("reads", {
  ...inReads,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketLogging("reads", {
  ...inReads,
  targetBucket: config.require("accessLogBucket"),
  targetPrefix: "genomics/",
});
new aws.s3.BucketPolicy("reads", {
  ...inReads,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:*",
        Resource: [reads.arn, pulumi.interpolate`${reads.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": false } },
      },
    ],
  }),
});
new aws.s3.BucketLifecycleConfiguration("reads", {
  ...inReads,
  rules: [
    {
      id: "scratch",
      status: "Enabled",
      filter: { prefix: "scratch/" },
      expiration: { days: 14 },
      noncurrentVersionExpiration: { noncurrentDays: 7 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
    },
  ],
});

const images = new aws.ecr.Repository("genomics", {
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
  tags,
});

const jobLog = new aws.cloudwatch.LogGroup("jobs", {
  name: "/batch/genomics",
  retentionInDays: 365,
  kmsKeyId: key.arn,
  tags,
});
const executionRole = new aws.iam.Role("execution", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
  managedPolicyArns: [aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy],
  tags,
});
const jobRole = new aws.iam.Role("job", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
  tags,
});
const jobPolicy = new aws.iam.Policy("job", {
  policy: reads.arn.apply((arn) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${arn}/*` },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
      ],
    }),
  ),
  tags,
});
new aws.iam.RolePolicyAttachment("job", { role: jobRole.name, policyArn: jobPolicy.arn });

const queue = new JobQueue("runs", {
  subnetIds: vpc.isolatedSubnetIds,
  securityGroupId: jobGroup.id,
  diskKeyArn: key.arn,
  maxVcpus: 256,
  tags,
});
const align = new aws.batch.JobDefinition("align", {
  type: "container",
  platformCapabilities: ["EC2"],
  propagateTags: true,
  retryStrategy: { attempts: 3 },
  timeout: { attemptDurationSeconds: 6 * 3600 },
  containerProperties: pulumi.jsonStringify({
    image: pulumi.interpolate`${images.repositoryUrl}:align-1.4.2`,
    command: ["align", "--run", "Ref::run"],
    jobRoleArn: jobRole.arn,
    executionRoleArn: executionRole.arn,
    readonlyRootFilesystem: true,
    privileged: false,
    user: "10001",
    resourceRequirements: [
      { type: "VCPU", value: "16" },
      { type: "MEMORY", value: "65536" },
    ],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": jobLog.name, "awslogs-region": region, "awslogs-stream-prefix": "align" },
    },
  }),
  tags,
});

export const queueArn = queue.arn;
export const jobDefinitionArn = align.arn;
export const readsBucket = reads.bucket;
