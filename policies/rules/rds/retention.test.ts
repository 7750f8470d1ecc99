import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, GLOBAL_CLUSTER, NATIVE_CLUSTER, NATIVE_INSTANCE } from "./database";
import {
  dbInstanceBackupEnabled,
  rdsAuroraBacktrackingEnabled,
  rdsClusterDeletionProtectionEnabled,
  rdsCopyTagsToSnapshotsEnabled,
  rdsInstanceDeletionProtectionEnabled,
  rdsSkipFinalSnapshotDisabled,
} from "./retention";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };
const auroraMysql = { engine: "aurora-mysql" };

testRule(dbInstanceBackupEnabled, {
  valid: [
    { name: "two weeks", props: { ...postgres, backupRetentionPeriod: 14 } },
    { name: "a week", props: { ...postgres, backupRetentionPeriod: 7 } },
    { name: "cluster", type: CLUSTER, props: { ...aurora, backupRetentionPeriod: 35 } },
    { name: "Cloud Control cluster", type: NATIVE_CLUSTER, props: { ...aurora, backupRetentionPeriod: 7 } },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: { ...postgres, backupRetentionPeriod: 7 } },
    {
      name: "a day where that is enough",
      props: { ...postgres, backupRetentionPeriod: 1 },
      config: { minimumDays: 1 },
    },
    {
      name: "the most there is",
      props: { ...postgres, backupRetentionPeriod: 35 },
      config: { minimumDays: 35 },
    },
    {
      name: "three days where that is enough",
      props: { ...postgres, backupRetentionPeriod: 3 },
      config: { minimumDays: 3 },
    },
  ],
  invalid: [
    { name: "left out (no backups)", props: postgres, finds: "backupRetentionPeriod" },
    { name: "off", props: { ...postgres, backupRetentionPeriod: 0 }, finds: "backupRetentionPeriod" },
    { name: "a day short", props: { ...postgres, backupRetentionPeriod: 6 }, finds: "backupRetentionPeriod" },
    { name: "cluster, left out (a day)", type: CLUSTER, props: aurora, finds: "backupRetentionPeriod" },
    {
      name: "Cloud Control cluster with a name",
      type: NATIVE_CLUSTER,
      props: { ...aurora, dbClusterIdentifier: "claims" },
      finds: "backupRetentionPeriod",
    },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: postgres, finds: "backupRetentionPeriod" },
    {
      name: "a week where a month is asked for",
      props: { ...postgres, backupRetentionPeriod: 7 },
      config: { minimumDays: 30 },
      finds: "backupRetentionPeriod",
    },
  ],
  notJudged: [
    another,
    { name: "read replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    {
      name: "replica cluster",
      type: CLUSTER,
      props: { ...aurora, replicationSourceIdentifier: unknownString },
      because: "exempt",
    },
    {
      name: "Cloud Control replica",
      type: NATIVE_INSTANCE,
      props: { sourceDbInstanceIdentifier: "claims" },
      because: "exempt",
    },
    { name: "Aurora instance", props: { engine: "aurora-mysql" }, because: "exempt" },
    { name: "Cloud Control Aurora instance", type: NATIVE_INSTANCE, props: auroraMysql, because: "exempt" },
    {
      name: "instance of a Cloud Control cluster",
      type: NATIVE_INSTANCE,
      props: { dbClusterIdentifier: "claims" },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { ...postgres, backupRetentionPeriod: unknownValue },
      because: "unknown",
      finds: "backupRetentionPeriod",
    },
  ],
});

testRule(rdsInstanceDeletionProtectionEnabled, {
  valid: [{ name: "on", props: { ...postgres, deletionProtection: true } }],
  invalid: [
    { name: "left out", props: postgres, finds: "deletionProtection" },
    { name: "off", props: { ...postgres, deletionProtection: false }, finds: "deletionProtection" },
  ],
  notJudged: [
    another,
    { name: "Aurora instance", props: { engine: "aurora-postgresql" }, because: "exempt" },
    { name: "Aurora instance by the engine's first name", props: { engine: "aurora" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, deletionProtection: unknownValue },
      because: "unknown",
      finds: "deletionProtection",
    },
  ],
});

