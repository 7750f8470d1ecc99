import { contract as review } from "../../lambdas/access-feedback/contract";
import type { Statement } from "../access/policy-document";
import { liveArn } from "../compute/state-machine-role";
import { tableArn, tableStatements } from "../database/table-access";
import { TABLES } from "../fhir/fhir-access";
import { arnOf, bucketArn, iamArn, nameFor } from "../names";
import type { Place } from "../site";
import { HELPERS, REMEDIATION_ROLE, REMEDIES, TOPIC_ROLE } from "./remediation-names";

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
const disablesKeys = (place: Place): Statement =>
  allow("DisableKeys", ["kms:DescribeKey", "kms:DisableKey", "kms:EnableKey"], arnOf(place, "kms", "key/*"), {
    "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours(place)}` },
  });

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
  };
}

/** People who decide, say what an alert was, and take back what was done: they call these functions and nothing else. */
export function approverStatements(place: Place): Statement[] {
  const undoable = Object.values(REMEDIES).filter(({ name }) => name !== REMEDIES["rotate-secret"].name);
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
    ...suspendsAccess(place),
    ...rotatesSecrets(place).filter(({ Sid }) => Sid === "RotateSecrets"),
  ];
}
