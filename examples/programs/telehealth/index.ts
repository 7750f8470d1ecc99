/** Video visits: Aurora and a session cache. A stack transform puts tags and the key on everything, so that nobody forgets it. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ours } from "./transforms";

const config = new pulumi.Config();
const account = config.require("accountId");
const keyArn = config.require("keyArn");
const vpcId = config.require("vpcId");
const subnetIds = config.requireObject<string[]>("subnetIds");

pulumi.runtime.registerResourceTransform(
  ours({ keyArn, tags: { DataClassification: "phi", Owner: "telehealth", Stack: pulumi.getStack() } }),
);

const appGroup = new aws.ec2.SecurityGroup("app", {
  vpcId,
  description: "Visit service",
  egress: [
    {
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["0.0.0.0/0"],
      description: "AWS and the video provider",
    },
  ],
});
const stores = Object.fromEntries(
  Object.entries({ database: 5432, cache: 6379 }).map(([name, port]) => {
    const group = new aws.ec2.SecurityGroup(name, { vpcId, description: `The ${name} of the visit service` });
    new aws.vpc.SecurityGroupIngressRule(name, {
      securityGroupId: group.id,
      referencedSecurityGroupId: appGroup.id,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: "Visit service",
    });
    new aws.vpc.SecurityGroupEgressRule(`app-to-${name}`, {
      securityGroupId: appGroup.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `To the ${name}`,
    });
    return [name, group];
  }),
);

const databaseSubnets = new aws.rds.SubnetGroup("visits", { subnetIds });
const parameters = new aws.rds.ClusterParameterGroup("visits", {
  family: "aurora-postgresql16",
  parameters: [
    { name: "rds.force_ssl", value: "1" },
    { name: "shared_preload_libraries", value: "pg_stat_statements,pgaudit", applyMethod: "pending-reboot" },
    { name: "pgaudit.log", value: "ddl,role,write" },
  ],
});
const database = new aws.rds.Cluster(
  "visits",
  {
    engine: "aurora-postgresql",
    engineVersion: "16.6",
    databaseName: "visits",
    masterUsername: "visits_admin",
    manageMasterUserPassword: true,
    storageEncrypted: true,
    serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 16 },
    dbSubnetGroupName: databaseSubnets.name,
    dbClusterParameterGroupName: parameters.name,
    vpcSecurityGroupIds: [stores["database"]!.id],
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    enabledCloudwatchLogsExports: ["postgresql"],
    finalSnapshotIdentifier: "visits-final",
  },
  { protect: true },
);
for (const index of [1, 2]) {
  new aws.rds.ClusterInstance(`visits-${index}`, {
    clusterIdentifier: database.id,
    engine: "aurora-postgresql",
    instanceClass: "db.serverless",
    performanceInsightsEnabled: true,
    autoMinorVersionUpgrade: true,
    publiclyAccessible: false,
  });
}

const cacheSubnets = new aws.elasticache.SubnetGroup("sessions", { subnetIds });
const cacheUser = new aws.elasticache.User("visits", {
  userId: "visits",
  userName: "visits",
  engine: "valkey",
  accessString: "on ~session:* +@read +@write -@dangerous",
  authenticationMode: { type: "iam" },
});
const cacheUsers = new aws.elasticache.UserGroup("visits", {
  userGroupId: "visits",
  engine: "valkey",
  userIds: [cacheUser.userId],
});
const slowLog = new aws.cloudwatch.LogGroup("cache", { name: "/elasticache/sessions", retentionInDays: 365 });
const cache = new aws.elasticache.ReplicationGroup("sessions", {
  description: "Sessions of the visit service",
  engine: "valkey",
  engineVersion: "8.0",
  nodeType: "cache.m7g.large",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  transitEncryptionMode: "required",
  userGroupIds: [cacheUsers.userGroupId],
  subnetGroupName: cacheSubnets.name,
  securityGroupIds: [stores["cache"]!.id],
  snapshotRetentionLimit: 7,
  autoMinorVersionUpgrade: true,
  logDeliveryConfigurations: [
    { logType: "slow-log", logFormat: "json", destinationType: "cloudwatch-logs", destination: slowLog.name },
  ],
});

const recordings = new aws.s3.Bucket("recordings", {}, { protect: true });
new aws.s3.BucketVersioning("recordings", { bucket: recordings.id, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketPublicAccessBlock("recordings", {
  bucket: recordings.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketServerSideEncryptionConfiguration("recordings", {
  bucket: recordings.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
});
new aws.s3.BucketLogging("recordings", {
  bucket: recordings.id,
  targetBucket: config.require("accessLogBucket"),
  targetPrefix: "telehealth/",
});
new aws.s3.BucketPolicy("recordings", {
  bucket: recordings.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [recordings.arn, pulumi.interpolate`${recordings.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
});

const taskRole = new aws.iam.Role("app", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
});
new aws.iam.RolePolicy("app", {
  role: taskRole.id,
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: pulumi.interpolate`arn:aws:rds-db:us-east-1:${account}:dbuser:${database.clusterResourceId}/visits`,
      },
      { Effect: "Allow", Action: "elasticache:Connect", Resource: [cache.arn, cacheUser.arn] },
      { Effect: "Allow", Action: ["s3:PutObject", "s3:GetObject"], Resource: pulumi.interpolate`${recordings.arn}/*` },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
    ],
  },
});

export const databaseEndpoint = database.endpoint;
export const cacheEndpoint = cache.primaryEndpointAddress;
