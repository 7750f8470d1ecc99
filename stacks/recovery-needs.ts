import type { Statement } from "../components/access/policy-document";
import { computeBoundary } from "../components/compute/compute-boundary";
import { monitoringStatements } from "../components/database/monitoring-role";
import { nameFor, partitionOf } from "../components/names";
import { ALARMS_ROLE, BACKUP_EVENTS, backupsPublish } from "../components/observability/publishers";
import { backupStatements, restoreStatements } from "../components/recovery/backup-access";
import type { Place } from "../components/site";
import type { Needs } from "./needs";

export const recoveryNeeds: Needs = {
  keyUses: (site) => [
    { kind: "publish", sid: "BackupsPublish", service: BACKUP_EVENTS, topicName: nameFor(site, "topic", ALARMS_ROLE) },
  ],
  alarmPublishers: (_, topicArn) => [backupsPublish(topicArn)],
  boundary: recoveryBoundary,
};

/** What the drill's functions do with named resources, beside what AWS Backup's roles do. */
const DRILL_ACTIONS = [
  "backup:DescribeRestoreJob",
  "backup:GetRecoveryPointRestoreMetadata",
  "backup:ListRecoveryPointsByBackupVault",
  "backup:StartRestoreJob",
  "dynamodb:DeleteTable",
  "events:PutEvents",
  "healthlake:DescribeFHIRImportJob",
  "healthlake:ListFHIRImportJobs",
  "healthlake:StartFHIRImportJob",
  "iam:PassRole",
  "medical-imaging:GetDICOMImportJob",
  "medical-imaging:StartDICOMImportJob",
  "rds:DeleteDBInstance",
  "rds:PromoteReadReplica",
];

/** The most that the roles of AWS Backup, of the replica's monitoring and of the drill do, in both regions: the drill runs in the second one. */
export function recoveryBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  const anywhere = (service: string, resource: string): string =>
    `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${resource}`;
  const ofBackup = [...backupStatements(place), ...restoreStatements(place)];
  // A policy takes each action once: the boundary says what may be done to this stack's things, and the roles' policies what each does.
  const actions = new Set([
    ...ofBackup.flatMap(({ Action }) => Action).filter((action) => !/^(kms|tag):/.test(action)),
    ...DRILL_ACTIONS,
  ]);
  const keys = ofBackup.filter(({ Sid }) => Sid === "UseKeys" || Sid === "PassKeysOn");
  const compute = JSON.stringify([...computeBoundary(place), ...monitoringStatements(place)]);
  return [
    ...(JSON.parse(compute.replaceAll(`:${place.region}:`, ":*:")) as Statement[]),
    {
      Sid: "Recovery",
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: [
        anywhere("backup", "*"),
        ...[ours, "awsbackup-restore-test-*"].flatMap((name) => [
          anywhere("dynamodb", `table/${name}`),
          anywhere("rds", `db:${name}`),
        ]),
        anywhere("events", "event-bus/default"),
        anywhere("healthlake", "datastore/fhir/*"),
        anywhere("medical-imaging", "datastore/*"),
        ...["og:default:*", `pg:${ours}`, "pg:default.*", "snapshot:awsbackup:*", `subgrp:${ours}`].map((name) =>
          anywhere("rds", name),
        ),
        `arn:${partitionOf(place.region)}:iam::${place.accountId}:role/${ours}`,
      ],
    },
    {
      Sid: "RecoveryAnywhere",
      Effect: "Allow",
      Action: [
        "backup:ListRestoreJobs",
        "cloudwatch:GetMetricData",
        "cloudwatch:ListMetrics",
        "dynamodb:ListTables",
        "tag:GetResources",
      ],
      Resource: "*",
    },
    ...keys,
  ];
}
