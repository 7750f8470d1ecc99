/** Search over clinical notes: an OpenSearch domain in the VPC of the network stack, sign-in by SAML roles, logs, alarms. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const network = new pulumi.StackReference("network", { name: `acme/network/${pulumi.getStack()}` });
const account = aws.getCallerIdentityOutput({}).accountId;
const region = "us-east-1";
const domainName = "clinical-notes";
const tags = { DataClassification: "phi", Application: "clinical-search" };

const key = new aws.kms.Key("search", {
  description: "Clinical notes, indexed",
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
        Sid: "Search",
        Effect: "Allow",
        Principal: { Service: "es.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
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
});
const group = new aws.ec2.SecurityGroup("search", {
  description: "Clinical search domain",
  vpcId: network.getOutput("vpcId"),
  ingress: [
    {
      description: "The application's tasks",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      securityGroups: [network.getOutput("applicationSecurityGroupId")],
    },
  ],
  egress: [],
  tags,
});

const logTypes = ["INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS", "ES_APPLICATION_LOGS", "AUDIT_LOGS"];
const logs = logTypes.map((type) => ({
  type,
  group: new aws.cloudwatch.LogGroup(`search-${type.toLowerCase().replace(/_/g, "-")}`, {
    retentionInDays: 365,
    kmsKeyId: key.arn,
    tags,
  }),
}));
const logPolicy = new aws.cloudwatch.LogResourcePolicy("search", {
  policyName: "clinical-search",
  policyDocument: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "es.amazonaws.com" },
        Action: ["logs:PutLogEvents", "logs:PutLogEventsBatch", "logs:CreateLogStream"],
        Resource: logs.map((log) => pulumi.interpolate`${log.group.arn}:*`),
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:aws:es:${region}:${account}:domain/${domainName}` },
        },
      },
    ],
  }),
});

const masterRole = new aws.iam.Role("search-admin", {
  description: "Administers the domain's fine-grained access",
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:role/platform-operator` },
        Action: "sts:AssumeRole",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ],
  }),
  tags,
});

const domain = new aws.opensearch.Domain(
  "search",
  {
    domainName,
    engineVersion: "OpenSearch_2.19",
    clusterConfig: {
      instanceType: "r7g.large.search",
      instanceCount: 3,
      dedicatedMasterEnabled: true,
      dedicatedMasterCount: 3,
      dedicatedMasterType: "m7g.large.search",
      zoneAwarenessEnabled: true,
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
    },
    ebsOptions: { ebsEnabled: true, volumeType: "gp3", volumeSize: 200 },
    vpcOptions: { subnetIds: network.getOutput("privateSubnetIds"), securityGroupIds: [group.id] },
    encryptAtRest: { enabled: true, kmsKeyId: key.arn },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    advancedSecurityOptions: {
      enabled: true,
      internalUserDatabaseEnabled: false,
      anonymousAuthEnabled: false,
      masterUserOptions: { masterUserArn: masterRole.arn },
    },
    accessPolicies: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:role/notes-service` },
          Action: "es:ESHttp*",
          Resource: pulumi.interpolate`arn:aws:es:${region}:${account}:domain/${domainName}/*`,
        },
      ],
    }),
    logPublishingOptions: logs.map((log) => ({ logType: log.type, cloudwatchLogGroupArn: log.group.arn })),
    autoTuneOptions: { desiredState: "ENABLED", rollbackOnDisable: "NO_ROLLBACK" },
    softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
    tags,
  },
  { dependsOn: [logPolicy], protect: true },
);

const alarmTopic = network.getOutput("alarmTopicArn");
for (const [metricName, threshold] of Object.entries({ "ClusterStatus.red": 1, ClusterIndexWritesBlocked: 1 })) {
  new aws.cloudwatch.MetricAlarm(metricName, {
    namespace: "AWS/ES",
    metricName,
    dimensions: { DomainName: domainName, ClientId: account },
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold,
    period: 60,
    evaluationPeriods: 1,
    alarmActions: [alarmTopic],
    tags,
  });
}

export const endpoint = domain.endpoint;
