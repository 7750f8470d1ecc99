import { UNKNOWN } from "../../policies/value";
import { tags, trust } from "./clinic-documents";
import type { Store } from "./clinic-storage";
import type { Unit } from "./clinic-unit";

/** Where a unit's services keep their data, by URN. */
export interface Data {
  readonly database: string;
  readonly table: string;
  readonly stream: string;
  readonly secret: string;
  /** The security group of the services, which the databases let in. */
  readonly clients: string;
}

export function addDatabases(unit: Unit, { key, topic, role }: Store): Data {
  const { number } = unit;
  const clients = unit.add("aws:ec2/securityGroup:SecurityGroup", "clients", {
    description: `Services of unit ${number}`,
    vpcId: "vpc-0a1b2c3d",
    tags: tags(),
  });
  const guard = unit.add("aws:ec2/securityGroup:SecurityGroup", "data", {
    description: `Databases of unit ${number}`,
    vpcId: "vpc-0a1b2c3d",
    tags: tags(),
  });
  unit.add(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "data-in",
    {
      securityGroupId: UNKNOWN,
      referencedSecurityGroupId: UNKNOWN,
      description: "PostgreSQL from the services",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
    },
    { securityGroupId: [guard], referencedSecurityGroupId: [clients] },
  );
  const subnets = unit.add("aws:rds/subnetGroup:SubnetGroup", "subnets", {
    subnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
    tags: tags(),
  });
  const parameters = unit.add("aws:rds/parameterGroup:ParameterGroup", "parameters", {
    family: "postgres16",
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_statement", value: "ddl" },
    ],
  });
  const database = unit.add(
    "aws:rds/instance:Instance",
    "database",
    {
      engine: "postgres",
      engineVersion: "16.4",
      instanceClass: "db.r6g.large",
      allocatedStorage: 200,
      storageEncrypted: true,
      kmsKeyId: UNKNOWN,
      multiAz: number % 3 !== 0,
      publiclyAccessible: false,
      deletionProtection: true,
      backupRetentionPeriod: number % 5 === 0 ? 3 : 35,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      iamDatabaseAuthenticationEnabled: true,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: UNKNOWN,
      username: "clinic",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: UNKNOWN,
      monitoringInterval: 60,
      monitoringRoleArn: UNKNOWN,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      dbSubnetGroupName: UNKNOWN,
      parameterGroupName: UNKNOWN,
      vpcSecurityGroupIds: [UNKNOWN],
      caCertIdentifier: "rds-ca-rsa2048-g1",
      tags: tags(),
    },
    {
      kmsKeyId: [key],
      masterUserSecretKmsKeyId: [key],
      performanceInsightsKmsKeyId: [key],
      monitoringRoleArn: [role],
      dbSubnetGroupName: [subnets],
      parameterGroupName: [parameters],
      vpcSecurityGroupIds: [guard],
    },
  );
  const table = unit.add(
    "aws:dynamodb/table:Table",
    "sessions",
    {
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      pointInTimeRecovery: { enabled: number % 4 !== 0 },
      serverSideEncryption: { enabled: true, kmsKeyArn: UNKNOWN },
      deletionProtectionEnabled: true,
      ttl: { attributeName: "until", enabled: true },
      tags: tags(),
    },
    { serverSideEncryption: [key] },
  );
  const stream = unit.add(
    "aws:kinesis/stream:Stream",
    "readings",
    {
      retentionPeriod: 168,
      encryptionType: number % 6 === 0 ? "NONE" : "KMS",
      kmsKeyId: UNKNOWN,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      tags: tags(),
    },
    { kmsKeyId: [key] },
  );
  unit.add(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "archive",
    {
      destination: "extended_s3",
      kinesisSourceConfiguration: { kinesisStreamArn: UNKNOWN, roleArn: UNKNOWN },
      extendedS3Configuration: {
        bucketArn: `arn:aws:s3:::archive-${number}`,
        roleArn: UNKNOWN,
        kmsKeyArn: UNKNOWN,
        compressionFormat: "GZIP",
        cloudwatchLoggingOptions: { enabled: true, logGroupName: "/clinic/archive", logStreamName: "delivery" },
      },
      tags: tags(),
    },
    { kinesisSourceConfiguration: [stream, role], extendedS3Configuration: [role, key] },
  );
  const secret = unit.add(
    "aws:secretsmanager/secret:Secret",
    "secret",
    { description: `Interface key of unit ${number}`, kmsKeyId: UNKNOWN, recoveryWindowInDays: 30, tags: tags() },
    { kmsKeyId: [key] },
  );
  unit.add(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "secret-value",
    { secretId: UNKNOWN, secretString: UNKNOWN },
    { secretId: [secret] },
  );
  unit.add(
    "aws:secretsmanager/secretRotation:SecretRotation",
    "secret-rotation",
    {
      secretId: UNKNOWN,
      rotationLambdaArn: "arn:aws:lambda:us-east-1:111122223333:function:rotate",
      rotationRules: { automaticallyAfterDays: 30 },
    },
    { secretId: [secret] },
  );
  for (const [role, metric, namespace, from] of [
    ["database-load", "CPUUtilization", "AWS/RDS", database],
    ["table-errors", "SystemErrors", "AWS/DynamoDB", table],
  ] as const) {
    unit.add(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      role,
      {
        namespace,
        metricName: metric,
        statistic: "Average",
        comparisonOperator: "GreaterThanThreshold",
        threshold: 80,
        period: 300,
        evaluationPeriods: 3,
        dimensions: { Name: UNKNOWN },
        actionsEnabled: true,
        alarmActions: [UNKNOWN],
        tags: tags(),
      },
      { dimensions: [from], alarmActions: [topic] },
    );
  }
  unit.add("aws:iam/role:Role", "monitoring", {
    assumeRolePolicy: trust("monitoring.rds.amazonaws.com"),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
    tags: tags(),
  });
  return { database, table, stream, secret, clients };
}
