import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as parameterGroup from "./cluster-parameter-group";
import * as globalCluster from "./global-cluster";

export const rules: readonly Rule[] = [
  parameterGroup.docdbClusterAuditLoggingEnabled,
  cluster.docdbClusterBackupRetentionCheck,
  cluster.docdbClusterDeletionProtectionEnabled,
  cluster.docdbClusterEncrypted,
  parameterGroup.docdbClusterTlsNotDisabled,
  globalCluster.docdbGlobalClusterEncrypted,
];
