import type { Statement } from "../access/policy-document";
import { arnOf, bucketArn, iamArn, nameFor } from "../names";
import type { Place } from "../site";
import { DRILL_PREFIX } from "./backup-access";
import { REPLAY_LOG } from "../../lambdas/fhir-replay/contract";
import { EXPORT_PREFIX } from "../../lambdas/fhir-export/contract";

const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

/** Beginning of the names of what a drill restores. */
export const drillPrefix = (place: Pick<Place, "project" | "environment">): string =>
  `${place.project}-${place.environment}-${DRILL_PREFIX}-`;

const ours = (place: Place): string => `${place.project}-${place.environment}-*`;

/** Passes one role to one service, and to nothing else. */
function passRole(place: Place, role: string, service: string): Statement {
  return {
    ...allow("PassRole", ["iam:PassRole"], iamArn(place, `role/${nameFor(place, "role", role)}`)),
    Condition: { StringEquals: { "iam:PassedToService": service } },
  };
}

/** Reads how far copies are behind. CloudWatch's reads, and the list of tables, take no resource. */
export function measureStatements(place: Place, vaultName: string): Statement[] {
  return [
    allow(
      "ReadBackups",
      ["backup:ListRecoveryPointsByBackupVault"],
      arnOf(place, "backup", `backup-vault:${vaultName}`),
    ),
    allow("ReadFigures", ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "dynamodb:ListTables"], "*"),
    allow("ReadTables", ["dynamodb:DescribeContinuousBackups"], arnOf(place, "dynamodb", `table/${ours(place)}`)),
  ];
}

/** Looks at one replica, and promotes it. */
export function promoteStatements(place: Place, identifier: string): Statement[] {
  return [
    allow(
      "PromoteReplica",
      ["rds:DescribeDBInstances", "rds:PromoteReadReplica"],
      arnOf(place, "rds", `db:${identifier}`),
    ),
  ];
}

/** Starts restores with the role for them, and removes what a drill made. Jobs have no ARN that a policy could name. */
export function drillRestoreStatements(place: Place, vaultName: string, restoreRole: string): Statement[] {
  const vault = arnOf(place, "backup", `backup-vault:${vaultName}`);
  return [
    allow("ReadBackups", ["backup:ListRecoveryPointsByBackupVault"], vault),
    allow("ListJobs", ["backup:ListRestoreJobs"], "*"),
    allow("ReadJobs", ["backup:DescribeRestoreJob"], arnOf(place, "backup", "*")),
    allow(
      "StartRestores",
      ["backup:GetRecoveryPointRestoreMetadata", "backup:StartRestoreJob"],
      [vault, arnOf(place, "rds", "snapshot:awsbackup:*"), arnOf(place, "backup", "recovery-point:*")],
    ),
    allow(
      "RemoveDrills",
      ["dynamodb:DeleteTable", "rds:DeleteDBInstance"],
      [arnOf(place, "dynamodb", `table/${drillPrefix(place)}*`), arnOf(place, "rds", `db:${drillPrefix(place)}*`)],
    ),
    passRole(place, restoreRole, "backup.amazonaws.com"),
  ];
}

/** Starts imports into the region's data stores with the role for them. HealthLake tries the log's place with the caller's rights. */
export function replayStatements(place: Place, journalBucket: string, replayRole: string): Statement[] {
  const bucket = bucketArn(place.region, journalBucket);
  return [
    allow(
      "ReplayJournal",
      ["healthlake:DescribeFHIRImportJob", "healthlake:ListFHIRImportJobs", "healthlake:StartFHIRImportJob"],
      arnOf(place, "healthlake", "datastore/fhir/*"),
    ),
    allow("FindExport", ["s3:ListBucket"], bucket),
    allow("WriteLog", ["s3:PutObject"], `${bucket}/${REPLAY_LOG}*`),
    passRole(place, replayRole, "healthlake.amazonaws.com"),
  ];
}

/** What HealthLake itself does in a replay: reads the export, writes its log, by the key of the replicas. */
export function replayDataStatements(place: Place, journalBucket: string): Statement[] {
  const bucket = bucketArn(place.region, journalBucket);
  return [
    allow("FindFiles", ["s3:ListBucket"], bucket),
    allow("ReadExport", ["s3:GetObject"], `${bucket}/${EXPORT_PREFIX}*`),
    allow("WriteLog", ["s3:PutObject"], `${bucket}/${REPLAY_LOG}*`),
    {
      ...allow("UseKey", ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], arnOf(place, "kms", "key/*")),
      Condition: {
        "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours(place)}` },
        StringEquals: {
          "kms:ViaService": ["s3", "healthlake"].map((service) => `${service}.${place.region}.amazonaws.com`),
        },
      },
    },
  ];
}

/** Tells evidence on the region's own bus. */
export function reportStatements(place: Place): Statement[] {
  return [allow("TellEvidence", ["events:PutEvents"], arnOf(place, "events", "event-bus/default"))];
}
