import type * as pulumi from "@pulumi/pulumi";
import { PHI_WORKLOAD, REVIEW_INDEX } from "../../lambdas/phi/contract";
import type { Statement } from "../access/policy-document";
import { TrustedRole, trustRoles } from "../access/trusted-role";
import { auditStatement } from "../compute/audit-task";
import { tableArn } from "../database/table-access";
import { arnOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { phiBucketArn, REVIEW_TABLE_ROLE, REVIEWER_ROLE, reviewQueueName } from "./phi-names";

export interface ReviewerRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Names of the roles of this account whose people review documents. */
  readonly reviewers: readonly string[];
}

/** With which people run `phiguard phi review` over the pipeline's own queue. */
export function reviewerRole(
  name: string,
  { site, tags, reviewers }: ReviewerRoleArgs,
  opts: pulumi.ComponentResourceOptions,
): TrustedRole {
  return new TrustedRole(
    name,
    {
      site,
      tags,
      role: REVIEWER_ROLE,
      description: "Looks at documents in quarantine and at samples, and decides what goes out.",
      policyDescription: "Reviews of the PHI pipeline.",
      trust: (place) => trustRoles(place, reviewers),
      statements: (place) => [...reviewerStatements(place), auditStatement(place, PHI_WORKLOAD)],
    },
    opts,
  );
}

/** What is written of an item when somebody decides: neither where its document is nor why it waits. */
const DECISION_ATTRIBUTES = ["documentId", "kind", "status", "decision", "decidedAt"];

/**
 * A reviewer reads what waits, and writes the decision, what was said of places, and a result that is not there yet. What was sent, the
 * spans and every bucket's list are closed, and nothing is deleted but a message of the queue.
 */
export function reviewerStatements(place: Place): Statement[] {
  const within = (bucket: "released" | "masked" | "quarantine", names: string): string =>
    `${phiBucketArn(place, bucket)}/${names}`;
  const [table, queue] = tableAndQueue(place);
  return [
    { Sid: "FindReviews", Effect: "Allow", Action: "dynamodb:Query", Resource: `${table}/index/${REVIEW_INDEX}` },
    {
      Sid: "Decide",
      Effect: "Allow",
      Action: "dynamodb:UpdateItem",
      Resource: table,
      // Attributes that are named, and none that comes back (DynamoDB Developer Guide, "Using IAM policy conditions").
      Condition: {
        "ForAllValues:StringEquals": { "dynamodb:Attributes": DECISION_ATTRIBUTES },
        StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
        Null: { "dynamodb:Attributes": "false" },
      },
    },
    { Sid: "TakeReviews", Effect: "Allow", Action: ["sqs:DeleteMessage", "sqs:ReceiveMessage"], Resource: queue },
    {
      Sid: "ReadDocuments",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: [within("quarantine", "*"), within("released", "*"), within("masked", "*")],
    },
    {
      Sid: "LetOut",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: [within("released", "*"), within("masked", "*")],
      // Never over a result that is there (S3 User Guide, "Enforce conditional writes on Amazon S3 buckets").
      Condition: { Null: { "s3:if-none-match": "false" } },
    },
    {
      Sid: "KeepLabels",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: (["quarantine", "released", "masked"] as const).map((bucket) => within(bucket, "*.labels.json")),
    },
  ];
}

/** Of these, what is not in the boundary of every workload. */
export function reviewerBoundary(place: Place): Statement[] {
  const [table, queue] = tableAndQueue(place);
  return [
    {
      Sid: "Reviews",
      Effect: "Allow",
      Action: ["dynamodb:Query", "dynamodb:UpdateItem", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
      Resource: [table, `${table}/index/${REVIEW_INDEX}`, queue],
    },
  ];
}

function tableAndQueue(place: Place): [table: string, queue: string] {
  return [tableArn(place, REVIEW_TABLE_ROLE), arnOf(place, "sqs", reviewQueueName(place))];
}
