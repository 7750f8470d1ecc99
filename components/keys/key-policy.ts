import type { Statement } from "../access/policy-document";
import { arnOf, iamArn } from "../names";
import type { Place } from "../site";
import { trailStatements, type TrailUse } from "./trail-use";

/** Who may use a key, beside the account's own administrators. */
export type KeyUse =
  /** CloudWatch Logs of this account and region, for its log groups. */
  | { readonly kind: "logs" }
  | TrailUse
  /** A service that publishes to one encrypted SNS topic. */
  | { readonly kind: "publish"; readonly sid: string; readonly service: string; readonly topicName: string }
  /** A service that sends to one encrypted SQS queue. */
  | { readonly kind: "send"; readonly sid: string; readonly service: string; readonly queueName: string }
  /** Fargate, for the ephemeral storage of one cluster's tasks. */
  | { readonly kind: "fargate"; readonly clusterName: string }
  /** A service that writes encrypted files of this account to a bucket; for these sources alone where it names them. */
  | {
      readonly kind: "deliver";
      readonly sid: string;
      readonly service: string;
      readonly actions: readonly ("kms:Decrypt" | "kms:DescribeKey" | "kms:Encrypt" | "kms:GenerateDataKey")[];
      readonly sourceArns?: readonly string[];
    }
  /** A role that a service makes for itself, and may have to make yet: a policy can't name it as a principal before. */
  | { readonly kind: "service-linked"; readonly sid: string; readonly roleArn: string; readonly service: string }
  /** Everyone in the account who may use EC2, for disks through EC2. */
  | { readonly kind: "disks" }
  /** Everyone in the account who may use DynamoDB, for tables through DynamoDB; who may read which, the roles' policies say. */
  | { readonly kind: "tables" }
  /** AWS Backup with one of its roles, for backups in a vault and for their copies to and from other regions. */
  | { readonly kind: "backups"; readonly sid: string; readonly roleArn: string }
  /** Step Functions, for one state machine's definition, history and logs; `roleArn` is the machine's own role. */
  | { readonly kind: "states"; readonly sid: string; readonly machineName: string; readonly roleArn: string }
  /** The delivery of logs that a service writes of its own encrypted resource. */
  | { readonly kind: "log-delivery" }
  /** Everyone in the account who may read the Glue catalog, through Glue. */
  | { readonly kind: "catalog" }
  /** Athena, for what it keeps of the results of these workgroups. */
  | { readonly kind: "query-results"; readonly workgroupArns: readonly string[] }
  /** A role, through the named services (`s3`) of a region, which defaults to the key's own; `direct` for programs that ask KMS themselves. */
  | {
      readonly kind: "role";
      readonly sid: string;
      readonly roleArn: string;
      readonly actions: readonly ("kms:Decrypt" | "kms:Encrypt" | "kms:GenerateDataKey" | "kms:DescribeKey")[];
      readonly services: readonly string[] | "direct";
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
      return trailStatements(place, use);
    case "publish":
      // SNS names the topic in the encryption context of every call it makes for the publisher.
      return [
        byContext(use.sid, use.service, "kms:EncryptionContext:aws:sns:topicArn", arnOf(place, "sns", use.topicName)),
      ];
    case "send":
      return [byContext(use.sid, use.service, "kms:EncryptionContext:aws:sqs:arn", arnOf(place, "sqs", use.queueName))];
    case "fargate":
      return fargateStatements(place, use.clusterName);
    case "deliver":
      return [
        {
          Sid: use.sid,
          Effect: "Allow",
          Principal: { Service: use.service },
          Action: use.actions,
          Resource: "*",
          Condition: {
            StringEquals: { "aws:SourceAccount": place.accountId },
            ...(use.sourceArns && { ArnLike: { "aws:SourceArn": use.sourceArns } }),
          },
        },
      ];
    case "service-linked":
      return [
        {
          Sid: use.sid,
          Effect: "Allow",
          Principal: "*",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: "*",
          Condition: {
            ArnEquals: { "aws:PrincipalArn": use.roleArn },
            StringEquals: {
              "kms:CallerAccount": place.accountId,
              "kms:ViaService": `${use.service}.${place.region}.amazonaws.com`,
            },
          },
        },
      ];
    case "disks":
      return throughService(place, "ec2", { uses: "DisksThroughEc2", grants: "DisksAreAttached" });
    case "tables":
      return throughService(place, "dynamodb", { uses: "TablesThroughDynamoDb", grants: "TablesAreKept" });
    case "catalog":
      return [catalogStatement(place)];
    case "query-results":
      return [resultsStatement(place, use.workgroupArns)];
    case "backups":
      return backupStatements(use);
    case "states":
      return statesStatements(place, use);
    case "log-delivery":
      return [
        {
          Sid: "LogDeliveryReads",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: { "kms:EncryptionContext:SourceArn": arnOf(place, "logs", "*") } },
        },
      ];
    case "role":
      return [
        {
          Sid: use.sid,
          Effect: "Allow",
          Principal: { AWS: use.roleArn },
          Action: use.actions,
          Resource: "*",
          Condition: {
            StringEquals:
              use.services === "direct"
                ? { "kms:CallerAccount": place.accountId }
                : { "kms:ViaService": use.services.map((service) => `${service}.${place.region}.amazonaws.com`) },
          },
        },
      ];
  }
}

