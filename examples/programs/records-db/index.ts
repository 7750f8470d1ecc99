/** PostgreSQL for the records service: an awsx VPC, the database in its isolated subnets, its password kept by RDS in Secrets Manager. */
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const tags = { project: pulumi.getProject(), stack: pulumi.getStack(), "data-classification": "phi" };

const vpc = new awsx.ec2.Vpc("records", {
  cidrBlock: "10.20.0.0/16",
  numberOfAvailabilityZones: 3,
  natGateways: { strategy: "OnePerAz" },
  enableDnsHostnames: true,
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Public", cidrMask: 24 },
    { type: "Private", cidrMask: 20 },
    { type: "Isolated", cidrMask: 24 },
  ],
  vpcEndpointSpecs: [{ serviceName: "com.amazonaws.us-east-1.s3" }],
  tags,
});

const account = aws.getCallerIdentityOutput().accountId;
const key = new aws.kms.Key("records", {
  description: "Records database, its snapshots, password and logs",
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
new aws.kms.Alias("records", { name: "alias/records-db", targetKeyId: key.keyId });

const flowLogs = new aws.cloudwatch.LogGroup("vpc-flow-logs", {
  retentionInDays: 365,
  kmsKeyId: key.arn,
  tags,
});
const flowLogRole = new aws.iam.Role("vpc-flow-logs", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole" }],
  },
  tags,
});
new aws.iam.RolePolicy("vpc-flow-logs", {
  role: flowLogRole.name,
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: [flowLogs.arn, pulumi.interpolate`${flowLogs.arn}:*`],
      },
    ],
  },
});
new aws.ec2.FlowLog("records", {
  vpcId: vpc.vpcId,
  trafficType: "ALL",
  logDestination: flowLogs.arn,
  iamRoleArn: flowLogRole.arn,
  tags,
});

const appGroup = new aws.ec2.SecurityGroup("app", {
  description: "Tasks of the records service",
  vpcId: vpc.vpcId,
  tags,
});
const databaseGroup = new aws.ec2.SecurityGroup("database", {
  description: "Records database",
  vpcId: vpc.vpcId,
  tags,
});
new aws.vpc.SecurityGroupIngressRule("database-from-app", {
  securityGroupId: databaseGroup.id,
  referencedSecurityGroupId: appGroup.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  description: "PostgreSQL from the tasks",
});
new aws.vpc.SecurityGroupEgressRule("app-to-database", {
  securityGroupId: appGroup.id,
  referencedSecurityGroupId: databaseGroup.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  description: "PostgreSQL",
});

const monitoringRole = new aws.iam.Role("database-monitoring", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "monitoring.rds.amazonaws.com" }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
  tags,
});

const parameters = new aws.rds.ParameterGroup("records", {
  family: "postgres16",
  parameters: [
    { name: "rds.force_ssl", value: "1" },
    { name: "log_connections", value: "1" },
    { name: "log_disconnections", value: "1" },
    { name: "log_statement", value: "ddl" },
    { name: "shared_preload_libraries", value: "pg_stat_statements,pgaudit", applyMethod: "pending-reboot" },
    { name: "pgaudit.log", value: "ddl,role,write" },
  ],
  tags,
});
const subnets = new aws.rds.SubnetGroup("records", { subnetIds: vpc.isolatedSubnetIds, tags });

const database = new aws.rds.Instance(
  "records",
  {
    engine: "postgres",
    engineVersion: "16.4",
    instanceClass: config.get("instanceClass") ?? "db.m7g.large",
    allocatedStorage: 100,
    maxAllocatedStorage: 1000,
    storageType: "gp3",
    storageEncrypted: true,
    kmsKeyId: key.arn,
    dbName: "records",
    username: "records_admin",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.keyId,
    iamDatabaseAuthenticationEnabled: true,
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [databaseGroup.id],
    publiclyAccessible: false,
    multiAz: true,
    parameterGroupName: parameters.name,
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "records-final",
    autoMinorVersionUpgrade: true,
    monitoringInterval: 60,
    monitoringRoleArn: monitoringRole.arn,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    caCertIdentifier: "rds-ca-rsa2048-g1",
    tags,
  },
  { protect: true },
);

export const endpoint = database.endpoint;
export const secretArn = database.masterUserSecrets[0]?.secretArn;
export const appSecurityGroupId = appGroup.id;
