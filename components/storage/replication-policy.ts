import type { Statement } from "../access/policy-document";

/** Source and replica of one bucket, by ARN. */
export interface ReplicaPair {
  readonly source: string;
  readonly replica: string;
}

/** What S3 needs to copy versions with their locks and tags (S3 User Guide, "Setting up permissions for live replication"). */
export function replicationStatements(pairs: readonly ReplicaPair[]): Statement[] {
  const sources = pairs.map((pair) => pair.source);
  const allow = (Sid: string, Action: string[], Resource: string[]): Statement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  return [
    allow("ReadSettings", ["s3:GetReplicationConfiguration", "s3:ListBucket"], sources),
    allow(
      "ReadVersions",
      [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ],
      sources.map((arn) => `${arn}/*`),
    ),
    allow(
      "WriteReplicas",
      ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      pairs.map((pair) => `${pair.replica}/*`),
    ),
  ];
}
