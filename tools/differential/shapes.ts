import type { Document, Statement } from "./documents";

/**
 * Resource policies in the forms that AWS's own guides print: who writes by the guide gets a document of this shape. The words are ours,
 * the accounts and names those of the generated documents.
 */
export const SHAPES: readonly Document[] = (
  [
    // S3: a public website.
    [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }],
    // S3: TLS only, and nobody from outside the organisation.
    [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Effect: "Allow",
        Principal: "*",
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      },
    ],
    // Data perimeter: identities of the organisation, from its networks, or AWS services.
    [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:SourceVpc": "vpc-1a2b3c4d" },
          NotIpAddressIfExists: { "aws:SourceIp": "203.0.113.0/24" },
        },
      },
    ],
    [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
    // S3: one endpoint only.
    [
      { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:*", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
      },
    ],
    // S3: access handed on to access points.
    [
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "*",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: { StringEquals: { "s3:DataAccessPointAccount": "111122223333" } },
      },
    ],
    [
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::a/*",
        Condition: { StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*" } },
      },
    ],
    // S3: all but two addresses.
    [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
        Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "203.0.113.7"] } },
      },
    ],
    // CloudFront's origin access control; logs that services deliver.
    [
      {
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::a/*",
        Condition: {
          StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE" },
        },
      },
    ],
    [
      {
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: "arn:aws:s3:::a/*",
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::phi-intake" },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      },
    ],
    // SNS: S3 and CloudWatch may publish; a topic's default policy.
    [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "sns:Publish",
        Resource: "arn:aws:sns:us-east-1:111122223333:t",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:phi-intake" } },
      },
    ],
    [
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["sns:Subscribe", "sns:Publish"],
        Resource: "arn:aws:sns:us-east-1:111122223333:t",
        Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
      },
    ],
    // SQS: a queue behind a topic; a queue for anyone at certain addresses.
    [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-1:111122223333:q",
        Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t" } },
      },
    ],
    [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "sqs:ReceiveMessage",
        Resource: "arn:aws:sqs:us-east-1:111122223333:q",
        Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" }, NotIpAddress: { "aws:SourceIp": "203.0.113.7" } },
      },
    ],
    // KMS: the account's root, and a service for its callers.
    [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-1.amazonaws.com" },
        },
      },
    ],
    // Another account's role.
    [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444455556666:role/reader" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::a/*",
      },
    ],
    // Execute API: private, by endpoint.
    [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "arn:aws:execute-api:us-east-1:111122223333:api/*",
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "arn:aws:execute-api:us-east-1:111122223333:api/*",
        Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
      },
    ],
    // A vault from which nobody deletes.
    [
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
        Resource: "*",
      },
    ],
    // Everyone but one role is shut out.
    [
      { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" },
      { Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/reader" }, Action: "s3:*", Resource: "*" },
    ],
  ] as const satisfies readonly (readonly Statement[])[]
).map((Statement) => ({ Version: "2012-10-17", Statement }));
