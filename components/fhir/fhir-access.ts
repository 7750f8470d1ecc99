import type { Statement } from "../access/policy-document";
import { consentCheckStatements, consentServiceStatements } from "../consent/consent-access";
import { askModel, modelStatements, type AnomalyModel } from "../detection/anomaly-endpoint";
import { tableStatements } from "../database/table-access";
import { hashStatement } from "../keys/hash-key";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";

/** Whose events the audit sees, and the workload that holds the records. */
export const FHIR_WORKLOAD = "fhir-api";
const RECORDS_WORKLOAD = "healthlake";
/** Last part of the alias of the key that the records are encrypted with. */
const RECORDS_KEY_ROLE = "phi";

/** Last parts of the names of the key that makes hashes, of the tables, and of what watches accesses. */
export const HASH_KEY_ROLE = "fhir-hash";
export const TABLES = {
  access: "access",
  feedback: "access-feedback",
} as const;
export const ACCESS_QUEUE_ROLE = "access-events";
export const UNUSUAL_ROLE = "unusual-access";
export const SYSTEM_SECRET_ROLE = "fhir-system";

/** Puts audit events of this workload on the default bus, and no others. */
export function auditStatement(place: Place): Statement {
  return {
    Sid: "TellAudit",
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: arnOf(place, "events", "event-bus/default"),
    Condition: {
      "ForAllValues:StringEquals": {
        "events:source": `phiguard.${FHIR_WORKLOAD}`,
        "events:detail-type": "Audit event",
      },
      Null: { "events:source": "false", "events:detail-type": "false" },
    },
  };
}

/** Reads and searches, in the data stores of the workload that holds the records. */
export function fhirReadStatements(place: Place, { tagKeys }: Pick<Site, "tagKeys">): Statement[] {
  return [
    {
      Sid: "ReadRecords",
      Effect: "Allow",
      Action: ["healthlake:ReadResource", "healthlake:SearchWithGet"],
      // Data stores have ids made by AWS; their tags say whose they are.
      Resource: arnOf(place, "healthlake", "datastore/fhir/*"),
      Condition: {
        StringEquals: {
          [`aws:ResourceTag/${tagKeys.workload}`]: RECORDS_WORKLOAD,
          [`aws:ResourceTag/${tagKeys.environment}`]: place.environment,
        },
      },
    },
    {
      Sid: "DecryptRecords",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: arnOf(place, "kms", "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": {
          "kms:ResourceAliases": `alias/${nameFor(place, "alias", RECORDS_KEY_ROLE)}`,
        },
        StringEquals: { "kms:ViaService": `healthlake.${place.region}.amazonaws.com` },
      },
    },
    ...consentCheckStatements(place),
    auditStatement(place),
    hashStatement(place, HASH_KEY_ROLE),
  ];
}

/** Of the function that keeps consents. */
export const consentStatements = (place: Place): Statement[] => [
  ...consentServiceStatements(place),
  auditStatement(place),
  hashStatement(place, HASH_KEY_ROLE),
];

export function authorizerStatements(place: Place): Statement[] {
  return [
    ...tableStatements(place, { sid: "ReadSuspensions", role: TABLES.access }, ["dynamodb:GetItem"]),
    auditStatement(place),
    hashStatement(place, HASH_KEY_ROLE),
  ];
}

export function scoreStatements(place: Place): Statement[] {
  return [
    ...tableStatements(place, { sid: "CountAccesses", role: TABLES.access }, [
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
    ]),
    auditStatement(place),
    askModel(place),
  ];
}

/** Of the function that takes reviewers' verdicts. */
export function feedbackStatements(place: Place): Statement[] {
  return [
    ...tableStatements(place, { sid: "MoveThreshold", role: TABLES.access }, [
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
    ]),
    ...tableStatements(place, { sid: "KeepVerdicts", role: TABLES.feedback }, ["dynamodb:PutItem"]),
    auditStatement(place),
  ];
}

/** The most that the workload's roles do, beside what every role and function may. */
export function fhirBoundary(place: Place, model?: AnomalyModel): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    {
      Sid: "FhirApi",
      Effect: "Allow",
      Action: [
        "dynamodb:BatchGetItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "events:PutEvents",
        "healthlake:ReadResource",
        "healthlake:SearchWithGet",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      Resource: [
        arnOf(place, "dynamodb", `table/${ours}`),
        arnOf(place, "events", "event-bus/default"),
        arnOf(place, "healthlake", "datastore/fhir/*"),
        arnOf(place, "secretsmanager", `secret:${ours}`),
        arnOf(place, "sqs", ours),
      ],
    },
    {
      Sid: "ApiKeys",
      Effect: "Allow",
      Action: ["apigateway:DELETE", "apigateway:GET", "apigateway:POST", "apigateway:PUT"],
      // API Gateway's ARNs name no account and keys have ids made by AWS: tags bind the roles' own policies.
      Resource: ["apikeys", "apikeys/*", "usageplans/*/keys", "usageplans/*/keys/*", "tags/*apikeys*"].map(
        (path) => `${arnOf({ region: place.region, accountId: "" }, "apigateway", `/${path}`)}`,
      ),
    },
    {
      Sid: "Hashes",
      Effect: "Allow",
      Action: "kms:GenerateMac",
      Resource: arnOf(place, "kms", "key/*"),
      Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours}` } },
    },
    askModel(place),
    ...(model === undefined
      ? []
      : modelStatements(place, model).filter(({ Sid }) =>
          ["FindRegistry", "PullImage", "ReadModel", "WriteLogs"].includes(Sid),
        )),
  ];
}
