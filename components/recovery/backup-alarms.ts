import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";

/** Jobs that failed or were given up, by vault (AWS Backup Developer Guide, "AWS Backup metrics with CloudWatch"). */
export function vaultAlarms(role: string, vaultName: pulumi.Input<string>): AlarmSpec[] {
  const failed = (what: "Backup" | "Copy" | "Restore"): AlarmSpec => ({
    role: `${role}-vault-${what.toLowerCase()}-failed`,
    description: `A ${what.toLowerCase()} job of the vault failed: the newest recovery point is older than it should be, or no use.`,
    namespace: "AWS/Backup",
    metricName: `NumberOf${what}JobsFailed`,
    dimensions: { BackupVaultName: vaultName },
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: 3600,
    periods: 1,
    silence: "notBreaching",
  });
  return [
    failed("Backup"),
    failed("Copy"),
    {
      ...failed("Backup"),
      role: `${role}-vault-backup-expired`,
      description: "A backup job did not begin in its window: no recovery point was made.",
      metricName: "NumberOfBackupJobsExpired",
    },
  ];
}