/** As the key that AWS makes for Glue allows it: whoever reads or changes the catalog has Glue use the key (Glue Developer Guide, "Encrypting your Data Catalog"). */
function catalogStatement(place: Place): Statement {
  return {
    Sid: "CatalogThroughGlue",
    Effect: "Allow",
    Principal: "*",
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: {
      StringEquals: { "kms:CallerAccount": place.accountId, "kms:ViaService": `glue.${place.region}.amazonaws.com` },
    },
  };
}

/** Athena User Guide, "Encrypt managed query results". */
function resultsStatement(place: Place, workgroupArns: readonly string[]): Statement {
  return {
    Sid: "AthenaKeepsResults",
    Effect: "Allow",
    Principal: { Service: "encryption.athena.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:athena:arn": workgroupArns, "aws:SourceArn": workgroupArns },
      StringEquals: { "aws:SourceAccount": place.accountId },
    },
  };
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

/** ECS Developer Guide, "Create an encryption key for Fargate ephemeral storage". */
function fargateStatements(place: Place, clusterName: string): Statement[] {
  const service = { Service: "fargate.amazonaws.com" };
  const cluster = {
    "kms:EncryptionContext:aws:ecs:clusterAccount": place.accountId,
    "kms:EncryptionContext:aws:ecs:clusterName": clusterName,
  };
  return [
    {
      Sid: "FargateEncryptsStorage",
      Effect: "Allow",
      Principal: service,
      Action: "kms:GenerateDataKeyWithoutPlaintext",
      Resource: "*",
      Condition: { StringEquals: cluster },
    },
    {
      Sid: "FargateReadsStorage",
      Effect: "Allow",
      Principal: service,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { StringEquals: cluster, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
    },
  ];
}

/**
 * As the keys that AWS makes for EBS and DynamoDB allow it (KMS Developer Guide, "View AWS managed key policies"; DynamoDB
 * Developer Guide, "Encryption at rest: how it works"): for the account's own principals, through the one service alone. The
 * role with which DynamoDB replicates is one of them.
 */
function throughService(place: Place, service: string, sids: { uses: string; grants: string }): Statement[] {
  const through = {
    "kms:CallerAccount": place.accountId,
    "kms:ViaService": `${service}.${place.region}.amazonaws.com`,
  };
  return [
    {
      Sid: sids.uses,
      Effect: "Allow",
      Principal: "*",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: through },
    },
    {
      Sid: sids.grants,
      Effect: "Allow",
      Principal: "*",
      Action: "kms:CreateGrant",
      Resource: "*",
      // The service passes the key on to its own hosts, and to nobody else.
      Condition: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** AWS Backup Developer Guide, "Encryption for backups": a copy is made through AWS Backup of either region. */
function backupStatements({ sid, roleArn }: KeyUse & { kind: "backups" }): Statement[] {
  const via = { "kms:ViaService": ["backup", "dynamodb", "rds"].map((service) => `${service}.*.amazonaws.com`) };
  const allow = (part: string, Action: string[], Condition: Statement["Condition"]): Statement => ({
    Sid: `${sid}${part}`,
    Effect: "Allow",
    Principal: { AWS: roleArn },
    Action,
    Resource: "*",
    Condition,
  });
  return [
    allow("Encrypts", ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], {
      StringLike: via,
    }),
    allow("PassesOn", ["kms:CreateGrant"], { StringLike: via, Bool: { "kms:GrantIsForAWSResource": "true" } }),
  ];
}

/** Step Functions Developer Guide, "Data at rest encryption", key policy with encryption context and for CloudWatch Logs. */
function statesStatements(place: Place, { sid, machineName, roleArn }: KeyUse & { kind: "states" }): Statement[] {
  const allow = (part: string, actions: string | string[], context: Record<string, string>): Statement => ({
    Sid: `${sid}${part}`,
    Effect: "Allow",
    Principal: { AWS: roleArn },
    Action: actions,
    Resource: "*",
    Condition: { StringEquals: context },
  });
  return [
    allow("Runs", ["kms:Decrypt", "kms:GenerateDataKey"], {
      "kms:ViaService": `states.${place.region}.amazonaws.com`,
      "kms:EncryptionContext:aws:states:stateMachineArn": arnOf(place, "states", `stateMachine:${machineName}`),
    }),
    allow("WritesLogs", "kms:GenerateDataKey", { "kms:EncryptionContext:SourceArn": arnOf(place, "logs", "*") }),
  ];
}
