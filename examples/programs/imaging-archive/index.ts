/** The imaging archive: hospitals put images by SFTP into a bucket, viewers share a file system. ComponentResource classes of the platform team. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SecureBucket } from "./secure-bucket";
import { SharedFiles } from "./shared-files";

const config = new pulumi.Config();
const tags = { "data-classification": "phi", application: "imaging" };
const account = aws.getCallerIdentityOutput().accountId;

const key = new aws.kms.Key("imaging", {
  description: "Images at rest",
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
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:us-east-1:${account}:*` },
        },
      },
    ],
  }),
  tags,
});
const accessLogBucket = config.require("accessLogBucket");
const incoming = new SecureBucket("incoming", { keyArn: key.arn, accessLogBucket, retentionDays: 14, tags });
const archive = new SecureBucket("archive", { keyArn: key.arn, accessLogBucket, retentionDays: 3650, tags });
const files = new SharedFiles("viewer-cache", {
  keyArn: key.arn,
  vpcId: config.require("vpcId"),
  subnetIds: config.requireObject<string[]>("subnetIds"),
  clientGroupId: config.require("viewerGroupId"),
  tags,
});

const scanRole = new aws.iam.Role("malware-scan", {
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "malware-protection-plan.guardduty.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
  tags,
});
new aws.iam.RolePolicy("malware-scan", {
  role: scanRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"],
        Resource: pulumi.interpolate`${incoming.arn}/*`,
      },
      { Effect: "Allow", Action: ["s3:ListBucket", "s3:PutBucketNotification"], Resource: incoming.arn },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
    ],
  }),
});
new aws.guardduty.MalwareProtectionPlan("incoming", {
  role: scanRole.arn,
  protectedResource: { s3Bucket: { bucketName: incoming.id } },
  actions: [{ taggings: [{ status: "ENABLED" }] }],
  tags,
});

const sftpLog = new aws.cloudwatch.LogGroup("sftp", { retentionInDays: 400, kmsKeyId: key.arn, tags });
const sftpGroup = new aws.ec2.SecurityGroup("sftp", {
  vpcId: config.require("vpcId"),
  description: "SFTP of the partner hospitals",
  ingress: config.requireObject<string[]>("hospitalCidrs").map((cidr) => ({
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidrBlocks: [cidr],
    description: "A hospital's network",
  })),
  tags,
});
const server = new aws.transfer.Server("sftp", {
  protocols: ["SFTP"],
  endpointType: "VPC",
  endpointDetails: {
    vpcId: config.require("vpcId"),
    subnetIds: config.requireObject<string[]>("subnetIds"),
    securityGroupIds: [sftpGroup.id],
  },
  identityProviderType: "SERVICE_MANAGED",
  securityPolicyName: "TransferSecurityPolicy-2024-01",
  structuredLogDestinations: [pulumi.interpolate`${sftpLog.arn}:*`],
  tags,
});
for (const hospital of config.requireObject<{ name: string; publicKey: string }[]>("hospitals")) {
  const role = new aws.iam.Role(hospital.name, {
    assumeRolePolicy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "transfer.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
      ],
    }),
    tags,
  });
  new aws.iam.RolePolicy(hospital.name, {
    role: role.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: incoming.arn,
          Condition: { StringLike: { "s3:prefix": `${hospital.name}/*` } },
        },
        {
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:GetObject"],
          Resource: pulumi.interpolate`${incoming.arn}/${hospital.name}/*`,
        },
        { Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: key.arn },
      ],
    }),
  });
  new aws.transfer.User(hospital.name, {
    serverId: server.id,
    userName: hospital.name,
    role: role.arn,
    homeDirectoryType: "LOGICAL",
    homeDirectoryMappings: [{ entry: "/", target: pulumi.interpolate`/${incoming.id}/${hospital.name}` }],
    tags,
  });
  new aws.transfer.SshKey(hospital.name, {
    serverId: server.id,
    userName: hospital.name,
    body: hospital.publicKey,
  });
}

export const sftpEndpoint = server.endpoint;
export const archiveBucket = archive.id;
export const viewerFiles = files.accessPoint.arn;
