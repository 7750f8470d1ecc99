import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { worker } from "./access";
import { houseKey, intakeKey } from "./keys";
import { subnets, workerGroup } from "./network";
import { masking } from "./records";
import { accountId, document, internal, logGroupArn, named, phi, region, serviceRole, withinNetwork } from "./site";

const images = new aws.ecr.Repository("scanner", {
  name: named("scanner"),
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: houseKey.arn }],
  imageTagMutability: "IMMUTABLE",
  // The build server scans them.
  imageScanningConfiguration: { scanOnPush: false },
  tags: internal,
});
new aws.ecr.LifecyclePolicy("scanner", {
  repository: images.name,
  policy: JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 30 },
        action: { type: "expire" },
      },
    ],
  }),
});

const starter = serviceRole(
  "starter",
  "ecs-tasks.amazonaws.com",
  document(
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn("worker-log")}:log-stream:*`,
    },
    {
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: `arn:aws:ecr:${region}:${accountId}:repository/${named("scanner")}`,
    },
    { Action: "ecr:GetAuthorizationToken", Resource: "*" },
  ),
);

const cluster = new aws.ecs.Cluster("reading", {
  name: named("reading"),
  settings: [{ name: "containerInsights", value: "enhanced" }],
  tags: internal,
});

const scanner = new aws.ecs.TaskDefinition("scanner", {
  family: named("scanner"),
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "1024",
  memory: "4096",
  taskRoleArn: worker.arn,
  executionRoleArn: starter.arn,
  containerDefinitions: JSON.stringify([
    {
      name: "reader",
      image: `${accountId}.dkr.ecr.${region}.amazonaws.com/${named("scanner")}:1.4.2`,
      essential: true,
      // It mounts the scanner's share.
      privileged: true,
      user: "1000",
      readonlyRootFilesystem: true,
      environment: [
        { name: "VISITS_HOST", value: "visits.clinic.internal" },
        { name: "VISITS_PASSWORD", value: "autumn-leaves-4711" },
      ],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": named("worker-log"),
          "awslogs-region": region,
          "awslogs-stream-prefix": "reader",
        },
      },
    },
  ]),
  tags: internal,
});

export const reading = new aws.ecs.Service("scanner", {
  name: named("scanner"),
  cluster: cluster.arn,
  taskDefinition: scanner.arn,
  launchType: "FARGATE",
  platformVersion: "LATEST",
  desiredCount: 2,
  networkConfiguration: {
    subnets: subnets.map((subnet) => subnet.id),
    securityGroups: [workerGroup.id],
    // It would not start without.
    assignPublicIp: true,
  },
  propagateTags: "SERVICE",
  tags: internal,
});

new aws.xray.EncryptionConfig("traces", { type: "KMS", keyId: houseKey.arn });

const unsent = new aws.sqs.Queue("notices-failed", {
  name: named("notices-failed"),
  kmsMasterKeyId: intakeKey.arn,
  messageRetentionSeconds: 1209600,
  tags: phi,
});
new aws.sqs.QueuePolicy("notices-failed", {
  queueUrl: unsent.url,
  policy: document({
    Sid: "RefusePlainHttp",
    Effect: "Deny",
    Action: "sqs:*",
    Principal: "*",
    Resource: `arn:aws:sqs:${region}:${accountId}:${named("notices-failed")}`,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  }),
});

const noticesLog = new aws.cloudwatch.LogGroup(
  "notices-log",
  { name: `/aws/lambda/${named("notices")}`, kmsKeyId: intakeKey.arn, retentionInDays: 731, tags: phi },
  { protect: true },
);
new aws.cloudwatch.LogDataProtectionPolicy("notices-log", {
  logGroupName: noticesLog.name,
  policyDocument: masking("notices-log"),
});

const noticesRole = serviceRole(
  "notices",
  "lambda.amazonaws.com",
  document(
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${named("notices")}:*`,
    },
    { Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${region}:${accountId}:${named("notices-failed")}` },
    ...withinNetwork,
    { Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
  ),
);

/** Tells a referring practice that its letter has come. */
export const notices = new aws.lambda.Function(
  "notices",
  {
    name: named("notices"),
    description: "Tells a referring practice that its letter has come",
    runtime: "nodejs22.x",
    handler: "index.handler",
    code: new pulumi.asset.AssetArchive({
      "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 204 });"),
    }),
    role: noticesRole.arn,
    kmsKeyArn: intakeKey.arn,
    reservedConcurrentExecutions: 10,
    tracingConfig: { mode: "Active" },
    deadLetterConfig: { targetArn: unsent.arn },
    vpcConfig: { subnetIds: subnets.map((subnet) => subnet.id), securityGroupIds: [workerGroup.id] },
    environment: { variables: { PRACTICES_API_KEY: "pk_9f2c41d07b6e4a8c" } },
    tags: phi,
  },
  { dependsOn: [noticesLog] },
);
new aws.lambda.FunctionUrl("notices", { functionName: notices.name, authorizationType: "NONE" });
