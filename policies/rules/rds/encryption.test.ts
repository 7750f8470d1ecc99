import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, CLUSTER_INSTANCE, GLOBAL_CLUSTER, NATIVE_CLUSTER, NATIVE_INSTANCE } from "./database";
import {
  rdsAutomatedBackupReplicationCmk,
  rdsClusterActivityStreamCmk,
  rdsPerformanceInsightsCmk,
  rdsStorageCmk,
  rdsStorageEncrypted,
} from "./encryption";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const near = "arn:aws:rds:us-east-1:111122223333:db:claims";
const far = "arn:aws:rds:us-west-2:111122223333:db:claims";
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };

testRule(rdsStorageEncrypted, {
  valid: [
    { name: "encrypted", props: { ...postgres, storageEncrypted: true } },
    { name: "cluster", type: CLUSTER, props: { ...aurora, storageEncrypted: true } },
    { name: "Serverless v1, left out (on)", type: CLUSTER, props: { ...aurora, engineMode: "serverless" } },
    { name: "global cluster", type: GLOBAL_CLUSTER, props: { storageEncrypted: true } },
    { name: "Cloud Control cluster", type: NATIVE_CLUSTER, props: { ...aurora, storageEncrypted: true } },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: { ...postgres, storageEncrypted: true } },
    { name: "replica from another region with a key of its own", props: { replicateSourceDb: far, kmsKeyId } },
    {
      name: "cluster replica from another region with a key",
      type: CLUSTER,
      props: { ...aurora, replicationSourceIdentifier: "arn:aws:rds:us-west-2:111122223333:cluster:claims", kmsKeyId },
    },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "storageEncrypted" },
    { name: "off", props: { ...postgres, storageEncrypted: false }, finds: "storageEncrypted" },
    { name: "a key alone", props: { ...postgres, kmsKeyId }, finds: "storageEncrypted" },
    { name: "cluster", type: CLUSTER, props: aurora, finds: "storageEncrypted" },
    {
      name: "provisioned cluster",
      type: CLUSTER,
      props: { ...aurora, engineMode: "provisioned" },
      finds: "storageEncrypted",
    },
    {
      name: "Serverless v1, off",
      type: CLUSTER,
      props: { ...aurora, engineMode: "serverless", storageEncrypted: false },
      finds: "storageEncrypted",
    },
    { name: "global cluster", type: GLOBAL_CLUSTER, props: aurora, finds: "storageEncrypted" },
    {
      name: "Cloud Control cluster with a name",
      type: NATIVE_CLUSTER,
      props: { ...aurora, dbClusterIdentifier: "claims" },
      finds: "storageEncrypted",
    },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: postgres, finds: "storageEncrypted" },
    {
      name: "replica that says it is not",
      props: { replicateSourceDb: near, storageEncrypted: false },
      finds: "storageEncrypted",
    },
    {
      name: "replica from another region without a key",
      props: { replicateSourceDb: far },
      finds: "storageEncrypted",
    },
    {
      name: "cluster replica from another region without a key",
      type: CLUSTER,
      props: { ...aurora, replicationSourceIdentifier: "arn:aws:rds:us-west-2:111122223333:cluster:claims" },
      finds: "storageEncrypted",
    },
  ],
  notJudged: [
    another,
    { name: "replica in the region", props: { replicateSourceDb: near }, because: "exempt" },
    { name: "replica by identifier", props: { replicateSourceDb: "claims" }, because: "exempt" },
    {
      name: "replica of a database of the program",
      props: { replicateSourceDb: from("claims") },
      others: [{ type: "aws:rds/instance:Instance", name: "claims", props: postgres }],
      because: "exempt",
    },
    {
      name: "Cloud Control replica",
      type: NATIVE_INSTANCE,
      props: { sourceDbInstanceIdentifier: "claims" },
      because: "exempt",
    },
    {
      name: "instance of a Cloud Control cluster",
      type: NATIVE_INSTANCE,
      props: { dbClusterIdentifier: "claims" },
      because: "exempt",
    },
    {
      name: "global cluster made from a cluster",
      type: GLOBAL_CLUSTER,
      props: { sourceDbClusterIdentifier: unknownString },
      because: "exempt",
    },
    { name: "Aurora instance", props: { engine: "aurora-mysql" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, storageEncrypted: unknownValue },
      because: "unknown",
      finds: "storageEncrypted",
    },
  ],
});

