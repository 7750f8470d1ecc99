import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

export const stack = pulumi.getStack();
export const region = "us-east-1";
export const copyRegion = "us-west-2";
export const accountId = config.require("accountId");
/** The company that writes the bills; it fetches the visits of the day. */
export const billingAccountId = config.require("billingAccountId");
export const accountRoot = `arn:aws:iam::${accountId}:root`;

/** Copies of everything that can't be lost stand on the other coast. */
export const copies = new aws.Provider("copies", {
  region: copyRegion,
  allowedAccountIds: [accountId],
  defaultTags: {
    tags: {
      "phiguard:environment": stack,
      "phiguard:workload": "clinic-intake",
      "phiguard:owner": "intake-team",
    },
  },
});

/** Names are fixed, so that ARNs in policies are readable before anything is made. */
export function named(name: string): string {
  return `clinic-intake-${stack}-${name}`;
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${named(name)}`;
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${accountId}:role/${named(name)}`;
}

export function logGroupArn(name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${named(name)}`;
}

type Tags = Record<string, string>;

export const phi: Tags = {
  "phiguard:classification": "phi",
  DataOwner: "intake-team",
  RetentionYears: "6",
  BackupTier: "copied",
};
export const internal: Tags = { "phiguard:classification": "internal" };
export const audit: Tags = { ...internal, "phiguard:purpose": "audit" };

export interface Statement {
  readonly Sid?: string;
  readonly Effect?: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

export function document(...statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });
}

/** A function inside the network brings its own interfaces there. */
export const withinNetwork: readonly Statement[] = [
  { Action: "ec2:DescribeNetworkInterfaces", Resource: "*" },
  {
    Action: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
    Resource: ["network-interface", "security-group", "subnet"].map(
      (kind) => `arn:aws:ec2:${region}:${accountId}:${kind}/*`,
    ),
  },
];

/** What a role for a service can do at the most, whatever is attached to it. */
const boundary = new aws.iam.Policy("boundary", {
  name: named("boundary"),
  policy: document(
    {
      Action: ["s3:Get*", "s3:ListBucket", "s3:PutObject", "s3:Replicate*"],
      Resource: [bucketArn("*"), `${bucketArn("*")}/*`],
    },
    {
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [named("*"), `/aws/lambda/${named("*")}`, "RDSOSMetrics:*"].map(
        (group) => `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
      ),
    },
    {
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: `arn:aws:ecr:${region}:${accountId}:repository/${named("*")}`,
    },
    ...withinNetwork,
    { Action: ["ecr:GetAuthorizationToken", "xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    {
      Action: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"],
      Resource: `arn:aws:sqs:${region}:${accountId}:${named("*")}`,
    },
    {
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"],
      Resource: `arn:aws:kms:*:${accountId}:key/*`,
      Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${named("*")}` } },
    },
  ),
  tags: internal,
});

export function role(name: string, trust: Statement): aws.iam.Role {
  return new aws.iam.Role(name, {
    name: named(name),
    assumeRolePolicy: document(trust),
    permissionsBoundary: boundary.arn,
    tags: internal,
  });
}

/** A role of ours for an AWS service, usable for this account's resources only. */
export function serviceRole(name: string, service: string, policy: string): aws.iam.Role {
  const made = role(name, {
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  });
  grant(name, made, policy);
  return made;
}

export function grant(name: string, role: aws.iam.Role, policy: string): void {
  const made = new aws.iam.Policy(name, { name: named(name), policy, tags: internal });
  new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn: made.arn });
}
