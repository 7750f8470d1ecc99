import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";
import type { SumAlarmSpec } from "../observability/sum-alarm";

export interface TableAlarmsArgs {
  readonly role: string;
  readonly tableName: pulumi.Input<string>;
  /** Region of the replica, where there is one. */
  readonly replicaRegion?: string;
}

/** Minutes that the second region may be behind: the recovery point that the platform states for tables. */
export const REPLICA_LAG_MINUTES = 15;

/** Refused reads and writes, and a replica that falls behind (DynamoDB Developer Guide, "DynamoDB metrics and dimensions"). */
export function tableAlarms({ role, tableName, replicaRegion }: TableAlarmsArgs): AlarmSpec[] {
  const ofTable = {
    namespace: "AWS/DynamoDB",
    comparison: "GreaterThanThreshold",
    periodSeconds: 300,
    periods: 3,
    silence: "notBreaching",
  } as const;
  const refused = (which: string, metricName: string): AlarmSpec => ({
    ...ofTable,
    role: `${role}-table-${which}-refused`,
    description: `DynamoDB refused ${which}s of the table for 15 minutes: one key, or the account, is past its limit.`,
    metricName,
    dimensions: { TableName: tableName },
    statistic: "Sum",
    threshold: 0,
  });
  const alarms = [refused("read", "ReadThrottleEvents"), refused("write", "WriteThrottleEvents")];
  if (replicaRegion === undefined) return alarms;
  return [
    ...alarms,
    {
      ...ofTable,
      role: `${role}-table-replica-lag`,
      description: `Changes of the table take more than ${REPLICA_LAG_MINUTES} minutes to reach ${replicaRegion}.`,
      metricName: "ReplicationLatency",
      dimensions: { TableName: tableName, ReceivingRegion: replicaRegion },
      statistic: "Maximum",
      threshold: REPLICA_LAG_MINUTES * 60_000,
      periods: 1,
    },
  ];
}

/** DynamoDB counts its own faults by operation alone. */
const OPERATIONS = [
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "TransactWriteItems",
  "UpdateItem",
];

/** DynamoDB answers with faults of its own for longer than its clients' retries last. */
export function tableFaults({ role, tableName }: TableAlarmsArgs): SumAlarmSpec {
  return {
    role: `${role}-table-faults`,
    description: "DynamoDB answered requests on the table with errors of its own for 15 minutes.",
    namespace: "AWS/DynamoDB",
    metricName: "SystemErrors",
    dimensions: { TableName: tableName },
    over: { dimension: "Operation", values: OPERATIONS },
    threshold: 0,
    periodSeconds: 300,
    periods: 3,
  };
}
