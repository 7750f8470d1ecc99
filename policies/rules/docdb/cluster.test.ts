import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  docdbClusterBackupRetentionCheck,
  docdbClusterDeletionProtectionEnabled,
  docdbClusterEncrypted,
} from "./cluster";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const ELASTIC = "aws:docdb/elasticCluster:ElasticCluster";
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const cluster = { clusterIdentifier: "claims", engine: "docdb" };
const elastic = { name: "claims", adminUserName: "clinic", authType: "SECRET_ARN", shardCapacity: 2, shardCount: 1 };

testRule(docdbClusterEncrypted, {
  valid: [
    { name: "encrypted with a key", props: { ...cluster, storageEncrypted: true, kmsKeyId } },
    { name: "as text", props: { ...cluster, storageEncrypted: "true", kmsKeyId } },
    {
      name: "key made in the same preview",
      props: { ...cluster, storageEncrypted: true, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "elastic cluster (always encrypted)", type: ELASTIC, props: { ...elastic, kmsKeyId } },
  ],
  invalid: [
    { name: "left out", props: cluster, finds: ["storageEncrypted", "kmsKeyId"] },
    { name: "no key named", props: { ...cluster, storageEncrypted: true }, finds: "kmsKeyId" },
    {
      name: "AWS's own key",
      props: { ...cluster, storageEncrypted: true, kmsKeyId: "alias/aws/rds" },
      finds: "kmsKeyId",
    },
    { name: "off", props: { ...cluster, storageEncrypted: false, kmsKeyId }, finds: "storageEncrypted" },
    {
      name: "off, whatever the key is",
      props: { ...cluster, storageEncrypted: false, kmsKeyId: unknownString },
      finds: "storageEncrypted",
    },
    { name: "elastic cluster without a key of its own", type: ELASTIC, props: elastic, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { ...cluster, storageEncrypted: true, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
    {
      name: "not known yet",
      props: { ...cluster, storageEncrypted: unknownValue, kmsKeyId },
      because: "unknown",
      finds: "storageEncrypted",
    },
  ],
});

testRule(docdbClusterBackupRetentionCheck, {
  valid: [
    { name: "7 days", props: { ...cluster, backupRetentionPeriod: 7 } },
    { name: "the longest", props: { ...cluster, backupRetentionPeriod: 35 } },
    { name: "as long as the team wants", props: { backupRetentionPeriod: 14 }, config: { minimumDays: 14 } },
    { name: "as short as there is", props: { backupRetentionPeriod: 1 }, config: { minimumDays: 1 } },
    { name: "as long as there is", props: { backupRetentionPeriod: 35 }, config: { minimumDays: 35 } },
  ],
  invalid: [
    { name: "left out (1 day)", props: cluster, finds: "backupRetentionPeriod" },
    { name: "6 days", props: { ...cluster, backupRetentionPeriod: 6 }, finds: "backupRetentionPeriod" },
    {
      name: "shorter than the team wants",
      props: { backupRetentionPeriod: 13 },
      config: { minimumDays: 14 },
      finds: "backupRetentionPeriod",
    },
  ],
  alike: [ELASTIC],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { backupRetentionPeriod: unknownValue },
      because: "unknown",
      finds: "backupRetentionPeriod",
    },
  ],
});

testRule(docdbClusterDeletionProtectionEnabled, {
  valid: [{ name: "protected", props: { ...cluster, deletionProtection: true } }],
  invalid: [
    { name: "left out", props: cluster, finds: "deletionProtection" },
    { name: "off", props: { ...cluster, deletionProtection: false }, finds: "deletionProtection" },
  ],
  notJudged: [
    another,
    { name: "an elastic cluster has none", type: ELASTIC, props: elastic, because: "other-type" },
    {
      name: "not known yet",
      props: { deletionProtection: unknownValue },
      because: "unknown",
      finds: "deletionProtection",
    },
  ],
});