testRule(rdsClusterDeletionProtectionEnabled, {
  valid: [{ name: "on", props: { ...aurora, deletionProtection: true } }],
  invalid: [
    { name: "left out", props: aurora, finds: "deletionProtection" },
    { name: "off", props: { ...aurora, deletionProtection: false }, finds: "deletionProtection" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...aurora, deletionProtection: unknownValue },
      because: "unknown",
      finds: "deletionProtection",
    },
  ],
  alike: [GLOBAL_CLUSTER],
});

testRule(rdsCopyTagsToSnapshotsEnabled, {
  valid: [
    { name: "on", props: { ...postgres, copyTagsToSnapshot: true } },
    { name: "Aurora cluster", type: CLUSTER, props: { ...aurora, copyTagsToSnapshot: true } },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "copyTagsToSnapshot" },
    { name: "off", props: { ...postgres, copyTagsToSnapshot: false }, finds: "copyTagsToSnapshot" },
    { name: "Aurora cluster", type: CLUSTER, props: aurora, finds: "copyTagsToSnapshot" },
  ],
  notJudged: [
    another,
    { name: "Aurora instance", props: { engine: "aurora-postgresql" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, copyTagsToSnapshot: unknownValue },
      because: "unknown",
      finds: "copyTagsToSnapshot",
    },
  ],
});

testRule(rdsAuroraBacktrackingEnabled, {
  valid: [
    { name: "a day", props: { ...auroraMysql, backtrackWindow: 86400 } },
    { name: "a second", props: { ...auroraMysql, backtrackWindow: 1 } },
  ],
  invalid: [
    { name: "left out", props: auroraMysql, finds: "backtrackWindow" },
    { name: "off", props: { ...auroraMysql, backtrackWindow: 0 }, finds: "backtrackWindow" },
    { name: "first name of the engine", props: { engine: "aurora" }, finds: "backtrackWindow" },
    { name: "provisioned", props: { ...auroraMysql, engineMode: "provisioned" }, finds: "backtrackWindow" },
  ],
  notJudged: [
    another,
    { name: "Aurora PostgreSQL", props: aurora, because: "exempt" },
    { name: "Multi-AZ cluster", props: { engine: "mysql" }, because: "exempt" },
    { name: "Serverless v1", props: { ...auroraMysql, engineMode: "serverless" }, because: "exempt" },
    { name: "global database", props: { ...auroraMysql, globalClusterIdentifier: unknownString }, because: "exempt" },
    {
      name: "replica",
      props: { ...auroraMysql, replicationSourceIdentifier: "arn:aws:rds:us-west-2:111122223333:cluster:claims" },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { ...auroraMysql, backtrackWindow: unknownValue },
      because: "unknown",
      finds: "backtrackWindow",
    },
    { name: "engine not known yet", props: { engine: unknownString }, because: "unknown", finds: "engine" },
  ],
});

testRule(rdsSkipFinalSnapshotDisabled, {
  valid: [
    {
      name: "takes one",
      props: { ...postgres, skipFinalSnapshot: false, finalSnapshotIdentifier: "claims-final" },
    },
    { name: "left out", props: { ...postgres, finalSnapshotIdentifier: "claims-final" } },
  ],
  invalid: [{ name: "skipped", props: { ...postgres, skipFinalSnapshot: true }, finds: "skipFinalSnapshot" }],
  notJudged: [
    another,
    { name: "read replica", props: { replicateSourceDb: unknownString, skipFinalSnapshot: true }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, skipFinalSnapshot: unknownValue },
      because: "unknown",
      finds: "skipFinalSnapshot",
    },
  ],
  alike: [CLUSTER, "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster", "aws:redshift/cluster:Cluster"],
});
