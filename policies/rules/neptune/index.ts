import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as clusterInstance from "./cluster-instance";
import * as clusterSnapshot from "./cluster-snapshot";

export const rules: readonly Rule[] = [
  cluster.neptuneClusterBackupRetentionCheck,
  cluster.neptuneClusterCloudwatchLogExportEnabled,
  cluster.neptuneClusterDeletionProtectionEnabled,
  cluster.neptuneClusterEncrypted,
  cluster.neptuneClusterIamAuth,
  clusterInstance.neptuneInstanceNotPublic,
  clusterSnapshot.neptuneSnapshotEncrypted,
];
