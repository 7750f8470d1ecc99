import type { Statement } from "../access/policy-document";
import { partitionOf } from "../names";
import type { Place } from "../site";

/** Names that AWS Backup gives: snapshots of databases, and what a restore test makes and removes again (AWS Backup Developer Guide). */
const SNAPSHOTS = "snapshot:awsbackup:*";
const RESTORE_TESTS = "awsbackup-restore-test-*";

/** What a drill restores is called so, and removed again. */
export const DRILL_PREFIX = "drill";

/** ARN in any region: backups are copied from one to the other. */
const anywhere = (place: Place, service: string, resource: string): string =>
  `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${resource}`;

const ours = (place: Pick<Place, "project" | "environment">): string => `${place.project}-${place.environment}-`;

const allow = (Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

/** Services through which AWS Backup uses keys; the region is open, as a copy is encrypted anew in the other one. */
export const BACKUP_KEY_SERVICES: readonly string[] = ["backup", "dynamodb", "rds"].map(
  (service) => `${service}.*.amazonaws.com`,
);

/**
 * Keys of the stack, through AWS Backup and the services whose stores it backs up: it reads with the key of the store and writes
 * with that of the vault (AWS Backup Developer Guide, "Encryption for backups").
 */
function keyStatements(place: Place): Statement[] {
  const Resource = anywhere(place, "kms", "key/*");
  const aliases = { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${ours(place)}*` } };
  return [
    {
      ...allow(
        "UseKeys",
        [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ],
        Resource,
      ),
      Condition: { ...aliases, StringLike: { "kms:ViaService": BACKUP_KEY_SERVICES } },
    },
    {
      ...allow("PassKeysOn", ["kms:CreateGrant"], Resource),
      Condition: { ...aliases, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * What AWS Backup does to back databases and tables of the stack up, and to copy the backups: the part of
 * AWSBackupServiceRolePolicyForBackup that is about them, for this stack's names. That policy itself reaches every store of the account.
 */
export function backupStatements(place: Place): Statement[] {
  const tables = anywhere(place, "dynamodb", `table/${ours(place)}*`);
  const databases = anywhere(place, "rds", `db:${ours(place)}*`);
  const snapshots = anywhere(place, "rds", SNAPSHOTS);
  return [
    allow(
      "BackUpTables",
      [
        "dynamodb:CreateBackup",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:ListTagsOfResource",
        "dynamodb:StartAwsBackupJob",
      ],
      tables,
    ),
    allow("KeepTableBackups", ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"], `${tables}/backup/*`),
    allow("LookAtDatabases", ["rds:DescribeDBInstances"], databases),
    allow(
      "BackUpDatabases",
      [
        "rds:AddTagsToResource",
        "rds:CopyDBSnapshot",
        "rds:CreateDBSnapshot",
        "rds:DescribeDBSnapshots",
        "rds:ListTagsForResource",
      ],
      [databases, snapshots],
    ),
    allow("LetSnapshotsExpire", ["rds:DeleteDBSnapshot"], snapshots),
    allow(
      "UseVaults",
      ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"],
      anywhere(place, "backup", `backup-vault:${ours(place)}*`),
    ),
    allow("CopyBackups", ["backup:CopyFromBackupVault"], [snapshots, anywhere(place, "backup", "recovery-point:*")]),
    // Takes no resource (Service Authorization Reference, "Amazon Resource Group Tagging API").
    allow("FindByTag", ["tag:GetResources"], "*"),
    ...keyStatements(place),
  ];
}

/** What AWS Backup does to restore them, into new stores whose names say that they are a test's or a drill's. */
export function restoreStatements(place: Place): Statement[] {
  const names = [RESTORE_TESTS, `${ours(place)}${DRILL_PREFIX}-*`];
  const tables = names.map((name) => anywhere(place, "dynamodb", `table/${name}`));
  const databases = names.map((name) => anywhere(place, "rds", `db:${name}`));
  const snapshots = anywhere(place, "rds", SNAPSHOTS);
  return [
    allow(
      "RestoreTables",
      [
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:RestoreTableFromAwsBackup",
        "dynamodb:Scan",
        "dynamodb:UpdateItem",
      ],
      tables,
    ),
    allow(
      "FromTableBackups",
      ["dynamodb:RestoreTableFromBackup"],
      [...tables, `${anywhere(place, "dynamodb", `table/${ours(place)}*`)}/backup/*`],
    ),
    allow(
      "RestoreDatabases",
      [
        "rds:AddTagsToResource",
        "rds:CreateDBInstance",
        "rds:DescribeDBInstances",
        "rds:ListTagsForResource",
        "rds:RestoreDBInstanceFromDBSnapshot",
      ],
      [
        ...databases,
        snapshots,
        anywhere(place, "rds", "og:default:*"),
        anywhere(place, "rds", `pg:${ours(place)}*`),
        anywhere(place, "rds", "pg:default.*"),
        anywhere(place, "rds", `subgrp:${ours(place)}*`),
      ],
    ),
    allow("LookAtSnapshots", ["rds:DescribeDBSnapshots"], snapshots),
    ...keyStatements(place),
  ];
}
