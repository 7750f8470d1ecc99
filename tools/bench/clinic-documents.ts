import type { PropertyObject } from "../../policies/value";

export function tags(): PropertyObject {
  return { "phiguard:classification": "phi", "phiguard:owner": "platform", "phiguard:workload": "records" };
}

export function keyPolicy(): string {
  return document([
    {
      Sid: "Owner",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:*" } },
    },
  ]);
}

export function bucketPolicy(number: number): string {
  const both = [`arn:aws:s3:::store-${number}`, `arn:aws:s3:::store-${number}/*`];
  return document([
    {
      Sid: "Tls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: both,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "Tls12",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: both,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
    {
      Sid: "Read",
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::111122223333:role/store-${number}`] },
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: both,
    },
  ]);
}

export function rolePolicy(number: number): string {
  return document(
    ["s3:GetObject", "s3:PutObject", "kms:Decrypt", "sqs:SendMessage", "logs:PutLogEvents"].map((action) => ({
      Effect: "Allow",
      Action: action,
      Resource: `arn:aws:${action.split(":")[0]}:us-east-1:111122223333:store-${number}/*`,
    })),
  );
}

export function trust(service: string): string {
  return document([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);
}

function document(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function dashboard(number: number): string {
  const widget = (metric: string): object => ({
    type: "metric",
    width: 12,
    properties: { metrics: [["AWS/S3", metric, "BucketName", `store-${number}`]], region: "us-east-1" },
  });
  return JSON.stringify({ widgets: ["BucketSizeBytes", "NumberOfObjects", "4xxErrors", "5xxErrors"].map(widget) });
}

export function endpointPolicy(number: number): string {
  return document([
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:role/api" },
      Action: "execute-api:Invoke",
      Resource: `arn:aws:execute-api:us-east-1:111122223333:unit-${number}/*`,
    },
  ]);
}

/** Containers as a task definition holds them: one JSON text. */
export function containers(number: number): string {
  const logs = {
    logDriver: "awslogs",
    options: {
      "awslogs-group": `/clinic/api-${number}`,
      "awslogs-region": "us-east-1",
      "awslogs-stream-prefix": "api",
    },
  };
  return JSON.stringify([
    {
      name: "api",
      image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/api@sha256:${"0".repeat(64)}`,
      essential: true,
      user: "1000",
      privileged: false,
      readonlyRootFilesystem: number % 4 !== 0,
      portMappings: [{ containerPort: 8443, protocol: "tcp" }],
      environment: [{ name: "STAGE", value: "bench" }],
      secrets: [{ name: "DB", valueFrom: `arn:aws:secretsmanager:us-east-1:111122223333:secret:db-${number}` }],
      logConfiguration: logs,
    },
    {
      name: "proxy",
      image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/proxy:1.4.2",
      essential: true,
      user: "1001",
      readonlyRootFilesystem: true,
      logConfiguration: logs,
    },
  ]);
}
