import type { ClusterArgs } from "@pulumi/aws/neptune";
import { all, type Answer } from "../../answer";
import { atLeast, customerKey, is, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { minimumDays } from "../docdb/cluster";

export const cluster = on<ClusterArgs>("aws:neptune/cluster:Cluster");

export function isEncrypted(p: Reading<ClusterArgs>): Answer {
  return all(is(p.storageEncrypted, true), customerKey(p.kmsKeyArn));
}

export const neptuneClusterEncrypted = cluster.rule({
  id: "neptune-cluster-encrypted",
  title: "Neptune clusters are encrypted with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html",
  says: "is not encrypted with a key of its own",
  fix: "Set storageEncrypted: true and kmsKeyArn to the ARN of a customer managed key.",
  requires: isEncrypted,
});

export const neptuneClusterCloudwatchLogExportEnabled = cluster.rule({
  id: "neptune-cluster-cloudwatch-log-export-enabled",
  title: "Neptune clusters send their audit log to CloudWatch",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html",
  says: "does not send its audit log to CloudWatch",
  fix: 'Set enableCloudwatchLogsExports: ["audit"], and neptune_enable_audit_log: "1" in its ClusterParameterGroup.',
  requires: (p) => some(p.enableCloudwatchLogsExports, (log) => is(log as Reading<string>, "audit")),
});

export const neptuneClusterIamAuth = cluster.rule({
  id: "neptune-cluster-iam-auth",
  title: "Neptune clusters ask every client to sign in with IAM",
  severity: "medium",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html",
  says: "lets in anyone who can reach it on the network",
  fix: "Set iamDatabaseAuthenticationEnabled: true and let clients sign their requests (Signature Version 4).",
  requires: (p) => is(p.iamDatabaseAuthenticationEnabled, true),
});

export const neptuneClusterBackupRetentionCheck = cluster.rule({
  id: "neptune-cluster-backup-retention-check",
  title: "Neptune clusters keep their backups for a week at least",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/backup-restore.html",
  says: "keeps its backups too short",
  fix: "Set backupRetentionPeriod: 7 or more; left out, it is 1.",
  config: [minimumDays],
  requires: (p, settings) => atLeast(p.backupRetentionPeriod, minimumDays.of(settings)),
});

export const neptuneClusterDeletionProtectionEnabled = cluster.rule({
  id: "neptune-cluster-deletion-protection-enabled",
  title: "Neptune clusters are protected against deletion and their snapshots carry their tags",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html",
  says: "can be deleted by one call, or leaves snapshots without its tags",
  fix: "Set deletionProtection: true and copyTagsToSnapshot: true.",
  why: "Without its tags nothing tells that a snapshot holds patient data and how long it must be kept.",
  remedy: { deletionProtection: true, copyTagsToSnapshot: true },
  requires: (p) => all(is(p.deletionProtection, true), is(p.copyTagsToSnapshot, true)),
});
