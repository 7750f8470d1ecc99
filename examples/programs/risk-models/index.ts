/** Readmission risk: a SageMaker domain for the data scientists and a model behind an endpoint, all in a VPC without internet. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const network = new pulumi.StackReference(config.require("networkStack"));
const vpcId = network.requireOutput("vpcId");
const subnetIds = network.requireOutput("isolatedSubnetIds");
const account = aws.getCallerIdentityOutput().accountId;
const tags = { DataClassification: "phi", Project: "readmission-risk" };

const key = new aws.kms.Key("models", {
  description: "Models, notebooks and captured requests",
  enableKeyRotation: true,
  tags,
});
new aws.kms.KeyPolicy("models", {
  keyId: key.id,
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
    ],
  }),
});

const artifacts = new aws.s3.Bucket("artifacts", { tags }, { protect: true });
new aws.s3.BucketVersioning("artifacts", {
  bucket: artifacts.id,
  versioningConfiguration: { status: "Enabled" },
});
new aws.s3.BucketServerSideEncryptionConfiguration("artifacts", {
  bucket: artifacts.id,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketPublicAccessBlock("artifacts", {
  bucket: artifacts.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketLogging("artifacts", {
  bucket: artifacts.id,
  targetBucket: config.require("accessLogBucket"),
  targetPrefix: "risk-models/",
});
new aws.s3.BucketPolicy("artifacts", {
  bucket: artifacts.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [artifacts.arn, pulumi.interpolate`${artifacts.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
});

const group = new aws.ec2.SecurityGroup("models", {
  vpcId,
  description: "Notebooks and endpoints",
  ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true, description: "Among themselves" }],
  egress: [
    { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "VPC endpoints" },
    { protocol: "-1", fromPort: 0, toPort: 0, self: true, description: "Among themselves" },
  ],
  tags,
});
const assumeRolePolicy = pulumi.jsonStringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sagemaker.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
  ],
});
const roles = Object.fromEntries(
  (["studio", "model"] as const).map((name) => {
    const role = new aws.iam.Role(name, { assumeRolePolicy, tags });
    const policy = new aws.iam.Policy(name, {
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: name === "studio" ? ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] : ["s3:GetObject"],
            Resource: pulumi.interpolate`${artifacts.arn}/*`,
          },
          { Effect: "Allow", Action: "s3:ListBucket", Resource: artifacts.arn },
          { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
          {
            Effect: "Allow",
            Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`arn:aws:logs:us-east-1:${account}:log-group:/aws/sagemaker/*`,
          },
          {
            Effect: "Allow",
            Action: "cloudwatch:PutMetricData",
            Resource: "*",
            Condition: { StringEquals: { "cloudwatch:namespace": "readmission-risk" } },
          },
        ],
      }),
      tags,
    });
    new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn: policy.arn });
    return [name, role];
  }),
);

const studio = new aws.sagemaker.Domain("studio", {
  domainName: "readmission-risk",
  authMode: "SSO",
  appNetworkAccessType: "VpcOnly",
  vpcId,
  subnetIds,
  kmsKeyId: key.arn,
  defaultUserSettings: {
    executionRole: roles["studio"]!.arn,
    securityGroups: [group.id],
    sharingSettings: { notebookOutputOption: "Disabled" },
  },
  retentionPolicy: { homeEfsFileSystem: "Retain" },
  tags,
});
const notebookSettings = new aws.sagemaker.NotebookInstanceLifecycleConfiguration("idle", {
  onStart: Buffer.from("#!/bin/sh\nset -e\necho 'stops after an hour without use'\n").toString("base64"),
});
new aws.sagemaker.NotebookInstance("exploration", {
  name: "readmission-exploration",
  instanceType: "ml.m7i.xlarge",
  platformIdentifier: "notebook-al2023-v1",
  roleArn: roles["studio"]!.arn,
  kmsKeyId: key.id,
  directInternetAccess: "Disabled",
  rootAccess: "Disabled",
  subnetId: subnetIds.apply((ids) => (ids as string[])[0] ?? ""),
  securityGroups: [group.id],
  instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
  lifecycleConfigName: notebookSettings.name,
  tags,
});
const model = new aws.sagemaker.Model("readmission", {
  executionRoleArn: roles["model"]!.arn,
  enableNetworkIsolation: true,
  vpcConfig: { subnets: subnetIds, securityGroupIds: [group.id] },
  primaryContainer: {
    image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/readmission:2026.11.1",
    modelDataUrl: pulumi.interpolate`s3://${artifacts.bucket}/readmission/model.tar.gz`,
  },
  tags,
});
const endpointConfig = new aws.sagemaker.EndpointConfiguration("readmission", {
  kmsKeyArn: key.arn,
  productionVariants: [
    {
      variantName: "main",
      modelName: model.name,
      instanceType: "ml.m6i.large",
      initialInstanceCount: 2,
    },
  ],
  dataCaptureConfig: {
    enableCapture: true,
    initialSamplingPercentage: 10,
    destinationS3Uri: pulumi.interpolate`s3://${artifacts.bucket}/capture/`,
    kmsKeyId: key.arn,
    captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
  },
  tags,
});
const endpoint = new aws.sagemaker.Endpoint("readmission", { endpointConfigName: endpointConfig.name, tags });
new aws.cloudwatch.MetricAlarm("errors", {
  namespace: "AWS/SageMaker",
  metricName: "Invocation5XXErrors",
  dimensions: { EndpointName: endpoint.name, VariantName: "main" },
  statistic: "Sum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 5,
  period: 300,
  evaluationPeriods: 1,
  alarmActions: [network.requireOutput("alarmTopicArn")],
  tags,
});

export const endpointName = endpoint.name;
export const studioUrl = studio.url;
