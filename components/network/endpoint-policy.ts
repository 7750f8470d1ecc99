import { policyDocument, type Statement } from "../access/policy-document";
import { arnOf, iamArn, partitionOf } from "../names";
import type { Place } from "../site";

export type GatewayService = "s3" | "dynamodb";

export type InterfaceService =
  | "kms"
  | "secretsmanager"
  | "logs"
  | "ecr.api"
  | "ecr.dkr"
  | "sts"
  | "kinesis-streams"
  | "healthlake"
  | "medical-imaging"
  | "runtime-medical-imaging"
  | "sagemaker.runtime"
  | "events"
  | "rds"
  | "sns"
  | "comprehendmedical"
  | "sqs"
  | "athena"
  | "execute-api"
  | "glue";

export const GATEWAY_SERVICES: readonly GatewayService[] = ["s3", "dynamodb"];

export const INTERFACE_SERVICES: readonly InterfaceService[] = [
  "kms",
  "secretsmanager",
  "logs",
  "ecr.api",
  "ecr.dkr",
  "sts",
  "kinesis-streams",
];

/**
 * Through an endpoint only this account's principals reach only this account's resources, so stolen credentials of
 * another account can't carry data out through it. The principal is a star because S3 and DynamoDB endpoints take an
 * account principal for the root user alone; `aws:PrincipalAccount` says who is meant.
 */
export function endpointPolicy(place: Place, service: GatewayService | InterfaceService): string {
  return policyDocument(grants(place, service).map((grant) => statement(place, grant)));
}

interface Grant {
  readonly sid: string;
  readonly actions: string | readonly string[];
  readonly resources: string | readonly string[];
  /** Bucket ARNs name no account, so a condition has to. */
  readonly ownBuckets?: boolean;
}

function statement(place: Place, { sid, actions, resources, ownBuckets }: Grant): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: "*",
    Action: actions,
    Resource: resources,
    Condition: {
      StringEquals: {
        "aws:PrincipalAccount": place.accountId,
        ...(ownBuckets === true && { "aws:ResourceAccount": place.accountId }),
      },
    },
  };
}

function grants(place: Place, service: GatewayService | InterfaceService): Grant[] {
  const s3 = (path: string): string => `arn:${partitionOf(place.region)}:s3:::${path}`;
  switch (service) {
    case "s3":
      return [
        { sid: "OwnBuckets", actions: "s3:*", resources: s3("*"), ownBuckets: true },
        // ECR serves image layers from a bucket of its own (ECR User Guide, "Minimum Amazon S3 bucket permissions").
        { sid: "ImageLayers", actions: "s3:GetObject", resources: s3(`prod-${place.region}-starport-layer-bucket/*`) },
      ];
    case "dynamodb":
      return [{ sid: "OwnTables", actions: "dynamodb:*", resources: arnOf(place, "dynamodb", "table/*") }];
    case "kms":
      return [{ sid: "OwnKeys", actions: "kms:*", resources: arnOf(place, "kms", "key/*") }];
    case "secretsmanager":
      return [
        { sid: "OwnSecrets", actions: "secretsmanager:*", resources: arnOf(place, "secretsmanager", "secret:*") },
      ];
    case "logs":
      return [{ sid: "OwnLogGroups", actions: "logs:*", resources: arnOf(place, "logs", "log-group:*") }];
    case "kinesis-streams":
      return [{ sid: "OwnStreams", actions: "kinesis:*", resources: arnOf(place, "kinesis", "stream/*") }];
    case "healthlake":
      return [{ sid: "OwnDataStores", actions: "healthlake:*", resources: arnOf(place, "healthlake", "datastore/*") }];
    case "athena":
      return [{ sid: "OwnWorkgroups", actions: "athena:*", resources: arnOf(place, "athena", "*") }];
    case "execute-api":
      return [{ sid: "OwnApis", actions: "execute-api:Invoke", resources: arnOf(place, "execute-api", "*") }];
    case "glue":
      return [{ sid: "OwnCatalog", actions: "glue:*", resources: arnOf(place, "glue", "*") }];
    case "events":
      // What a function tells the bus; rules are changed by nobody from inside the network.
      return [{ sid: "OwnBus", actions: "events:PutEvents", resources: arnOf(place, "events", "event-bus/*") }];
    case "comprehendmedical":
      // Takes no resource (Service Authorization Reference, "Amazon Comprehend Medical").
      return [
        {
          sid: "SearchText",
          actions: [
            "comprehendmedical:DetectEntitiesV2",
            "comprehendmedical:DetectPHI",
            "comprehendmedical:InferICD10CM",
            "comprehendmedical:InferRxNorm",
          ],
          resources: "*",
        },
      ];
    case "sqs":
      return [{ sid: "OwnQueues", actions: "sqs:*", resources: arnOf(place, "sqs", "*") }];
    case "rds":
      return [{ sid: "OwnDatabases", actions: "rds:*", resources: arnOf(place, "rds", "*") }];
    case "sns":
      return [{ sid: "OwnTopics", actions: "sns:*", resources: arnOf(place, "sns", "*") }];
    case "sagemaker.runtime":
      return [
        { sid: "OwnModels", actions: "sagemaker:InvokeEndpoint", resources: arnOf(place, "sagemaker", "endpoint/*") },
      ];
    // Reading of images has a host of its own.
    case "medical-imaging":
    case "runtime-medical-imaging":
      return [
        {
          sid: "OwnImageStores",
          actions: "medical-imaging:*",
          resources: arnOf(place, "medical-imaging", "datastore/*"),
        },
      ];
    case "ecr.api":
    case "ecr.dkr":
      return [
        { sid: "OwnRepositories", actions: "ecr:*", resources: arnOf(place, "ecr", "repository/*") },
        // The one action of ECR that takes no resource.
        { sid: "RegistryToken", actions: "ecr:GetAuthorizationToken", resources: "*" },
      ];
    case "sts":
      return [
        {
          sid: "OwnRoles",
          actions: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
          resources: iamArn(place, "role/*"),
        },
        { sid: "WhoAmI", actions: "sts:GetCallerIdentity", resources: "*" },
      ];
  }
}
