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

/** The most that the roles of AWS Backup and of the drill do, in both regions: the drill runs in the second one. */
export function recoveryBoundary(place: Place): Statement[] {
  const everywhere = JSON.stringify([...computeBoundary(place), ...monitoringStatements(place)]).replaceAll(
    `:${place.region}:`,
    ":*:",
  );
  return [
    ...(JSON.parse(everywhere) as Statement[]),
    ...backupStatements(place),
    ...restoreStatements(place),
    drillBoundary(place),
    {
      Sid: "DrillAnywhere",
      Effect: "Allow",
      Action: ["backup:ListRestoreJobs", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "dynamodb:ListTables"],
      Resource: "*",
    },
  ];
}

function drillBoundary(place: Place): Statement {
  const ours = `${place.project}-${place.environment}-*`;
  const arn = (service: string, resource: string): string =>
    `arn:${partitionOf(place.region)}:${service}:*:${place.accountId}:${resource}`;
  return {
    Sid: "Drill",
    Effect: "Allow",
    Action: [
      "backup:DescribeRestoreJob",
      "backup:GetRecoveryPointRestoreMetadata",
      "backup:ListRecoveryPointsByBackupVault",
      "backup:StartRestoreJob",
      "dynamodb:DeleteTable",
      "dynamodb:DescribeContinuousBackups",
      "events:PutEvents",
      "healthlake:DescribeFHIRImportJob",
      "healthlake:ListFHIRImportJobs",
      "healthlake:StartFHIRImportJob",
      "iam:PassRole",
      "rds:DeleteDBInstance",
      "rds:DescribeDBInstances",
      "rds:PromoteReadReplica",
    ],
    Resource: [
      arn("backup", "*"),
      arn("dynamodb", `table/${ours}`),
      arn("events", "event-bus/default"),
      arn("healthlake", "datastore/fhir/*"),
      arn("rds", `db:${ours}`),
      arn("rds", "snapshot:awsbackup:*"),
      `arn:${partitionOf(place.region)}:iam::${place.accountId}:role/${ours}`,
    ],
  };
}
