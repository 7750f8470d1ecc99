/** Copies for disaster recovery: an explicit provider of a second region, S3 replication, a global table, a global Aurora database, backup copies. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput().accountId;
const defaultTags = {
  tags: {
    DataClassification: "phi",
    Owner: "records",
    DataOwner: "records",
    RetentionYears: "10",
    BackupTier: "daily",
  },
};
const recovery = new aws.Provider("recovery", { region: "us-west-2", defaultTags });
const there = { provider: recovery };

const key = new aws.kms.Key("records", {
  description: "Patient records",
  multiRegion: true,
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  }),
});
const keyThere = new aws.kms.ReplicaKey(
  "records",
  { primaryKeyArn: key.arn, description: "Patient records, copies" },
  there,
);

const buckets = [
  { name: "records", keyArn: key.arn, options: {}, targetBucket: "org-access-logs-111122223333" },
  { name: "records-copy", keyArn: keyThere.arn, options: there, targetBucket: "org-access-logs-west-111122223333" },
].map(({ name, keyArn, options, targetBucket }) => {
  const bucket = new aws.s3.Bucket(name, {}, { ...options, protect: true });
  const children = { ...options, parent: bucket };
  const versioning = new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    children,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    },
    children,
  );
  new aws.s3.BucketLogging(name, { bucket: bucket.id, targetBucket, targetPrefix: `${name}/` }, children);
  new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    children,
  );
  new aws.s3.BucketPolicy(
    name,
    {
      bucket: bucket.id,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    },
    children,
  );
  return { bucket, versioning };
});
const [records, copy] = buckets as [(typeof buckets)[number], (typeof buckets)[number]];

const replicationRole = new aws.iam.Role("replication", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
new aws.iam.RolePolicy("replication", {
  role: replicationRole.id,
  policy: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: records.bucket.arn },
      {
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: pulumi.interpolate`${records.bucket.arn}/*`,
      },
      {
        Effect: "Allow",
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
        Resource: pulumi.interpolate`${copy.bucket.arn}/*`,
      },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
      { Effect: "Allow", Action: "kms:Encrypt", Resource: keyThere.arn },
    ],
  },
});
new aws.s3.BucketReplicationConfig(
  "records",
  {
    bucket: records.bucket.id,
    role: replicationRole.arn,
    rules: [
      {
        id: "all",
        status: "Enabled",
        filter: {},
        deleteMarkerReplication: { status: "Enabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: copy.bucket.arn,
          storageClass: "STANDARD_IA",
          encryptionConfiguration: { replicaKmsKeyId: keyThere.arn },
          metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
        },
      },
    ],
  },
  { dependsOn: [records.versioning, copy.versioning] },
);

new aws.dynamodb.Table(
  "consents",
  {
    attributes: [{ name: "patientId", type: "S" }],
    hashKey: "patientId",
    billingMode: "PAY_PER_REQUEST",
    streamEnabled: true,
    streamViewType: "NEW_AND_OLD_IMAGES",
    serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
    replicas: [
      {
        regionName: "us-west-2",
        kmsKeyArn: keyThere.arn,
        pointInTimeRecovery: true,
        propagateTags: true,
        deletionProtectionEnabled: true,
      },
    ],
  },
  { protect: true },
);

const network = new pulumi.StackReference("acme/network/dev");
const networkThere = new pulumi.StackReference("acme/network/dev-west");
const subnets = new aws.rds.SubnetGroup("records", { subnetIds: network.requireOutput("privateSubnetIds") });
const subnetsThere = new aws.rds.SubnetGroup(
  "records-copy",
  { subnetIds: networkThere.requireOutput("privateSubnetIds") },
  there,
);
const engine = { engine: "aurora-postgresql", engineVersion: "16.6" } as const;
const clusterParameters = (name: string, options: pulumi.CustomResourceOptions) =>
  new aws.rds.ClusterParameterGroup(
    name,
    {
      family: "aurora-postgresql16",
      parameters: [
        { name: "rds.force_ssl", value: "1" },
        { name: "shared_preload_libraries", value: "pgaudit", applyMethod: "pending-reboot" },
        { name: "pgaudit.log", value: "ddl,role,write" },
      ],
    },
    options,
  );
const global = new aws.rds.GlobalCluster(
  "records",
  {
    globalClusterIdentifier: "records",
    ...engine,
    storageEncrypted: true,
    deletionProtection: true,
  },
  { protect: true },
);
const shared = {
  ...engine,
  globalClusterIdentifier: global.id,
  storageEncrypted: true,
  deletionProtection: true,
  copyTagsToSnapshot: true,
  backupRetentionPeriod: 35,
  iamDatabaseAuthenticationEnabled: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  skipFinalSnapshot: false,
};
const primary = new aws.rds.Cluster(
  "records",
  {
    ...shared,
    clusterIdentifier: "records",
    databaseName: "records",
    masterUsername: "records_admin",
    masterPassword: new pulumi.Config().requireSecret("masterPassword"),
    kmsKeyId: key.arn,
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [network.requireOutput("databaseSecurityGroupId")],
    dbClusterParameterGroupName: clusterParameters("records", {}).name,
    finalSnapshotIdentifier: "records-final",
  },
  { protect: true },
);
const secondary = new aws.rds.Cluster(
  "records-copy",
  {
    ...shared,
    clusterIdentifier: "records-copy",
    kmsKeyId: keyThere.arn,
    dbSubnetGroupName: subnetsThere.name,
    vpcSecurityGroupIds: [networkThere.requireOutput("databaseSecurityGroupId")],
    dbClusterParameterGroupName: clusterParameters("records-copy", there).name,
    finalSnapshotIdentifier: "records-copy-final",
  },
  { ...there, protect: true, dependsOn: [primary], ignoreChanges: ["replicationSourceIdentifier"] },
);
const monitoringRole = new aws.iam.Role("monitoring", {
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
});
for (const [cluster, options, keyArn] of [
  [primary, {}, key.arn],
  [secondary, there, keyThere.arn],
] as const) {
  for (const index of [1, 2]) {
    new aws.rds.ClusterInstance(
      `${cluster === primary ? "records" : "records-copy"}-${index}`,
      {
        clusterIdentifier: cluster.id,
        ...engine,
        instanceClass: "db.r7g.large",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        monitoringInterval: 60,
        monitoringRoleArn: monitoringRole.arn,
        autoMinorVersionUpgrade: true,
      },
      options,
    );
  }
}

const forRecovery = { Purpose: "recovery" };
const vault = new aws.backup.Vault("records", { kmsKeyArn: key.arn, tags: forRecovery }, { protect: true });
const vaultThere = new aws.backup.Vault(
  "records-copy",
  { kmsKeyArn: keyThere.arn, tags: forRecovery },
  { ...there, protect: true },
);
const lock = { changeableForDays: 7, minRetentionDays: 35 };
new aws.backup.VaultLockConfiguration("records", { backupVaultName: vault.name, ...lock });
new aws.backup.VaultLockConfiguration("records-copy", { backupVaultName: vaultThere.name, ...lock }, there);
const plan = new aws.backup.Plan("records", {
  rules: [
    {
      ruleName: "daily",
      targetVaultName: vault.name,
      schedule: "cron(0 5 * * ? *)",
      startWindow: 60,
      completionWindow: 300,
      lifecycle: { deleteAfter: 90 },
      copyActions: [{ destinationVaultArn: vaultThere.arn, lifecycle: { deleteAfter: 90 } }],
    },
  ],
});
const backupRole = new aws.iam.Role("backup", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
  managedPolicyArns: [
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
  ],
});
new aws.backup.Selection("records", {
  planId: plan.id,
  iamRoleArn: backupRole.arn,
  selectionTags: [{ type: "STRINGEQUALS", key: "DataClassification", value: "phi" }],
});

export const recordsBucket = records.bucket.bucket;
export const recordsEndpoint = primary.endpoint;
