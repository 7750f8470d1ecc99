import type { Statement } from "../access/policy-document";
import { arnOf, iamArn } from "../names";
import type { Place } from "../site";

/** Who may use a key, beside the account's own administrators. */
export type KeyUse =
  /** CloudWatch Logs of this account and region, for its log groups. */
  | { readonly kind: "logs" }
  /** CloudTrail, for one trail's files. */
  | { readonly kind: "trail"; readonly trailName: string }
  /** A service that publishes to one encrypted SNS topic. */
  | { readonly kind: "publish"; readonly sid: string; readonly service: string; readonly topicName: string }
  /** A service that sends to one encrypted SQS queue. */
  | { readonly kind: "send"; readonly sid: string; readonly service: string; readonly queueName: string }
  /** A role, through the named services (`s3`) of a region, which defaults to the key's own. */
  | {
      readonly kind: "role";
      readonly sid: string;
      readonly roleArn: string;
      readonly actions: readonly ("kms:Decrypt" | "kms:Encrypt" | "kms:GenerateDataKey" | "kms:DescribeKey")[];
      readonly services: readonly string[];
    };

/** The key policy as statements. `Resource: "*"` in a key policy means this key alone (KMS Developer Guide, "Key policies"). */
export function keyPolicy(place: Place, uses: readonly KeyUse[]): Statement[] {
  return [administration(place), ...uses.flatMap((use) => statementsFor(place, use))];
}

/**
 * Without this statement nobody could ever change the key again, not even AWS Support: it lets the account's IAM policies
 * decide (KMS Developer Guide, "Allows access to the AWS account and enables IAM policies").
 */
function administration(place: Place): Statement {
  return {
    Sid: "AdministrationByAccount",
    Effect: "Allow",
    Principal: { AWS: iamArn(place, "root") },
    Action: "kms:*",
    Resource: "*",
  };
}

function statementsFor(place: Place, use: KeyUse): Statement[] {
  switch (use.kind) {
    case "logs":
      return [
        {
          Sid: "LogsOfThisAccountAndRegion",
          Effect: "Allow",
          Principal: { Service: `logs.${place.region}.amazonaws.com` },
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arnOf(place, "logs", "log-group:*") } },
        },
      ];
    case "trail":
      return trailStatements(place, use.trailName);
    case "publish":
      // SNS names the topic in the encryption context of every call it makes for the publisher.
      return [
        byContext(use.sid, use.service, "kms:EncryptionContext:aws:sns:topicArn", arnOf(place, "sns", use.topicName)),
      ];
    case "send":
      return [byContext(use.sid, use.service, "kms:EncryptionContext:aws:sqs:arn", arnOf(place, "sqs", use.queueName))];
    case "role":
      return [
        {
          Sid: use.sid,
          Effect: "Allow",
          Principal: { AWS: use.roleArn },
          Action: use.actions,
          Resource: "*",
          Condition: {
            StringEquals: {
              "kms:ViaService": use.services.map((service) => `${service}.${place.region}.amazonaws.com`),
            },
          },
        },
      ];
  }
}

function byContext(sid: string, service: string, key: string, arn: string): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { [key]: arn } },
  };
}

/** CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail". */
function trailStatements(place: Place, trailName: string): Statement[] {
  const trailArn = arnOf(place, "cloudtrail", `trail/${trailName}`);
  const service = { Service: "cloudtrail.amazonaws.com" };
  return [
    {
      Sid: "TrailEncryptsItsFiles",
      Effect: "Allow",
      Principal: service,
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": contextPattern(place) },
      },
    },
    {
      Sid: "TrailLooksAtTheKey",
      Effect: "Allow",
      Principal: service,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
  ];
}

/** The encryption context names the trail in whichever region the event came from; the account stays fixed. */
function contextPattern(place: Place): string {
  return arnOf(place, "cloudtrail", "trail/*").replace(`:${place.region}:`, ":*:");
}
