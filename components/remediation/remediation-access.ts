import { contract as review } from "../../lambdas/access-feedback/contract";
import type { Statement } from "../access/policy-document";
import { liveArn } from "../compute/state-machine-role";
import { tableArn, tableStatements } from "../database/table-access";
import { TABLES } from "../fhir/fhir-access";
import { arnOf, bucketArn, iamArn, nameFor, partitionOf } from "../names";
import type { Place } from "../site";
import { HELPERS, REMEDIATION_ROLE, REMEDIES, REMEDY_FUNCTIONS, TOPIC_ROLE } from "./remediation-names";

function allow(
  Sid: string,
  Action: string | string[],
  Resource: string | string[],
  Condition?: Statement["Condition"],
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

const ours = (place: Place): string => `${place.project}-${place.environment}-*`;
const keepItems = (place: Place): Statement =>
  allow("KeepItems", "dynamodb:PutItem", tableArn(place, REMEDIATION_ROLE));
const readItems = (place: Place): Statement =>
  allow("ReadItems", "dynamodb:GetItem", tableArn(place, REMEDIATION_ROLE));
const tellEvidence = (place: Place): Statement =>
  allow("TellEvidence", "events:PutEvents", arnOf(place, "events", "event-bus/default"), {
    StringEquals: { "events:source": "phiguard.security", "events:detail-type": "Audit event" },
  });
const tellPeople = (place: Place): Statement =>
  allow("TellPeople", "sns:Publish", arnOf(place, "sns", nameFor(place, "topic", TOPIC_ROLE)));

const closesBuckets = (place: Place): Statement =>
  allow(
    "CloseBuckets",
    ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    bucketArn(place.region, ours(place)),
  );

/** Interfaces and groups have ids made by AWS, and interfaces no tags; the group that the function moves them into is fixed. */
const isolatesInstances = (place: Place): Statement[] => [
  allow("FindInstances", "ec2:DescribeInstances", "*"),
  allow("MoveInterfaces", "ec2:ModifyNetworkInterfaceAttribute", [
    arnOf(place, "ec2", "network-interface/*"),
    arnOf(place, "ec2", "security-group/*"),
    arnOf(place, "ec2", "instance/*"),
  ]),
];

const revokesSessions = (place: Place): Statement =>
  allow(
    "RevokeSessions",
    ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
    iamArn(place, `role/${ours(place)}`),
  );

/** A key has no name of its own; its alias is bound to the stack's names. */
const ofKeys = (place: Place, sid: string, actions: string[]): Statement =>
  allow(sid, actions, arnOf(place, "kms", "key/*"), {
    "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours(place)}` },
  });
const disablesKeys = (place: Place): Statement =>
  ofKeys(place, "DisableKeys", ["kms:DescribeKey", "kms:DisableKey", "kms:EnableKey"]);
const protectsKeys = (place: Place): Statement =>
  ofKeys(place, "ProtectKeys", [
    "kms:CancelKeyDeletion",
    "kms:DescribeKey",
    "kms:DisableKeyRotation",
    "kms:EnableKeyRotation",
    "kms:GetKeyRotationStatus",
  ]);

/** Ids are made by AWS; the name that the stack gives stands in a tag. Lists take no resource (Service Authorization Reference, "Amazon EC2"). */
const closesNetworks = (place: Place): Statement[] => [
  allow("FindNetworks", ["ec2:DescribeInstances", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets"], "*"),
  allow(
    "CloseNetworks",
    [
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:ModifyInstanceMetadataOptions",
      "ec2:ModifySubnetAttribute",
      "ec2:RevokeSecurityGroupIngress",
    ],
    ["instance/*", "security-group/*", "subnet/*"].map((resource) => arnOf(place, "ec2", resource)),
    { StringLike: { "aws:ResourceTag/Name": ours(place) } },
  ),
];

/** Snapshots are named by the stack, or by AWS Backup. */
const protectsDatabases = (place: Place): Statement[] => [
  allow(
    "ProtectDatabases",
    ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
    arnOf(place, "rds", `db:${ours(place)}`),
  ),
  allow(
    "UnshareSnapshots",
    ["rds:DescribeDBSnapshotAttributes", "rds:ModifyDBSnapshotAttribute"],
    [ours(place), "awsbackup:job-*"].map((name) => arnOf(place, "rds", `snapshot:${name}`)),
  ),
];

/**
 * Snapshots and images have ids made by AWS, no account in their ARN, and a public one is amiss whoever made it: what binds the function is that
 * it takes nobody on or off but everybody (Service Authorization Reference, "Amazon EC2", condition keys).
 */
const unsharesDisks = (place: Place): Statement[] => {
  const change = (sid: string, key: string): Statement =>
    allow(
      sid,
      ["ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute"],
      ["image/*", "snapshot/*"].map((resource) => `arn:${partitionOf(place.region)}:ec2:${place.region}::${resource}`),
      { StringEquals: { [key]: "all" }, Null: { "ec2:Add/userId": "true" } },
    );
  return [
    allow("FindDisks", ["ec2:DescribeImageAttribute", "ec2:DescribeSnapshotAttribute", "ec2:DescribeSnapshots"], "*"),
    change("UnshareDisks", "ec2:Remove/group"),
    change("ShareDisksAgain", "ec2:Add/group"),
  ];
};

const protectsTables = (place: Place): Statement =>
  allow(
    "ProtectTables",
    [
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
    ],
    arnOf(place, "dynamodb", `table/${ours(place)}`),
  );

const versionsBuckets = (place: Place): Statement =>
  allow("VersionBuckets", ["s3:GetBucketVersioning", "s3:PutBucketVersioning"], bucketArn(place.region, ours(place)));

/** Secrets Manager asks whether its caller may call the function that rotates (Secrets Manager User Guide, "Rotation by Lambda function", permissions). */
const rotatesSecrets = (place: Place): Statement[] => [
  allow(
    "RotateSecrets",
    ["secretsmanager:DescribeSecret", "secretsmanager:RotateSecret"],
    arnOf(place, "secretsmanager", `secret:${ours(place)}`),
  ),
  allow("CallRotation", "lambda:InvokeFunction", arnOf(place, "lambda", `function:${ours(place)}`)),
];

/** The item that the API's authorizer looks for; the table is the API's, and its key admits whoever DynamoDB does. */
const suspendsAccess = (place: Place): Statement[] =>
  tableStatements(place, { sid: "SuspendAccess", role: TABLES.access }, [
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
  ]);

/** Step Functions checks the token and takes no resource for it (Service Authorization Reference, "AWS Step Functions"). */
const answers: Statement = allow("AnswerWaitingState", "states:SendTaskSuccess", "*");
const listsItems = (place: Place): Statement => allow("ListItems", "dynamodb:Query", tableArn(place, REMEDIATION_ROLE));

/** What each function may do, by its name. */
export function remediationStatements(place: Place): Readonly<Record<string, readonly Statement[]>> {
  const acts = [keepItems(place), readItems(place), tellEvidence(place)];
  return {
    [HELPERS.triage.name]: [],
    [HELPERS.openBreach.name]: [keepItems(place), tellPeople(place), tellEvidence(place)],
    [HELPERS.ask.name]: [keepItems(place), tellPeople(place)],
    [HELPERS.decide.name]: [...acts, answers],
    [HELPERS.record.name]: [tellEvidence(place)],
    [HELPERS.remind.name]: [listsItems(place), tellPeople(place)],
    [REMEDIES["close-bucket"].name]: [...acts, closesBuckets(place)],
    [REMEDIES["isolate-instance"].name]: [...acts, ...isolatesInstances(place)],
    [REMEDIES["revoke-session"].name]: [...acts, revokesSessions(place)],
    [REMEDIES["disable-key"].name]: [...acts, disablesKeys(place)],
    [REMEDIES["rotate-secret"].name]: [...acts, ...rotatesSecrets(place)],
    [REMEDIES["suspend-access"].name]: [...acts, ...suspendsAccess(place)],
    [REMEDIES["close-security-group"].name]: [...acts, ...closesNetworks(place)],
    [REMEDIES["make-database-private"].name]: [...acts, ...protectsDatabases(place)],
    [REMEDIES["enable-key-rotation"].name]: [...acts, protectsKeys(place)],
    [REMEDIES["version-bucket"].name]: [...acts, versionsBuckets(place)],
    [REMEDIES["protect-table"].name]: [...acts, protectsTables(place)],
    [REMEDIES["unshare-snapshots"].name]: [...acts, ...unsharesDisks(place)],
  };
}

/** People who decide, say what an alert was, and take back what was done: they call these functions and nothing else. */
export function approverStatements(place: Place): Statement[] {
  const undoable = REMEDY_FUNCTIONS.filter(({ name }) => name !== REMEDIES["rotate-secret"].name);
  return [
    allow(
      "DecideAndUndo",
      "lambda:InvokeFunction",
      [HELPERS.decide, review, ...undoable].map((contract) => liveArn(place, contract)),
    ),
  ];
}

/** The most that these roles do beside what every role may. */
export function remediationBoundary(place: Place): Statement[] {
  return [
    allow("Items", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], tableArn(place, REMEDIATION_ROLE)),
    tellEvidence(place),
    tellPeople(place),
    answers,
    closesBuckets(place),
    ...isolatesInstances(place),
    revokesSessions(place),
    disablesKeys(place),
    protectsKeys(place),
    ...closesNetworks(place),
    ...protectsDatabases(place),
    versionsBuckets(place),
    protectsTables(place),
    ...unsharesDisks(place),
    ...suspendsAccess(place),
    ...rotatesSecrets(place).filter(({ Sid }) => Sid === "RotateSecrets"),
  ];
}
