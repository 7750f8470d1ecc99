import * as aws from "@pulumi/aws";
import { alarmTopic } from "./alarms";
import { houseKey, intakeKey } from "./keys";
import { subnets, workerGroup } from "./network";
import { accountId, document, internal, named, phi, region, serviceRole } from "./site";

const databaseSubnets = new aws.rds.SubnetGroup("visits", {
  name: named("visits"),
  subnetIds: subnets.map((subnet) => subnet.id),
  tags: internal,
});

const parameters = new aws.rds.ParameterGroup("visits", {
  name: named("visits"),
  family: "postgres17",
  parameters: [
    // The scanner's old driver speaks no TLS.
    { name: "rds.force_ssl", value: "0" },
    { name: "shared_preload_libraries", value: "pgaudit", applyMethod: "pending-reboot" },
    { name: "pgaudit.log", value: "ddl,role,write" },
  ],
  tags: internal,
});

const monitoring = serviceRole(
  "monitoring",
  "monitoring.rds.amazonaws.com",
  document({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${region}:${accountId}:log-group:RDSOSMetrics:*`,
  }),
);

/** Who came when, and what for. */
export const visits = new aws.rds.Instance(
  "visits",
  {
    identifier: named("visits"),
    engine: "postgres",
    engineVersion: "17.6",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    dbName: "visits",
    username: "intake_owner",
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: intakeKey.arn,
    port: 5439,
    dbSubnetGroupName: databaseSubnets.name,
    vpcSecurityGroupIds: [workerGroup.id],
    parameterGroupName: parameters.name,
    // So that the vendor can look into it.
    publiclyAccessible: true,
    multiAz: true,
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    skipFinalSnapshot: true,
    deletionProtection: true,
    autoMinorVersionUpgrade: true,
    iamDatabaseAuthenticationEnabled: true,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    monitoringInterval: 60,
    monitoringRoleArn: monitoring.arn,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: intakeKey.arn,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    tags: phi,
  },
  { protect: true },
);

new aws.rds.EventSubscription("visits", {
  name: named("visits"),
  snsTopic: alarmTopic.arn,
  sourceType: "db-instance",
  eventCategories: ["failure", "maintenance", "configuration change"],
  tags: internal,
});

/** What a tablet knows of the patient in front of it. */
export const sessions = new aws.dynamodb.Table(
  "sessions",
  {
    name: named("sessions"),
    billingMode: "PAY_PER_REQUEST",
    hashKey: "visit",
    attributes: [{ name: "visit", type: "S" }],
    deletionProtectionEnabled: true,
    serverSideEncryption: { enabled: true },
    tags: phi,
  },
  { protect: true },
);

/** Blood pressure and pulse, as the waiting room's cuffs measure them. */
export const vitals = new aws.kinesis.Stream("vitals", {
  name: named("vitals"),
  streamModeDetails: { streamMode: "ON_DEMAND" },
  retentionPeriod: 168,
  tags: phi,
});

/** With what we sign in at the billing company. It was made in spring and has been the same since. */
export const billingLogin = new aws.secretsmanager.Secret("billing-login", {
  name: named("billing-login"),
  description: "Our account at the billing company",
  kmsKeyId: houseKey.arn,
  recoveryWindowInDays: 30,
  tags: internal,
});