testRule(rdsStorageCmk, {
  valid: [
    { name: "key by ARN", props: { ...postgres, storageEncrypted: true, kmsKeyId } },
    {
      name: "key made in the same preview",
      props: { ...postgres, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "cluster", type: CLUSTER, props: { ...aurora, kmsKeyId } },
    { name: "Cloud Control cluster", type: NATIVE_CLUSTER, props: { ...aurora, kmsKeyId } },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: { ...postgres, kmsKeyId } },
  ],
  invalid: [
    { name: "left out", props: { ...postgres, storageEncrypted: true }, finds: "kmsKeyId" },
    { name: "AWS alias", props: { ...postgres, kmsKeyId: "alias/aws/rds" }, finds: "kmsKeyId" },
    { name: "cluster", type: CLUSTER, props: aurora, finds: "kmsKeyId" },
    { name: "replica from another region", props: { replicateSourceDb: far }, finds: "kmsKeyId" },
    {
      name: "replica with AWS's key",
      props: { replicateSourceDb: near, kmsKeyId: "alias/aws/rds" },
      finds: "kmsKeyId",
    },
    {
      name: "Cloud Control cluster",
      type: NATIVE_CLUSTER,
      props: { dbClusterIdentifier: "claims" },
      finds: "kmsKeyId",
    },
    { name: "Cloud Control instance", type: NATIVE_INSTANCE, props: postgres, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "replica in the region", props: { replicateSourceDb: near }, because: "exempt" },
    {
      name: "from another stack",
      props: { ...postgres, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

testRule(rdsPerformanceInsightsCmk, {
  valid: [
    {
      name: "key by ARN",
      props: { ...postgres, performanceInsightsEnabled: true, performanceInsightsKmsKeyId: kmsKeyId },
    },
    {
      name: "Cloud Control",
      type: NATIVE_INSTANCE,
      props: { enablePerformanceInsights: true, performanceInsightsKmsKeyId: kmsKeyId },
    },
    {
      name: "Cloud Control, early spelling",
      type: NATIVE_INSTANCE,
      props: { enablePerformanceInsights: true, performanceInsightsKMSKeyId: kmsKeyId },
    },
  ],
  invalid: [
    {
      name: "left out",
      props: { ...postgres, performanceInsightsEnabled: true },
      finds: "performanceInsightsKmsKeyId",
    },
    {
      name: "AWS alias",
      props: { ...postgres, performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "alias/aws/rds" },
      finds: "performanceInsightsKmsKeyId",
    },
    {
      name: "Cloud Control",
      type: NATIVE_INSTANCE,
      props: { enablePerformanceInsights: true },
      finds: "performanceInsightsKmsKeyId",
    },
  ],
  notJudged: [
    another,
    { name: "off", props: postgres, because: "exempt" },
    {
      name: "from another stack",
      props: { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknownString },
      because: "unknown",
      finds: "performanceInsightsKmsKeyId",
    },
  ],
  alike: [CLUSTER, CLUSTER_INSTANCE],
});

testRule(rdsClusterActivityStreamCmk, {
  valid: [{ name: "key by ARN", props: { mode: "async", resourceArn: near, kmsKeyId } }],
  invalid: [
    { name: "AWS alias", props: { mode: "async", resourceArn: near, kmsKeyId: "alias/aws/rds" }, finds: "kmsKeyId" },
    { name: "left out", props: { mode: "async", resourceArn: near }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(rdsAutomatedBackupReplicationCmk, {
  valid: [{ name: "key by ARN", props: { sourceDbInstanceArn: near, retentionPeriod: 14, kmsKeyId } }],
  invalid: [
    { name: "left out", props: { sourceDbInstanceArn: near, retentionPeriod: 14 }, finds: "kmsKeyId" },
    { name: "AWS alias", props: { sourceDbInstanceArn: near, kmsKeyId: "alias/aws/rds" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});
