import { from, testRule, unknownString } from "../../testing/rule-tester";
import { neptuneSnapshotEncrypted } from "./cluster-snapshot";

const CLUSTER = "aws:neptune/cluster:Cluster";
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const dbClusterSnapshotIdentifier = "before-migration";
const byName = { dbClusterIdentifier: "referrals", dbClusterSnapshotIdentifier };
const byReference = { dbClusterIdentifier: from("cluster"), dbClusterSnapshotIdentifier };
const cluster = (props: object) => ({
  type: CLUSTER,
  name: "cluster",
  props: { clusterIdentifier: "referrals", ...props },
});
const other = {
  type: CLUSTER,
  name: "other",
  props: { clusterIdentifier: "visits", storageEncrypted: true, kmsKeyArn },
};

testRule(neptuneSnapshotEncrypted, {
  valid: [
    {
      name: "of an encrypted cluster",
      props: byName,
      others: [other, cluster({ storageEncrypted: true, kmsKeyArn })],
    },
    {
      name: "of an encrypted cluster of the same preview",
      props: byReference,
      others: [cluster({ storageEncrypted: true, kmsKeyArn })],
    },
  ],
  invalid: [
    {
      name: "of a cluster that is not encrypted",
      props: byName,
      others: [other, cluster({ storageEncrypted: false, kmsKeyArn })],
      finds: "Cluster.storageEncrypted",
    },
    {
      name: "of a cluster without a key of its own",
      props: byReference,
      others: [other, cluster({ storageEncrypted: true })],
      finds: "Cluster.kmsKeyArn",
    },
  ],
  notJudged: [
    { name: "another type", type: CLUSTER, props: {}, because: "other-type" },
    { name: "no cluster in the stack", props: byName, because: "unknown", finds: "dbClusterIdentifier" },
    { name: "another cluster", props: byName, others: [other], because: "unknown", finds: "dbClusterIdentifier" },
    {
      name: "cluster of another stack",
      props: { ...byName, dbClusterIdentifier: unknownString },
      others: [other],
      because: "unknown",
      finds: "dbClusterIdentifier",
    },
    {
      name: "key of the cluster not known yet",
      props: byReference,
      others: [cluster({ storageEncrypted: true, kmsKeyArn: unknownString })],
      because: "unknown",
      finds: "Cluster.kmsKeyArn",
    },
    { name: "left out", props: { dbClusterSnapshotIdentifier }, because: "unknown", finds: "dbClusterIdentifier" },
  ],
});
