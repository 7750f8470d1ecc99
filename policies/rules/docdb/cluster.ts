import type { ClusterArgs, ElasticClusterArgs } from "@pulumi/aws/docdb";
import { all, yes } from "../../answer";
import { atLeast, customerKey, is } from "../../predicates";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";

const CLUSTER = "aws:docdb/cluster:Cluster";
const ELASTIC_CLUSTER = "aws:docdb/elasticCluster:ElasticCluster";

export const cluster = on<ClusterArgs>(CLUSTER);
const anyCluster = on<ClusterArgs & Omit<ElasticClusterArgs, keyof ClusterArgs>>(CLUSTER, ELASTIC_CLUSTER);

const BACKUP = "https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html";

export const docdbClusterEncrypted = anyCluster.rule({
  id: "docdb-cluster-encrypted",
  title: "DocumentDB clusters are encrypted with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html",
  says: "is not encrypted with a key of its own",
  fix: "Set storageEncrypted: true (an elastic cluster always is) and kmsKeyId to the ARN of a customer managed key.",
  requires: (p, _settings, { type }) =>
    all(type === ELASTIC_CLUSTER ? yes : is(p.storageEncrypted, true), customerKey(p.kmsKeyId)),
});

/** DocumentDB and Neptune keep automatic backups for 1 to 35 days. */
export const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that automatic backups are kept at the least.",
  fallback: 7,
  minimum: 1,
  maximum: 35,
});

export const docdbClusterBackupRetentionCheck = anyCluster.rule({
  id: "docdb-cluster-backup-retention-check",
  title: "DocumentDB clusters keep their backups for a week at least",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"] },
  source: BACKUP,
  says: "keeps its backups too short",
  fix: "Set backupRetentionPeriod: 7 or more; left out, it is 1.",
  config: [minimumDays],
  requires: (p, settings) => atLeast(p.backupRetentionPeriod, minimumDays.of(settings)),
});

export const docdbClusterDeletionProtectionEnabled = cluster.rule({
  id: "docdb-cluster-deletion-protection-enabled",
  title: "DocumentDB clusters are protected against deletion",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-delete.html",
  says: "can be deleted by one call",
  fix: "Set deletionProtection: true.",
  remedy: { deletionProtection: true },
  requires: (p) => is(p.deletionProtection, true),
});
