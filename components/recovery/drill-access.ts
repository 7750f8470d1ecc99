import type { Statement } from "../access/policy-document";
import { below, jobStatements, list, PREFIX } from "../clinical/image-access";
import { imageDatastoreArn } from "../clinical/image-datastore";
import { imageBucketArn, type Tenant } from "../clinical/image-names";
import { arnOf, bucketArn, iamArn, nameFor } from "../names";
import type { Place } from "../site";
import { DRILL_PREFIX } from "./backup-access";
import { REPLAY_LOG } from "../../lambdas/fhir-replay/contract";
import { EXPORT_PREFIX } from "../../lambdas/fhir-export/contract";
import { NONE } from "../../lambdas/image-replay/contract";

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
    useReplicaKeys(place, ["kms:Decrypt", "kms:GenerateDataKey"], ["s3"]),
    passRole(place, replayRole, "healthlake.amazonaws.com"),
  ];
}

/** An organisation, and the data store of the drill's region that its images are replayed into. */
export interface ReplayTenant extends Tenant {
  readonly replayDatastoreId?: string | undefined;
}

/** Last part of the name of HealthImaging's role for an organisation's replays. */
export const imageReplayRole = (tenant: string): string => `image-replay-${tenant}`;

/** Starts imports into the named data stores, each with its organisation's role, and reads what came of them. */
export function imageReplayStatements(place: Place, tenants: readonly ReplayTenant[]): Statement[] {
  const [input, output] = [imageBucketArn(place, "input"), imageBucketArn(place, "output")];
  // Where no data store is named there is none of this name.
  const stores = tenants.map(({ replayDatastoreId = NONE }) => imageDatastoreArn(place, replayDatastoreId));
  return [
    allow(
      "ReplayImages",
      ["medical-imaging:GetDICOMImportJob", "medical-imaging:StartDICOMImportJob"],
      [...new Set(stores)],
    ),
    {
      ...allow(
        "HandOverRoles",
        ["iam:PassRole"],
        tenants.map(({ id }) => iamArn(place, `role/${nameFor(place, "role", imageReplayRole(id))}`)),
      ),
      Condition: { StringEquals: { "iam:PassedToService": "medical-imaging.amazonaws.com" } },
    },
    list("FindBatches", input, tenants, PREFIX.accepted),
    list("FindResults", output, tenants, PREFIX.results),
    allow("ReadResults", ["s3:GetObject"], below(output, tenants, PREFIX.results)),
    allow("KeepRecords", ["s3:PutObject"], below(output, tenants, PREFIX.results)),
    useReplicaKeys(place, ["kms:Decrypt", "kms:GenerateDataKey"], ["s3"]),
  ];
}

/** What HealthImaging itself does in a replay: one organisation's import jobs, by the keys of replicas and data store. */
export function imageReplayDataStatements(place: Place, tenant: Tenant): Statement[] {
  return [
    ...jobStatements(place, tenant),
    useReplicaKeys(place, ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], ["s3", "medical-imaging"]),
  ];
}

/** Keys of the stack in the drill's region: the key policies let the account's roles use them by policies of their own. */
function useReplicaKeys(place: Place, actions: readonly string[], services: readonly string[]): Statement {
  return {
    ...allow("UseKey", actions, arnOf(place, "kms", "key/*")),
    Condition: {
      "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours(place)}` },
      StringEquals: { "kms:ViaService": services.map((service) => `${service}.${place.region}.amazonaws.com`) },
    },
  };
}

/** What HealthLake itself does in a replay: reads the export, writes its log, by the key of the replicas. */
export function replayDataStatements(place: Place, journalBucket: string): Statement[] {
  const bucket = bucketArn(place.region, journalBucket);
  return [
    allow("FindFiles", ["s3:ListBucket"], bucket),
    allow("ReadExport", ["s3:GetObject"], `${bucket}/${EXPORT_PREFIX}*`),
    allow("WriteLog", ["s3:PutObject"], `${bucket}/${REPLAY_LOG}*`),
    useReplicaKeys(place, ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], ["s3", "healthlake"]),
  ];
}

/** Tells evidence on the region's own bus. */
export function reportStatements(place: Place): Statement[] {
  return [allow("TellEvidence", ["events:PutEvents"], arnOf(place, "events", "event-bus/default"))];
}
