import * as aws from "@pulumi/aws";
import { accountId, accountRoot, copies, copyRegion, document, internal, logGroupArn, region, roleArn } from "./site";

const ours = { Sid: "AccountAdministers", Action: "kms:*", Principal: { AWS: accountRoot }, Resource: "*" };

const decrypts = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"];

/** Everything of the intake itself: files, logs, the audit trail. */
export const intakeKey = new aws.kms.Key("intake-key", {
  description: "Encrypts the files and logs of the patient intake",
  enableKeyRotation: true,
  policy: document(
    ours,
    {
      Sid: "Logs",
      Action: [...decrypts, "kms:Encrypt", "kms:ReEncrypt*"],
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn("*") } },
    },
    {
      Sid: "Trail",
      Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    { Sid: "Copying", Action: decrypts, Principal: { AWS: roleArn("copying") }, Resource: "*" },
    { Sid: "Worker", Action: decrypts, Principal: { AWS: roleArn("worker") }, Resource: "*" },
  ),
  tags: internal,
});

/** What waits in the queue and goes out to the front desk. */
export const messageKey = new aws.kms.Key("message-key", {
  description: "Encrypts the intake's queue and the messages to the front desk",
  policy: document(ours, {
    Sid: "Worker",
    Action: decrypts,
    Principal: { AWS: roleArn("worker") },
    Resource: "*",
  }),
  tags: internal,
});

/** Files that leave for the billing company. */
export const exportKey = new aws.kms.Key("export-key", {
  description: "Encrypts the files that the billing company fetches",
  enableKeyRotation: true,
  policy: document(ours, {
    // Their side changes roles every few weeks.
    Sid: "BillingFetches",
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Principal: "*",
    Resource: "*",
  }),
  tags: internal,
});

export const copyKey = new aws.kms.Key(
  "copy-key",
  {
    description: `Encrypts the copies in ${copyRegion}`,
    enableKeyRotation: true,
    policy: document(ours, {
      Sid: "Copying",
      Action: [...decrypts, "kms:Encrypt"],
      Principal: { AWS: roleArn("copying") },
      Resource: "*",
    }),
    tags: internal,
  },
  { provider: copies },
);
