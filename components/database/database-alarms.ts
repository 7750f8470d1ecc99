import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";

export interface DatabaseAlarmsArgs {
  readonly role: string;
  readonly identifier: pulumi.Input<string>;
  readonly storageGiB: number;
}

const GIB = 1024 ** 3;

/** Memory below this and the server begins to swap; the smallest class that is taken has 4 GiB. */
const LEAST_MEMORY_BYTES = 256 * 1024 ** 2;

/** What ends a database's service before anybody sees it (RDS User Guide, "CloudWatch metrics for Amazon RDS"). */
export function databaseAlarms({ role, identifier, storageGiB }: DatabaseAlarmsArgs): AlarmSpec[] {
  const ofDatabase = {
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: identifier },
    periodSeconds: 300,
    periods: 3,
    // A database that reports nothing is not there.
    silence: "breaching",
  } as const;
  return [
    {
      ...ofDatabase,
      role: `${role}-cpu`,
      description: "The database's processors are busy above 85 % for 15 minutes.",
      metricName: "CPUUtilization",
      statistic: "Average",
      comparison: "GreaterThanThreshold",
      threshold: 85,
    },
    {
      ...ofDatabase,
      role: `${role}-storage`,
      severity: "P2",
      description: "Less than a tenth of the database's first storage is free, whatever it has grown to since.",
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      comparison: "LessThanThreshold",
      threshold: Math.floor((storageGiB * GIB) / 10),
    },
    {
      ...ofDatabase,
      role: `${role}-memory`,
      severity: "P2",
      description: "The database has less than 256 MiB of memory left for 15 minutes.",
      metricName: "FreeableMemory",
      statistic: "Average",
      comparison: "LessThanThreshold",
      threshold: LEAST_MEMORY_BYTES,
    },
  ];
}
