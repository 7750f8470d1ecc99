/** Reminders: a topic, a queue and a sender function a channel, made from a map; mail by SES. Plain JavaScript, an explicit provider with default tags. */
"use strict";
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const accountId = config.require("accountId");
const region = "us-east-1";
const provider = new aws.Provider("main", {
  region,
  allowedAccountIds: [accountId],
  defaultTags: { tags: { "data-classification": "phi", application: "notifications" } },
});
const opts = { provider };

const key = new aws.kms.Key(
  "notifications",
  {
    description: "Reminders on their way",
    enableKeyRotation: true,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Account",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "Topics",
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        {
          Sid: "Logs",
          Effect: "Allow",
          Principal: { Service: `logs.${region}.amazonaws.com` },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*` },
          },
        },
      ],
    }),
  },
  opts,
);

const reminders = new aws.sns.Topic("reminders", { name: "reminders", kmsMasterKeyId: key.arn }, opts);
new aws.sns.TopicPolicy(
  "reminders",
  {
    arn: reminders.arn,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Scheduler",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:role/scheduler` },
          Action: "sns:Publish",
          Resource: `arn:aws:sns:${region}:${accountId}:reminders`,
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: `arn:aws:sns:${region}:${accountId}:reminders`,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  },
  opts,
);

const mail = new aws.sesv2.ConfigurationSet(
  "mail",
  {
    configurationSetName: "reminders",
    deliveryOptions: { tlsPolicy: "REQUIRE" },
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
  },
  opts,
);
new aws.sesv2.EmailIdentity(
  "mail",
  {
    emailIdentity: config.require("mailDomain"),
    configurationSetName: mail.configurationSetName,
    dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
  },
  opts,
);

const channels = {
  mail: {
    actions: ["ses:SendEmail"],
    resource: `arn:aws:ses:${region}:${accountId}:identity/${config.require("mailDomain")}`,
  },
  text: { actions: ["sms-voice:SendTextMessage"], resource: `arn:aws:sms-voice:${region}:${accountId}:phone-number/*` },
  letter: { actions: ["s3:PutObject"], resource: "arn:aws:s3:::acme-print-house/letters/*" },
};
for (const [name, { actions, resource }] of Object.entries(channels)) {
  const queueName = `reminders-${name}`;
  const queueArn = `arn:aws:sqs:${region}:${accountId}:${queueName}`;
  const dead = new aws.sqs.Queue(
    `${name}-dead`,
    { name: `${queueName}-dead`, kmsMasterKeyId: key.arn, messageRetentionSeconds: 1209600 },
    opts,
  );
  new aws.sqs.QueuePolicy(
    `${name}-dead`,
    {
      queueUrl: dead.url,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: `${queueArn}-dead`,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    },
    opts,
  );
  const queue = new aws.sqs.Queue(
    name,
    {
      name: queueName,
      kmsMasterKeyId: key.arn,
      visibilityTimeoutSeconds: 180,
      redrivePolicy: dead.arn.apply((deadLetterTargetArn) =>
        JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }),
      ),
    },
    opts,
  );
  new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: queue.url,
      policy: reminders.arn.apply((topicArn) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "sns.amazonaws.com" },
              Action: "sqs:SendMessage",
              Resource: queueArn,
              Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
            },
            {
              Effect: "Deny",
              Principal: "*",
              Action: "sqs:*",
              Resource: queueArn,
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      ),
    },
    opts,
  );
  new aws.sns.TopicSubscription(
    name,
    {
      topic: reminders.arn,
      protocol: "sqs",
      endpoint: queue.arn,
      filterPolicy: JSON.stringify({ channel: [name] }),
      rawMessageDelivery: true,
    },
    opts,
  );
  const logGroup = new aws.cloudwatch.LogGroup(
    name,
    { name: `/aws/lambda/${queueName}`, retentionInDays: 365, kmsKeyId: key.arn },
    opts,
  );
  const role = new aws.iam.Role(
    name,
    { assumeRolePolicy: JSON.stringify(aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" })) },
    opts,
  );
  new aws.iam.RolePolicy(
    name,
    {
      role: role.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: actions, Resource: resource },
          {
            Effect: "Allow",
            Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            Resource: queueArn,
          },
          { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${queueName}:*`,
          },
        ],
      }),
    },
    opts,
  );
  const sender = new aws.lambda.Function(
    name,
    {
      name: queueName,
      description: `Sends reminders by ${name}`,
      packageType: "Image",
      imageUri: `${accountId}.dkr.ecr.${region}.amazonaws.com/reminders@sha256:${"0123456789abcdef".repeat(4)}`,
      role: role.arn,
      timeout: 30,
      memorySize: 256,
      kmsKeyArn: key.arn,
      environment: { variables: { CHANNEL: name, CONFIGURATION_SET: mail.configurationSetName } },
    },
    { ...opts, dependsOn: [logGroup] },
  );
  new aws.lambda.EventSourceMapping(
    name,
    {
      eventSourceArn: queue.arn,
      functionName: sender.arn,
      batchSize: 10,
      scalingConfig: { maximumConcurrency: 5 },
      functionResponseTypes: ["ReportBatchItemFailures"],
    },
    opts,
  );
}

exports.topicArn = reminders.arn;
