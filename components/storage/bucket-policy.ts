import { denyPlainTransport, type Statement } from "../access/policy-document";
import { arnOf, bucketArn, trailsOf } from "../names";
import type { Place } from "../site";

/** What every bucket refuses: plain HTTP and TLS below 1.2. */
export function transportStatements(arn: string): Statement[] {
  return [
    denyPlainTransport("s3:*", [arn, `${arn}/*`]),
    {
      Sid: "DenyOldTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
  ];
}

/**
 * Refuses a write that asks for another encryption than KMS. A write that asks for none gets the bucket's default, so
 * the header has to be there for the refusal (hence `Null: false`).
 */
export function denyOtherEncryption(arn: string): Statement {
  return {
    Sid: "DenyOtherEncryption",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${arn}/*`,
    Condition: {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    },
  };
}

/** Lets S3 deliver access logs of this project's buckets in this account (S3 User Guide, "Enabling server access logging"). */
export function acceptAccessLogs(place: Place, arn: string): Statement {
  return {
    Sid: "AcceptAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${arn}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": bucketArn(place.region, `${place.project}-${place.environment}-*`) },
      StringEquals: { "aws:SourceAccount": place.accountId },
    },
  };
}

/** Lets one trail write its files under AWSLogs (CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"). */
export function acceptTrail(
  place: Place,
  arn: string,
  trailName: string,
  members: readonly string[] = [],
): Statement[] {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const source = { "aws:SourceArn": arnOf(place, "cloudtrail", `trail/${trailName}`) };
  return [
    {
      Sid: "TrailChecksTheBucket",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: arn,
      Condition: { StringEquals: source },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${place.accountId}/*`,
      Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    ...(members.length === 0 ? [] : acceptMembers(place, arn, members)),
  ];
}

/** Trails of other accounts, each under its own account's prefix (CloudTrail User Guide, "Setting bucket policy for multiple accounts"). */
function acceptMembers(place: Place, arn: string, members: readonly string[]): Statement[] {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  return [
    {
      Sid: "MembersTrailsCheckTheBucket",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: arn,
      Condition: { StringLike: { "aws:SourceArn": members.map((account) => trailsOf(place, account)) } },
    },
    // A statement an account: in one for all, a trail could write under another account's prefix.
    ...members.map((account): Statement => ({
      Sid: `TrailsOf${account}Write`,
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${account}/*`,
      Condition: {
        StringLike: { "aws:SourceArn": trailsOf(place, account) },
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    })),
  ];
}
