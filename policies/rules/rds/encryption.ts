import type { ClusterActivityStreamArgs, InstanceAutomatedBackupsReplicationArgs } from "@pulumi/aws/rds";
import { all, any, not, unnamed, type Answer } from "../../answer";
import { absent, customerKey, first, is, present } from "../../predicates";
import { resourceOf } from "../../reading";
import { on } from "../../rule";
import {
  CLUSTER,
  CLUSTER_INSTANCE,
  GLOBAL_CLUSTER,
  INSTANCE,
  instanceOrClusterOfAnyProvider,
  isMember,
  isReplica,
  namesOtherRegion,
  NATIVE_CLUSTER,
  NATIVE_INSTANCE,
  type Database,
  type DatabaseArgs,
} from "./database";

const stored = on<DatabaseArgs>(INSTANCE, CLUSTER, GLOBAL_CLUSTER, NATIVE_CLUSTER, NATIVE_INSTANCE);
const watched = on<DatabaseArgs>(INSTANCE, CLUSTER_INSTANCE, CLUSTER, NATIVE_INSTANCE);
const activityStream = on<ClusterActivityStreamArgs>("aws:rds/clusterActivityStream:ClusterActivityStream");
export const automatedBackupsReplication = on<InstanceAutomatedBackupsReplicationArgs>(
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
);

const ENCRYPTION = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html";

/** Takes encryption and key from another database. A replica in another region does not: keys are regional. */
function inherits(p: Database): Answer {
  return any(
    isMember(p),
    present(p.sourceDbClusterIdentifier),
    all(
      isReplica(p),
      not(namesOtherRegion(p.replicateSourceDb, resourceOf(p))),
      not(namesOtherRegion(p.replicationSourceIdentifier, resourceOf(p))),
    ),
  );
}

/** Encrypted by what it says itself. Aurora Serverless v1 is unless told otherwise, and a replica with a key of its own region always. */
export function saysEncrypted(p: Database): Answer {
  return any(
    is(p.storageEncrypted, true),
    unnamed(
      all(absent(p.storageEncrypted), any(is(p.engineMode, "serverless"), all(isReplica(p), present(p.kmsKeyId)))),
    ),
  );
}

export const rdsStorageEncrypted = stored.rule({
  id: "rds-storage-encrypted",
  title: "Databases encrypt their storage",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "PI1.5"],
  },
  source: ENCRYPTION,
  says: "keeps its storage unencrypted",
  fix: "Set storageEncrypted: true.",
  remedy: { storageEncrypted: true },
  appliesWhen: (p) => not(all(inherits(p), absent(p.storageEncrypted))),
  otherwise: "Encryption and key are those of the database that it copies or belongs to.",
  requires: saysEncrypted,
});

export const rdsStorageCmk = instanceOrClusterOfAnyProvider.rule({
  id: "rds-storage-cmk",
  title: "Databases are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "is not encrypted with a key of its own",
  fix: "Set storageEncrypted: true and kmsKeyId to the ARN of a customer managed key.",
  appliesWhen: (p) => not(all(inherits(p), absent(p.kmsKeyId))),
  otherwise: "Encryption and key are those of the database that it copies or belongs to.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const rdsPerformanceInsightsCmk = watched.rule({
  id: "rds-performance-insights-cmk",
  title: "Performance Insights keeps its data under a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.html",
  says: "keeps its Performance Insights data under no key of its own",
  fix: "Set performanceInsightsKmsKeyId to the ARN of a customer managed key.",
  why: "Performance Insights stores the text of SQL statements, which may hold patient data.",
  appliesWhen: (p) => any(is(p.performanceInsightsEnabled, true), is(p.enablePerformanceInsights, true)),
  otherwise: "Performance Insights is off.",
  requires: (p) => customerKey(first(p.performanceInsightsKmsKeyId, p.performanceInsightsKMSKeyId)),
});

export const rdsClusterActivityStreamCmk = activityStream.rule({
  id: "rds-cluster-activity-stream-cmk",
  title: "Database activity streams are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html",
  says: "is not encrypted with a customer managed key",
  fix: "Set kmsKeyId to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const rdsAutomatedBackupReplicationCmk = automatedBackupsReplication.rule({
  id: "rds-automated-backup-replication-cmk",
  title: "Replicated backups are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.Replicating.Enable.html",
  says: "does not encrypt the replicated backups with a customer managed key",
  fix: "Set kmsKeyId to the ARN of a customer managed key in the destination region.",
  requires: (p) => customerKey(p.kmsKeyId),
});
