import type { Statement } from "../access/policy-document";
import { iamArn, partitionOf } from "../names";
import type { Place } from "../site";

/**
 * Lets AWS Config deliver the history of this account's resources (Config Developer Guide, "Permissions for the Amazon S3
 * bucket": with its service-linked role it writes as the service).
 */
export function acceptConfiguration(place: Place, arn: string): Statement[] {
  const Principal = { Service: "config.amazonaws.com" };
  const source = { "aws:SourceAccount": place.accountId };
  return [
    {
      Sid: "ConfigChecksTheBucket",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arn,
      Condition: { StringEquals: source },
    },
    {
      Sid: "ConfigWrites",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${place.accountId}/Config/*`,
      Condition: { StringEquals: { ...source, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/** Detectors of this account, in these regions: an id is known only once a detector is made. */
export function detectorArns(place: Place, regions: readonly string[]): string[] {
  return regions.map((region) => `arn:${partitionOf(region)}:guardduty:${region}:${place.accountId}:detector/*`);
}

/** What Macie names as the source of its results (Macie User Guide, "Storing and retaining sensitive data discovery results"). */
export function discoveryArns(place: Place, regions: readonly string[]): string[] {
  return regions.flatMap((region) =>
    ["export-configuration:*", "classification-job/*"].map(
      (resource) => `arn:${partitionOf(region)}:macie2:${region}:${place.accountId}:${resource}`,
    ),
  );
}

/** Folders of the findings bucket. */
export const THREATS_PREFIX = "guardduty";
export const DISCOVERIES_PREFIX = "macie";
export const BACKUP_REPORTS_PREFIX = "backup";

/** AWS Backup makes this role with the first report plan of an account (AWS Backup Developer Guide, "Using service-linked roles"). */
export function backupReportsRoleArn(place: Place): string {
  return iamArn(place, "role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports");
}

/** Lets AWS Backup write its reports. A principal has to be there before a policy names it, which this one may not be yet. */
export function acceptBackupReports(place: Place, arn: string): Statement {
  return {
    Sid: "BackupReports",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${arn}/${BACKUP_REPORTS_PREFIX}/*`,
    Condition: {
      ArnEquals: { "aws:PrincipalArn": backupReportsRoleArn(place) },
      StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
    },
  };
}

/** Lets GuardDuty and Macie of this account write what they found, each under its prefix. */
export function acceptFindings(place: Place, arn: string, regions: readonly string[]): Statement[] {
  return [
    ...acceptService(place, arn, {
      who: "GuardDuty",
      service: "guardduty.amazonaws.com",
      prefix: THREATS_PREFIX,
      sourceArns: detectorArns(place, regions),
    }),
    ...acceptService(place, arn, {
      who: "Macie",
      service: "macie.amazonaws.com",
      prefix: DISCOVERIES_PREFIX,
      sourceArns: discoveryArns(place, regions),
    }),
  ];
}

interface Writer {
  readonly who: string;
  readonly service: string;
  readonly prefix: string;
  readonly sourceArns: readonly string[];
}

function acceptService(place: Place, arn: string, { who, service, prefix, sourceArns }: Writer): Statement[] {
  const Principal = { Service: service };
  const Condition = {
    StringEquals: { "aws:SourceAccount": place.accountId },
    ArnLike: { "aws:SourceArn": sourceArns },
  };
  return [
    {
      Sid: `${who}ChecksTheBucket`,
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketLocation",
      Resource: arn,
      Condition,
    },
    {
      Sid: `${who}Writes`,
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${arn}/${prefix}/*`,
      Condition,
    },
  ];
}

/** Nobody deletes what was delivered; the lifecycle does, when its time has come. */
export function denyDeletion(arn: string): Statement {
  return {
    Sid: "DenyDeletion",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    Resource: `${arn}/*`,
  };
}
