import { all, any, not } from "../../answer";
import { atLeast, is, notFalse } from "../../predicates";
import { wholeNumber } from "../../rule-config";
import { anyCache, groupOrCluster, isMember, isMemcached, replicationGroup } from "./cache";

/** ElastiCache keeps automatic snapshots for up to 35 days; 0 makes none. */
const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days (on a serverless cache: daily snapshots) that automatic snapshots are kept at the least.",
  fallback: 15,
  minimum: 1,
  maximum: 35,
});

export const elasticacheRedisClusterAutomaticBackupCheck = anyCache.rule({
  id: "elasticache-redis-cluster-automatic-backup-check",
  title: "ElastiCache keeps automatic snapshots for 15 days at least",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
  says: "keeps no automatic snapshots, or keeps them too short",
  fix: "Set snapshotRetentionLimit: 15 or more; left out, there are no snapshots.",
  config: [minimumDays],
  appliesWhen: (p) => not(any(isMemcached(p), isMember(p))),
  otherwise: "Memcached has no snapshots, and the nodes of a replication group are backed up with it.",
  requires: (p, settings) => atLeast(p.snapshotRetentionLimit, minimumDays.of(settings)),
});

export const elasticacheReplGrpAutoFailoverEnabled = replicationGroup.rule({
  id: "elasticache-repl-grp-auto-failover-enabled",
  title: "ElastiCache replication groups fail over by themselves, to another zone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  says: "is gone when one zone or its primary node is",
  fix: "Set automaticFailoverEnabled: true and multiAzEnabled: true, with numCacheClusters: 2 or more (or replicasPerNodeGroup: 1).",
  requires: (p) => all(is(p.automaticFailoverEnabled, true), is(p.multiAzEnabled, true)),
});

export const elasticacheAutoMinorVersionUpgradeCheck = groupOrCluster.rule({
  id: "elasticache-auto-minor-version-upgrade-check",
  title: "ElastiCache takes minor versions of its engine by itself",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html",
  says: "waits for someone to install security fixes",
  fix: "Set autoMinorVersionUpgrade: true or leave it out.",
  remedy: { autoMinorVersionUpgrade: undefined },
  appliesWhen: (p) => not(isMemcached(p)),
  otherwise: "AWS upgrades Redis OSS and Valkey by itself, not Memcached.",
  requires: (p) => notFalse(p.autoMinorVersionUpgrade),
});
