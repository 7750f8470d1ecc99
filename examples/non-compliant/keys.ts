import * as aws from "@pulumi/aws";
import {
  accountId,
  accountRoot,
  copies,
  copyRegion,
  document,
  internal,
  logGroupArn,
  named,
  phi,
  region,
  roleArn,
} from "./site";

const ours = { Sid: "AccountAdministers", Action: "kms:*", Principal: { AWS: accountRoot }, Resource: "*" };

const decrypts = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"];

const logs = {
  Sid: "Logs",
  Action: [...decrypts, "kms:Encrypt", "kms:ReEncrypt*"],
  Principal: { Service: `logs.${region}.amazonaws.com` },
  Resource: "*",
  Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn("*") } },
};

/** Roles use it through these services alone. */
function through(...services: readonly string[]): object {
  return { StringEquals: { "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`) } };
}

const copying = {
  Sid: "Copying",
  Action: decrypts,
  Principal: { AWS: roleArn("copying") },
  Resource: "*",
  Condition: through("s3"),
};

const worker = {
  Sid: "Worker",
  Action: decrypts,
  Principal: { AWS: roleArn("worker") },
  Resource: "*",
  Condition: through("s3", "sqs", "sns", "dynamodb", "kinesis", "secretsmanager", "rds", "lambda"),
};

/** What the patients give us, and what our machines write about it. */
export const intakeKey = new aws.kms.Key("intake-key", {
  description: "Encrypts the files and records of the patient intake",
  enableKeyRotation: true,
  policy: document(ours, logs, copying, worker),
  tags: phi,
});

/** What tells nothing of patients: the audit trail, alarms, blank forms. */
export const houseKey = new aws.kms.Key("house-key", {
  description: "Encrypts the audit trail, the alarms and the blank forms",
  enableKeyRotation: true,
  policy: document(
    ours,
    logs,
    copying,
    {
      Sid: "Trail",
      Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    {
      Sid: "Alarms",
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] },
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ),
  tags: internal,
});

/** What waits in the queue and goes out to the front desk. */
export const messageKey = new aws.kms.Key("message-key", {
  description: "Encrypts the intake's queue and the messages to the front desk",
  policy: document(ours, worker),
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

// The roles' boundary knows keys by their alias.
for (const [name, key] of Object.entries({
  intake: intakeKey,
  house: houseKey,
  messages: messageKey,
  exports: exportKey,
})) {
  new aws.kms.Alias(name, { name: `alias/${named(name)}`, targetKeyId: key.keyId });
}
new aws.kms.Alias("copies", { name: `alias/${named("copies")}`, targetKeyId: copyKey.keyId }, { provider: copies });
