import { INCOMING, PHI_WORKLOAD } from "../../lambdas/phi/contract";
import type { Statement } from "../access/policy-document";
import { auditStatement } from "../compute/audit-task";
import { tableArn, tableStatements } from "../database/table-access";
import { arnOf } from "../names";
import type { Place, Site } from "../site";
import { CONSENT_TABLE } from "../consent/consent-names";
import { phiBucketArn, REVIEW_TABLE_ROLE, reviewQueueName } from "./phi-names";
import { reviewerBoundary } from "./reviewer-role";

/**
 * Who may do what with which objects: `documents/` and `batches/` of the incoming bucket are written by senders and read by the steps,
 * `spans/` is written by the search and read by the release, results and quarantine are written once and read by none of the functions.
 */
function allow(Sid: string, Action: string | string[], Resource: string | string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}

const sent = (place: Place): string[] =>
  [INCOMING.documents, INCOMING.batches].map((part) => `${phiBucketArn(place, "incoming")}/${part}*`);

const readDocuments = (place: Place): Statement => allow("ReadDocuments", "s3:GetObjectVersion", sent(place));

/** Without the right to list, S3 answers "access denied" for a version that is not there, as for one that must not be read. */
const tellMissing = (place: Place): Statement => allow("TellMissing", "s3:ListBucket", phiBucketArn(place, "incoming"));

/** A review is asked for by an item and a message. */
const askReview = (place: Place): Statement[] => [
  ...tableStatements(place, { sid: "KeepReviews", role: REVIEW_TABLE_ROLE }, ["dynamodb:PutItem"]),
  allow("AskForReview", "sqs:SendMessage", arnOf(place, "sqs", reviewQueueName(place))),
];

export const validateStatements = (place: Place): Statement[] => [readDocuments(place), tellMissing(place)];

export const manifestStatements = (place: Place): Statement[] => [
  allow("ReadManifests", "s3:GetObjectVersion", `${phiBucketArn(place, "incoming")}/${INCOMING.manifests}*`),
  tellMissing(place),
];

export const consentStatements = (place: Place): Statement[] =>
  tableStatements(place, { sid: "ReadConsent", role: CONSENT_TABLE }, ["dynamodb:Query"]);

/** Takes no resource (Service Authorization Reference, "Amazon Comprehend Medical"); the workload's roles alone may send it text. */
const searchText = (site: Pick<Site, "tagKeys">): Statement => ({
  ...allow("SearchText", "comprehendmedical:DetectPHI", "*"),
  Condition: { StringEquals: { [`aws:PrincipalTag/${site.tagKeys.workload}`]: PHI_WORKLOAD } },
});

export const detectStatements = (place: Place, site: Pick<Site, "tagKeys">): Statement[] => [
  readDocuments(place),
  allow("KeepSpans", "s3:PutObject", `${phiBucketArn(place, "incoming")}/${INCOMING.spans}*`),
  searchText(site),
];

export const releaseStatements = (place: Place): Statement[] => [
  readDocuments(place),
  allow("ReadSpans", "s3:GetObject", `${phiBucketArn(place, "incoming")}/${INCOMING.spans}*`),
  allow("WriteResults", "s3:PutObject", [`${phiBucketArn(place, "released")}/*`, `${phiBucketArn(place, "masked")}/*`]),
  ...askReview(place),
];

export const quarantineStatements = (place: Place): Statement[] => [
  readDocuments(place),
  tellMissing(place),
  allow("WriteQuarantine", "s3:PutObject", `${phiBucketArn(place, "quarantine")}/*`),
  ...askReview(place),
];

/** The most that this workload's roles do beside what every role, function and machine may. */
export function phiBoundary(place: Place, site: Pick<Site, "tagKeys">): Statement[] {
  return [
    allow("DocumentVersions", "s3:GetObjectVersion", `${phiBucketArn(place, "incoming")}/*`),
    allow("PipelineReviews", "dynamodb:PutItem", tableArn(place, REVIEW_TABLE_ROLE)),
    allow("PipelineConsents", "dynamodb:Query", tableArn(place, CONSENT_TABLE)),
    ...reviewerBoundary(place),
    searchText(site),
    auditStatement(place, PHI_WORKLOAD),
  ];
}
