import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, SERVERLESS_CACHE } from "./cache";
import {
  elasticacheAutoMinorVersionUpgradeCheck,
  elasticacheRedisClusterAutomaticBackupCheck,
  elasticacheReplGrpAutoFailoverEnabled,
} from "./operation";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const group = { description: "Sessions of the portal", engine: "redis", nodeType: "cache.r7g.large" };

testRule(elasticacheRedisClusterAutomaticBackupCheck, {
  valid: [
    { name: "15 days", props: { ...group, snapshotRetentionLimit: 15 } },
    { name: "Valkey, the longest", props: { ...group, engine: "valkey", snapshotRetentionLimit: 35 } },
    { name: "Redis node of its own", type: CLUSTER, props: { engine: "redis", snapshotRetentionLimit: 15 } },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: { engine: "valkey", snapshotRetentionLimit: 15 } },
    { name: "as long as the team wants", props: { ...group, snapshotRetentionLimit: 7 }, config: { minimumDays: 7 } },
    { name: "as short as there is", props: { ...group, snapshotRetentionLimit: 1 }, config: { minimumDays: 1 } },
    { name: "as long as there is", props: { ...group, snapshotRetentionLimit: 35 }, config: { minimumDays: 35 } },
  ],
  invalid: [
    { name: "left out (none)", props: group, finds: "snapshotRetentionLimit" },
    { name: "none", props: { ...group, snapshotRetentionLimit: 0 }, finds: "snapshotRetentionLimit" },
    { name: "14 days", props: { ...group, snapshotRetentionLimit: 14 }, finds: "snapshotRetentionLimit" },
    {
      name: "group with an id of its own",
      props: { ...group, replicationGroupId: "sessions" },
      finds: "snapshotRetentionLimit",
    },
    {
      name: "shorter than the team wants",
      props: { ...group, snapshotRetentionLimit: 6 },
      config: { minimumDays: 7 },
      finds: "snapshotRetentionLimit",
    },
    { name: "Redis node of its own", type: CLUSTER, props: { engine: "redis" }, finds: "snapshotRetentionLimit" },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: { engine: "redis" }, finds: "snapshotRetentionLimit" },
  ],
  notJudged: [
    another,
    { name: "Memcached", type: CLUSTER, props: { engine: "memcached", numCacheNodes: 2 }, because: "exempt" },
    { name: "node of a group", type: CLUSTER, props: { replicationGroupId: unknownString }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...group, snapshotRetentionLimit: unknownValue },
      because: "unknown",
      finds: "snapshotRetentionLimit",
    },
  ],
});

testRule(elasticacheReplGrpAutoFailoverEnabled, {
  valid: [
    {
      name: "fails over to another zone",
      props: { ...group, numCacheClusters: 2, automaticFailoverEnabled: true, multiAzEnabled: true },
    },
  ],
  invalid: [
    { name: "left out", props: group, finds: ["automaticFailoverEnabled", "multiAzEnabled"] },
    {
      name: "all in one zone",
      props: { ...group, automaticFailoverEnabled: true, multiAzEnabled: false },
      finds: "multiAzEnabled",
    },
    {
      name: "no failover",
      props: { ...group, automaticFailoverEnabled: false, multiAzEnabled: true },
      finds: "automaticFailoverEnabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...group, automaticFailoverEnabled: unknownValue, multiAzEnabled: true },
      because: "unknown",
      finds: "automaticFailoverEnabled",
    },
  ],
});

testRule(elasticacheAutoMinorVersionUpgradeCheck, {
  valid: [
    { name: "by itself", props: { ...group, autoMinorVersionUpgrade: true } },
    { name: "left out (by itself)", props: group },
    { name: "node, as text", type: CLUSTER, props: { engine: "redis", autoMinorVersionUpgrade: "true" } },
  ],
  invalid: [
    { name: "off", props: { ...group, autoMinorVersionUpgrade: false }, finds: "autoMinorVersionUpgrade" },
    {
      name: "node, off as text",
      type: CLUSTER,
      props: { engine: "redis", autoMinorVersionUpgrade: "false" },
      finds: "autoMinorVersionUpgrade",
    },
  ],
  notJudged: [
    another,
    {
      name: "Memcached",
      type: CLUSTER,
      props: { engine: "memcached", autoMinorVersionUpgrade: false },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { autoMinorVersionUpgrade: unknownValue },
      because: "unknown",
      finds: "autoMinorVersionUpgrade",
    },
  ],
});
