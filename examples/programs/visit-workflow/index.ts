/** After a visit: an event starts a state machine; tables by a loop; failures go to a topic. Policies by getPolicyDocumentOutput. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const accountId = aws.getCallerIdentityOutput().accountId;
const region = aws.getRegionOutput().region;

const key = new aws.kms.Key("visits", {
  description: "Visits and what follows from them",
  enableKeyRotation: true,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "Administrators",
        principals: [{ type: "AWS", identifiers: [pulumi.interpolate`arn:aws:iam::${accountId}:root`] }],
        actions: ["kms:*"],
        resources: ["*"],
      },
      {
        sid: "Logs",
        principals: [{ type: "Service", identifiers: [pulumi.interpolate`logs.${region}.amazonaws.com`] }],
        actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:DescribeKey"],
        resources: ["*"],
        conditions: [
          {
            test: "ArnLike",
            variable: "kms:EncryptionContext:aws:logs:arn",
            values: [pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:/aws/vendedlogs/states/*`],
          },
        ],
      },
      {
        sid: "Services",
        principals: [
          {
            type: "Service",
            identifiers: ["events.amazonaws.com", "sns.amazonaws.com", "cloudwatch.amazonaws.com"],
          },
        ],
        actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:DescribeKey"],
        resources: ["*"],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
      },
    ],
  }).json,
});

const tables = Object.fromEntries(
  [
    { name: "visits", hashKey: "visitId" },
    { name: "follow-ups", hashKey: "patientId", rangeKey: "dueOn" },
    { name: "letters", hashKey: "letterId" },
  ].map(({ name, hashKey, rangeKey }) => [
    name,
    new aws.dynamodb.Table(
      name,
      {
        hashKey,
        ...(rangeKey === undefined ? {} : { rangeKey }),
        attributes: [hashKey, rangeKey]
          .filter((attribute) => attribute !== undefined)
          .map((attribute) => ({ name: attribute, type: "S" })),
        billingMode: "PAY_PER_REQUEST",
        serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: true,
        streamEnabled: name === "visits",
        ...(name === "visits" ? { streamViewType: "KEYS_ONLY" } : {}),
      },
      { protect: true },
    ),
  ]),
);

const failures = new aws.sns.Topic("failures", { kmsMasterKeyId: key.id });
new aws.sns.TopicPolicy("failures", {
  arn: failures.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "Alarms",
        principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
        actions: ["sns:Publish"],
        resources: [failures.arn],
        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
      },
    ],
  }).json,
});
new aws.sns.TopicSubscription("on-call", {
  topic: failures.arn,
  protocol: "https",
  endpoint: new pulumi.Config().requireSecret("pagerUrl"),
});

const log = new aws.cloudwatch.LogGroup("visits", {
  name: "/aws/vendedlogs/states/visits",
  retentionInDays: 365,
  kmsKeyId: key.arn,
});
const serviceRole = (
  name: string,
  service: string,
  statements: aws.types.input.iam.GetPolicyDocumentStatementArgs[],
) => {
  const role = new aws.iam.Role(name, {
    assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: [service] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
        },
      ],
    }).json,
  });
  new aws.iam.RolePolicy(name, { role: role.id, policy: aws.iam.getPolicyDocumentOutput({ statements }).json });
  return role;
};
const machineRole = serviceRole("machine", "states.amazonaws.com", [
  {
    actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:GetItem"],
    resources: Object.values(tables).map((table) => table.arn),
  },
  { actions: ["sns:Publish"], resources: [failures.arn] },
  { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.arn] },
  {
    // Log delivery has no resource-level permissions.
    actions: [
      "logs:CreateLogDelivery",
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:DescribeResourcePolicies",
      "logs:DescribeLogGroups",
    ],
    resources: ["*"],
  },
  { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resources: ["*"] },
]);

const definition = pulumi.jsonStringify({
  StartAt: "Record",
  States: {
    Record: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: {
        TableName: tables["visits"]?.name,
        Item: { visitId: { "S.$": "$.detail.visitId" } },
      },
      Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Tell" }],
      End: true,
    },
    Tell: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Parameters: { TopicArn: failures.arn, "Message.$": "$$.Execution.Id" },
      Next: "Failed",
    },
    Failed: { Type: "Fail" },
  },
});
const machine = new aws.sfn.StateMachine("visits", {
  type: "STANDARD",
  roleArn: machineRole.arn,
  definition,
  encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: key.arn, kmsDataKeyReusePeriodSeconds: 300 },
  loggingConfiguration: {
    level: "ERROR",
    includeExecutionData: false,
    logDestination: pulumi.interpolate`${log.arn}:*`,
  },
  tracingConfiguration: { enabled: true },
});

const bus = new aws.cloudwatch.EventBus("visits", { kmsKeyIdentifier: key.arn });
const lost = new aws.sqs.Queue("lost-events", {
  kmsMasterKeyId: key.id,
  messageRetentionSeconds: 1209600,
});
const starterRole = serviceRole("starter", "events.amazonaws.com", [
  { actions: ["states:StartExecution"], resources: [machine.arn] },
]);
const closed = new aws.cloudwatch.EventRule("visit-closed", {
  eventBusName: bus.name,
  eventPattern: JSON.stringify({ source: ["acme.visits"], "detail-type": ["VisitClosed"] }),
});
new aws.cloudwatch.EventTarget("visit-closed", {
  rule: closed.name,
  eventBusName: bus.name,
  arn: machine.arn,
  roleArn: starterRole.arn,
  deadLetterConfig: { arn: lost.arn },
  retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
});
new aws.sqs.QueuePolicy("lost-events", {
  queueUrl: lost.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        actions: ["sqs:SendMessage"],
        resources: [lost.arn],
        conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [closed.arn] }],
      },
    ],
  }).json,
});
new aws.cloudwatch.MetricAlarm("failed-executions", {
  namespace: "AWS/States",
  metricName: "ExecutionsFailed",
  dimensions: { StateMachineArn: machine.arn },
  statistic: "Sum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  period: 300,
  evaluationPeriods: 1,
  treatMissingData: "notBreaching",
  alarmActions: [failures.arn],
});

export const eventBusName = bus.name;
export const stateMachineArn = machine.arn;
