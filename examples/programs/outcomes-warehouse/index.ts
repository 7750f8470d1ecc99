/** Treatment outcomes: Redshift in the shared network, filled from the records database by DMS. Default tags by the stack's configuration. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const vpcId = config.require("vpcId");
const subnetIds = config.requireObject<string[]>("subnetIds");
const account = aws.getCallerIdentityOutput().accountId;

const key = new aws.kms.Key("warehouse", {
  description: "Outcomes warehouse",
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
    ],
  }),
});
const clients = new aws.ec2.SecurityGroup("clients", {
  vpcId,
  description: "May query the warehouse",
  tags: { Name: "warehouse-clients" },
});
const group = new aws.ec2.SecurityGroup("warehouse", {
  vpcId,
  description: "Warehouse",
  tags: { Name: "warehouse" },
});
for (const source of [clients.id, config.require("vpnGroupId")].entries()) {
  new aws.vpc.SecurityGroupIngressRule(`warehouse-${source[0]}`, {
    securityGroupId: group.id,
    referencedSecurityGroupId: source[1],
    ipProtocol: "tcp",
    fromPort: 5439,
    toPort: 5439,
    description: "SQL",
  });
}
const subnets = new aws.redshift.SubnetGroup("warehouse", { subnetIds });
const parameters = new aws.redshift.ParameterGroup("warehouse", {
  family: "redshift-1.0",
  parameters: [
    { name: "require_ssl", value: "true" },
    { name: "enable_user_activity_logging", value: "true" },
    { name: "use_fips_ssl", value: "true" },
  ],
});
const loadRole = new aws.iam.Role("load", {
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "redshift.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
});
const loadPolicy = new aws.iam.Policy("load", {
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::acme-claims-curated-111122223333/*" },
      { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "arn:aws:s3:::acme-claims-curated-111122223333" },
    ],
  }),
});
new aws.iam.RolePolicyAttachment("load", { role: loadRole.name, policyArn: loadPolicy.arn });

const cluster = new aws.redshift.Cluster(
  "warehouse",
  {
    clusterIdentifier: "outcomes",
    databaseName: "outcomes",
    masterUsername: "outcomes_admin",
    manageMasterPassword: true,
    masterPasswordSecretKmsKeyId: key.id,
    nodeType: "ra3.xlplus",
    numberOfNodes: 2,
    clusterType: "multi-node",
    encrypted: "true",
    kmsKeyId: key.arn,
    publiclyAccessible: false,
    enhancedVpcRouting: true,
    clusterSubnetGroupName: subnets.name,
    clusterParameterGroupName: parameters.name,
    vpcSecurityGroupIds: [group.id],
    availabilityZoneRelocationEnabled: true,
    automatedSnapshotRetentionPeriod: 14,
    allowVersionUpgrade: true,
    preferredMaintenanceWindow: "sun:06:00-sun:06:30",
    iamRoles: [loadRole.arn],
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "outcomes-final",
  },
  { protect: true },
);
new aws.redshift.Logging("warehouse", {
  clusterIdentifier: cluster.id,
  logDestinationType: "cloudwatch",
  logExports: ["connectionlog", "userlog", "useractivitylog"],
});
const copyGrant = new aws.redshift.SnapshotCopyGrant(
  "warehouse",
  {
    snapshotCopyGrantName: "outcomes-west",
    kmsKeyId: config.require("recoveryKeyArn"),
  },
  { provider: new aws.Provider("west", { region: "us-west-2" }) },
);
new aws.redshift.SnapshotCopy("warehouse", {
  clusterIdentifier: cluster.id,
  destinationRegion: "us-west-2",
  retentionPeriod: 14,
  snapshotCopyGrantName: copyGrant.snapshotCopyGrantName,
});

const replicationSubnets = new aws.dms.ReplicationSubnetGroup("warehouse", {
  replicationSubnetGroupId: "outcomes",
  replicationSubnetGroupDescription: "Outcomes warehouse",
  subnetIds,
});
const replicator = new aws.dms.ReplicationInstance("warehouse", {
  replicationInstanceId: "outcomes",
  replicationInstanceClass: "dms.r6i.large",
  allocatedStorage: 100,
  engineVersion: "3.5.4",
  multiAz: true,
  publiclyAccessible: false,
  kmsKeyArn: key.arn,
  autoMinorVersionUpgrade: true,
  replicationSubnetGroupId: replicationSubnets.id,
  vpcSecurityGroupIds: [clients.id],
});
const source = new aws.dms.Endpoint("records", {
  endpointId: "records",
  endpointType: "source",
  engineName: "postgres",
  databaseName: "records",
  kmsKeyArn: key.arn,
  sslMode: "require",
  secretsManagerAccessRoleArn: config.require("sourceSecretRoleArn"),
  secretsManagerArn: config.require("sourceSecretArn"),
});
const target = new aws.dms.Endpoint("outcomes", {
  endpointId: "outcomes",
  endpointType: "target",
  engineName: "redshift",
  serverName: cluster.dnsName,
  port: 5439,
  databaseName: "outcomes",
  username: "loader",
  password: config.requireSecret("loaderPassword"),
  kmsKeyArn: key.arn,
  redshiftSettings: {
    bucketName: "acme-dms-staging-111122223333",
    encryptionMode: "SSE_KMS",
    serverSideEncryptionKmsKeyId: key.arn,
    serviceAccessRoleArn: loadRole.arn,
  },
});
const task = new aws.dms.ReplicationTask("outcomes", {
  replicationTaskId: "outcomes",
  migrationType: "full-load-and-cdc",
  replicationInstanceArn: replicator.replicationInstanceArn,
  sourceEndpointArn: source.endpointArn,
  targetEndpointArn: target.endpointArn,
  tableMappings: JSON.stringify({
    rules: [
      {
        "rule-type": "selection",
        "rule-id": "1",
        "rule-name": "outcomes",
        "object-locator": { "schema-name": "outcomes", "table-name": "%" },
        "rule-action": "include",
      },
    ],
  }),
  replicationTaskSettings: JSON.stringify({
    Logging: {
      EnableLogging: true,
      LogComponents: ["SOURCE_CAPTURE", "SOURCE_UNLOAD", "TARGET_APPLY", "TARGET_LOAD"].map((Id) => ({
        Id,
        Severity: "LOGGER_SEVERITY_DEFAULT",
      })),
    },
  }),
});

export const endpoint = cluster.endpoint;
export const replicationTaskArn = task.replicationTaskArn;
