import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as logging from "./cluster-logging";
import * as dataShare from "./data-share";
import * as parameterGroup from "./parameter-group";
import * as serverless from "./serverless";
import * as snapshotCopy from "./snapshot-copy";

export const rules: readonly Rule[] = [
  cluster.redshiftBackupEnabled,
  cluster.redshiftClusterKmsEnabled,
  cluster.redshiftClusterMaintenanceSettingsCheck,
  cluster.redshiftClusterMultiAzEnabled,
  cluster.redshiftClusterPublicAccessCheck,
  cluster.redshiftDefaultAdminCheck,
  cluster.redshiftDefaultDbNameCheck,
  cluster.redshiftEnhancedVpcRoutingEnabled,
  cluster.redshiftInVpc,
  dataShare.redshiftDatashareAuthorizedConsumers,
  logging.redshiftClusterConfigurationCheck,
  parameterGroup.redshiftRequireTlsSsl,
  parameterGroup.redshiftServerlessRequireSsl,
  serverless.redshiftServerlessAuditLogs,
  serverless.redshiftServerlessNamespaceCmkEncryption,
  snapshotCopy.redshiftSnapshotCopyGrantCmk,
];
