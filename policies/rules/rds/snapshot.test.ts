import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, INSTANCE } from "./database";
import { rdsSnapshotEncrypted, rdsSnapshotsPublicProhibited } from "./snapshot";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
const COPY = "aws:rds/snapshotCopy:SnapshotCopy";
const CLUSTER_COPY = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy";
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const snapshot = { dbInstanceIdentifier: "claims", dbSnapshotIdentifier: "claims-before-move" };
const claims = (props: object) => ({ type: INSTANCE, name: "claims", props: { identifier: "claims", ...props } });
const cluster = (props: object) => ({
  type: CLUSTER,
  name: "claims",
  props: { clusterIdentifier: "claims", ...props },
});

testRule(rdsSnapshotEncrypted, {
  valid: [
    { name: "of an encrypted database", props: snapshot, others: [claims({ storageEncrypted: true })] },
    {
      name: "by reference",
      props: { dbInstanceIdentifier: from("claims") },
      others: [claims({ storageEncrypted: true })],
    },
    {
      name: "by ARN",
      props: { dbInstanceIdentifier: "arn:aws:rds:us-east-1:111122223333:db:claims" },
      others: [claims({ storageEncrypted: true })],
    },
    {
      name: "of an encrypted cluster",
      type: CLUSTER_SNAPSHOT,
      props: { dbClusterIdentifier: "claims", dbClusterSnapshotIdentifier: "claims-before-move" },
      others: [cluster({ engine: "aurora-mysql", storageEncrypted: true })],
    },
    {
      name: "of a cluster by reference",
      type: CLUSTER_SNAPSHOT,
      props: { dbClusterIdentifier: from("claims") },
      others: [cluster({ storageEncrypted: true })],
    },
    {
      name: "of Serverless v1",
      type: CLUSTER_SNAPSHOT,
      props: { dbClusterIdentifier: from("claims") },
      others: [cluster({ engineMode: "serverless" })],
    },
    { name: "copy with a key", type: COPY, props: { sourceDbSnapshotIdentifier: "claims", kmsKeyId } },
    { name: "cluster copy with a key", type: CLUSTER_COPY, props: { kmsKeyId: unknownString } },
  ],
  invalid: [
    {
      name: "of a database that is not",
      props: snapshot,
      others: [claims({ engine: "postgres" })],
      finds: "Instance.storageEncrypted",
    },
    {
      name: "by reference",
      props: { dbInstanceIdentifier: from("claims") },
      others: [claims({ storageEncrypted: false })],
      finds: "Instance.storageEncrypted",
    },
    {
      name: "of a cluster that is not",
      type: CLUSTER_SNAPSHOT,
      props: { dbClusterIdentifier: from("claims") },
      others: [cluster({ engine: "aurora-mysql" })],
      finds: "Cluster.storageEncrypted",
    },
    {
      name: "of a replica that says it is not",
      props: snapshot,
      others: [claims({ replicateSourceDb: "source", storageEncrypted: false })],
      finds: "Instance.storageEncrypted",
    },
    {
      name: "copy without a key",
      type: COPY,
      props: { sourceDbSnapshotIdentifier: "claims", targetDbSnapshotIdentifier: "claims-copy" },
      finds: "kmsKeyId",
    },
    { name: "cluster copy without a key", type: CLUSTER_COPY, props: {}, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "of a database made elsewhere", props: snapshot, because: "unknown", finds: "dbInstanceIdentifier" },
    {
      name: "of another database than the one here",
      props: snapshot,
      others: [claims({ identifier: "intake", storageEncrypted: true })],
      because: "unknown",
      finds: "dbInstanceIdentifier",
    },
    {
      name: "of a name that ends alike",
      props: { dbInstanceIdentifier: "old:claims" },
      others: [claims({ storageEncrypted: true })],
      because: "unknown",
      finds: "dbInstanceIdentifier",
    },
    {
      name: "of a database from another stack",
      props: { dbInstanceIdentifier: unknownString },
      others: [claims({ storageEncrypted: true })],
      because: "unknown",
      finds: "dbInstanceIdentifier",
    },
    {
      name: "of a cluster made elsewhere",
      type: CLUSTER_SNAPSHOT,
      props: { dbClusterIdentifier: "claims" },
      because: "unknown",
      finds: "dbClusterIdentifier",
    },
    {
      name: "of a replica",
      props: snapshot,
      others: [claims({ replicateSourceDb: "source" })],
      because: "unknown",
      finds: "dbInstanceIdentifier",
    },
    {
      name: "database's setting not known yet",
      props: snapshot,
      others: [claims({ storageEncrypted: unknownValue })],
      because: "unknown",
      finds: "Instance.storageEncrypted",
    },
  ],
});

testRule(rdsSnapshotsPublicProhibited, {
  valid: [
    { name: "shared with one account", props: { ...snapshot, sharedAccounts: ["111122223333"] } },
    { name: "not shared", props: snapshot },
    { name: "an empty list", props: { ...snapshot, sharedAccounts: [] } },
  ],
  invalid: [
    { name: "public", props: { ...snapshot, sharedAccounts: ["all"] }, finds: "sharedAccounts[0]" },
    {
      name: "public beside an account",
      props: { ...snapshot, sharedAccounts: ["111122223333", "all"] },
      finds: "sharedAccounts[1]",
    },
    {
      name: "public beside one that is not known yet",
      props: { ...snapshot, sharedAccounts: [unknownString, "all"] },
      finds: "sharedAccounts[1]",
    },
  ],
  notJudged: [
    another,
    {
      name: "accounts not known yet",
      props: { ...snapshot, sharedAccounts: unknownValue },
      because: "unknown",
      finds: "sharedAccounts",
    },
    {
      name: "one account not known yet",
      props: { ...snapshot, sharedAccounts: [unknownString] },
      because: "unknown",
      finds: "sharedAccounts[0]",
    },
  ],
  alike: [CLUSTER_SNAPSHOT, COPY, CLUSTER_COPY],
});
