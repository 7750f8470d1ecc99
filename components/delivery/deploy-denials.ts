import type { Statement } from "../access/policy-document";
import { bucketArn, bucketName, iamArn } from "../names";
import { codeBucketArn, releasesArns, STATE_ROLE, viaService, type DeployPlace } from "./special-rights";

/** Reading of content, which no pipeline needs: records, messages, secrets, results, logs, and runs that would read them. */
const CONTENT_READS: readonly string[] = [
  "athena:GetQuery*",
  "dynamodb:BatchGet*",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQL*",
  "dynamodb:Query",
  "dynamodb:Scan",
  "healthlake:Read*",
  "healthlake:Search*",
  "healthlake:StartFHIRExport*",
  "kinesis:GetRecords",
  "kinesis:SubscribeToShard",
  "lambda:Invoke*",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:StartQuery",
  "logs:Unmask",
  "medical-imaging:GetImage*",
  "medical-imaging:Search*",
  "rds-data:*",
  "rds-db:connect",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
  "states:GetExecutionHistory",
  "states:StartExecution",
];

const IAM_CHANGES: readonly string[] = [
  "Attach",
  "Create",
  "Delete",
  "Detach",
  "Put",
  "Set",
  "Tag",
  "Untag",
  "Update",
].map((verb) => `iam:${verb}*`);

/** What the roles of the pipeline can never do, whatever somebody attaches to them. */
export function deployDenials(place: DeployPlace): Statement[] {
  const ours = `${place.project}-${place.environment}-`;
  return [
    { Sid: "NoContent", Effect: "Deny", Action: CONTENT_READS, Resource: "*" },
    {
      Sid: "NoObjectsOfRecords",
      Effect: "Deny",
      Action: "s3:GetObject*",
      Resource: [],
      NotResource: [
        ...releasesArns(place),
        bucketArn(place.region, bucketName(place, STATE_ROLE)),
        codeBucketArn(place),
      ].map((bucket) => `${bucket}/*`),
    },
    {
      Sid: "NoDecryptionOfPhi",
      Effect: "Deny",
      Action: "kms:Decrypt",
      Resource: "*",
      // Secrets Manager decrypts what it has just encrypted, with the rights of whoever makes a secret.
      Condition: {
        StringEquals: { [`aws:ResourceTag/${place.classificationTag}`]: "phi" },
        StringNotEquals: { "kms:ViaService": viaService(place, "secretsmanager") },
      },
    },
    {
      Sid: "NoWayAroundTheBoundary",
      Effect: "Deny",
      Action: [...IAM_CHANGES, "iam:PassRole"],
      Resource: [
        iamArn(place, `role/${ours}delivery-*`),
        iamArn(place, `role/${ours}break-glass*`),
        iamArn(place, `policy/${ours}delivery-*`),
        iamArn(place, `policy/${ours}*-role-boundary`),
        iamArn(place, "oidc-provider/*"),
      ],
    },
    { Sid: "KeepBoundaries", Effect: "Deny", Action: "iam:DeleteRolePermissionsBoundary", Resource: "*" },
    {
      Sid: "KeepSigning",
      Effect: "Deny",
      Action: [
        ...["Create", "Delete", "Update"].map((verb) => `lambda:${verb}CodeSigningConfig`),
        "lambda:DeleteFunctionCodeSigningConfig",
        ...["Add", "Cancel", "Put", "Remove", "Revoke"].map((verb) => `signer:${verb}*`),
      ],
      Resource: "*",
    },
    { Sid: "KeepLocks", Effect: "Deny", Action: "s3:BypassGovernanceRetention", Resource: "*" },
  ];
}
