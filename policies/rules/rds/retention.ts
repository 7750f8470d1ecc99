import type { ClusterArgs } from "@pulumi/aws/rds";
import { all, any, not } from "../../answer";
import { atLeast, is, notTrue, present } from "../../predicates";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import {
  cluster,
  CLUSTER,
  GLOBAL_CLUSTER,
  instance,
  INSTANCE,
  instanceOrCluster,
  instanceOrClusterOfAnyProvider,
  isMember,
  isReplica,
  runs,
  type DatabaseArgs,
} from "./database";

const protectedCluster = on<DatabaseArgs>(CLUSTER, GLOBAL_CLUSTER);
/** The clusters of the other engines spell this setting alike. */
const lastSnapshot = on<Pick<ClusterArgs, "skipFinalSnapshot"> & Pick<DatabaseArgs, "replicateSourceDb">>(
  INSTANCE,
  CLUSTER,
  "aws:docdb/cluster:Cluster",
  "aws:neptune/cluster:Cluster",
  "aws:redshift/cluster:Cluster",
);

const BACKUPS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html";
const DELETION = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html";

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that automated backups are kept at least",
  fallback: 7,
  minimum: 1,
  maximum: 35,
});

export const dbInstanceBackupEnabled = instanceOrClusterOfAnyProvider.rule({
  id: "db-instance-backup-enabled",
  title: "Databases keep their automated backups for a week at least",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.1", "A1.2", "CC7.4"],
  },
  source: BACKUPS,
  says: "does not keep its automated backups long enough",
  fix: "Set backupRetentionPeriod: 7 or more.",
  why: "Left out, an instance keeps no backup and a cluster one day's.",
  config: [minimumDays],
  appliesWhen: (p) => not(any(isReplica(p), isMember(p))),
  otherwise: "A replica is backed up at its source, an Aurora instance by its cluster.",
  requires: (p, settings) => atLeast(p.backupRetentionPeriod, minimumDays.of(settings)),
});

export const rdsInstanceDeletionProtectionEnabled = instance.rule({
  id: "rds-instance-deletion-protection-enabled",
  title: "Database instances are protected from deletion",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-3", "PR.PT-5", "RC.RP-1"],
    soc2: ["C1.1"],
  },
  source: DELETION,
  says: "can be deleted by one call",
  fix: "Set deletionProtection: true.",
  remedy: { deletionProtection: true },
  appliesWhen: (p) => not(isMember(p)),
  otherwise: "An Aurora cluster keeps this setting for its instances.",
  requires: (p) => is(p.deletionProtection, true),
});

export const rdsClusterDeletionProtectionEnabled = protectedCluster.rule({
  id: "rds-cluster-deletion-protection-enabled",
  title: "Database clusters are protected from deletion",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
  says: "can be deleted by one call",
  fix: "Set deletionProtection: true.",
  remedy: { deletionProtection: true },
  requires: (p) => is(p.deletionProtection, true),
});

export const rdsCopyTagsToSnapshotsEnabled = instanceOrCluster.rule({
  id: "rds-copy-tags-to-snapshots-enabled",
  title: "Snapshots carry the tags of their database",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"], soc2: ["CC7.5"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
  says: "leaves its snapshots without its tags, so nothing tells that they hold patient data",
  fix: "Set copyTagsToSnapshot: true.",
  remedy: { copyTagsToSnapshot: true },
  appliesWhen: (p) => not(isMember(p)),
  otherwise: "An Aurora cluster keeps this setting for its instances.",
  requires: (p) => is(p.copyTagsToSnapshot, true),
});

export const rdsAuroraBacktrackingEnabled = cluster.rule({
  id: "rds-aurora-backtracking-enabled",
  title: "Aurora MySQL clusters can be wound back",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
  says: "can't be wound back to the moment before a mistake",
  fix: "Set backtrackWindow: 86400 (seconds; 259200 at most).",
  appliesWhen: (p) =>
    all(
      runs(p, ["aurora", "aurora-mysql"]),
      not(is(p.engineMode, "serverless")),
      not(present(p.globalClusterIdentifier)),
      not(isReplica(p)),
    ),
  otherwise: "Backtrack exists for Aurora MySQL alone, and not for Serverless v1, global databases or replicas.",
  requires: (p) => atLeast(p.backtrackWindow, 1),
});

export const rdsSkipFinalSnapshotDisabled = lastSnapshot.rule({
  id: "rds-skip-final-snapshot-disabled",
  title: "Databases leave a final snapshot when they are deleted",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(i)", "164.310(d)(2)(iv)"] },
  source: DELETION,
  says: "is deleted without a final snapshot",
  fix: 'Set skipFinalSnapshot: false and finalSnapshotIdentifier, e.g. "claims-final".',
  remedy: { skipFinalSnapshot: false },
  appliesWhen: (p) => not(present(p.replicateSourceDb)),
  otherwise: "AWS takes no final snapshot of a read replica; its source has the data.",
  requires: (p) => notTrue(p.skipFinalSnapshot),
});
