import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  neptuneClusterBackupRetentionCheck,
  neptuneClusterCloudwatchLogExportEnabled,
  neptuneClusterDeletionProtectionEnabled,
  neptuneClusterEncrypted,
  neptuneClusterIamAuth,
} from "./cluster";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const cluster = { clusterIdentifier: "referrals", engine: "neptune" };

testRule(neptuneClusterEncrypted, {
  valid: [
    { name: "encrypted with a key", props: { ...cluster, storageEncrypted: true, kmsKeyArn } },
    {
      name: "key made in the same preview",
      props: { ...cluster, storageEncrypted: true, kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: cluster, finds: ["storageEncrypted", "kmsKeyArn"] },
    { name: "off", props: { ...cluster, storageEncrypted: false, kmsKeyArn }, finds: "storageEncrypted" },
    { name: "no key named", props: { ...cluster, storageEncrypted: true }, finds: "kmsKeyArn" },
    {
      name: "AWS's own key",
      props: { ...cluster, storageEncrypted: true, kmsKeyArn: "alias/aws/rds" },
      finds: "kmsKeyArn",
    },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { ...cluster, storageEncrypted: true, kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
  ],
});

testRule(neptuneClusterCloudwatchLogExportEnabled, {
  valid: [
    { name: "audit log", props: { ...cluster, enableCloudwatchLogsExports: ["audit"] } },
    { name: "both logs", props: { ...cluster, enableCloudwatchLogsExports: ["slowquery", "audit"] } },
  ],
  invalid: [
    { name: "left out", props: cluster, finds: "enableCloudwatchLogsExports" },
    { name: "empty", props: { enableCloudwatchLogsExports: [] }, finds: "enableCloudwatchLogsExports" },
    {
      name: "slow queries alone",
      props: { ...cluster, enableCloudwatchLogsExports: ["slowquery"] },
      finds: "enableCloudwatchLogsExports[0]",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { enableCloudwatchLogsExports: unknownValue },
      because: "unknown",
      finds: "enableCloudwatchLogsExports",
    },
  ],
});

testRule(neptuneClusterIamAuth, {
  valid: [{ name: "IAM", props: { ...cluster, iamDatabaseAuthenticationEnabled: true } }],
  invalid: [
    { name: "left out", props: cluster, finds: "iamDatabaseAuthenticationEnabled" },
    {
      name: "off",
      props: { ...cluster, iamDatabaseAuthenticationEnabled: false },
      finds: "iamDatabaseAuthenticationEnabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { iamDatabaseAuthenticationEnabled: unknownValue },
      because: "unknown",
      finds: "iamDatabaseAuthenticationEnabled",
    },
  ],
});

testRule(neptuneClusterBackupRetentionCheck, {
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

testRule(neptuneClusterDeletionProtectionEnabled, {
  valid: [
    { name: "protected, tags copied", props: { ...cluster, deletionProtection: true, copyTagsToSnapshot: true } },
  ],
  invalid: [
    { name: "left out", props: cluster, finds: ["deletionProtection", "copyTagsToSnapshot"] },
    {
      name: "not protected",
      props: { ...cluster, deletionProtection: false, copyTagsToSnapshot: true },
      finds: "deletionProtection",
    },
    { name: "tags not copied", props: { ...cluster, deletionProtection: true }, finds: "copyTagsToSnapshot" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { deletionProtection: unknownValue, copyTagsToSnapshot: true },
      because: "unknown",
      finds: "deletionProtection",
    },
  ],
});
