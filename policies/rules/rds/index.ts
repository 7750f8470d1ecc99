import type { Rule } from "../../rule";
import * as access from "./access";
import * as availability from "./availability";
import * as backupPlan from "./backup-plan";
import * as disasterRecovery from "./disaster-recovery";
import * as encryption from "./encryption";
import * as eventSubscription from "./event-subscription";
import * as exposure from "./exposure";
import * as logging from "./logging";
import * as monitoring from "./monitoring";
import * as queryLogging from "./query-logging";
import * as retention from "./retention";
import * as snapshot from "./snapshot";
import * as transport from "./transport";
import * as version from "./version";

export const rules: readonly Rule[] = [
  backupPlan.auroraResourcesProtectedByBackupPlan,
  retention.dbInstanceBackupEnabled,
  disasterRecovery.drRdsCrossRegionCopy,
  disasterRecovery.drReplicaEncryptedRegionalCmk,
  retention.rdsAuroraBacktrackingEnabled,
  encryption.rdsAutomatedBackupReplicationCmk,
  version.rdsAutomaticMinorVersionUpgradeEnabled,
  encryption.rdsClusterActivityStreamCmk,
  retention.rdsClusterDeletionProtectionEnabled,
  access.rdsClusterIamAuthenticationEnabled,
  availability.rdsClusterMultiAzEnabled,
  retention.rdsCopyTagsToSnapshotsEnabled,
  access.rdsDefaultAdminCheck,
  version.rdsEngineVersionSupported,
  monitoring.rdsEnhancedMonitoringEnabled,
  eventSubscription.rdsEventSubscriptionCritical,
  backupPlan.rdsInBackupPlan,
  exposure.rdsInVpcPrivateSubnets,
  version.rdsInstanceCaCertModern,
  retention.rdsInstanceDeletionProtectionEnabled,
  access.rdsInstanceIamAuthenticationEnabled,
  exposure.rdsInstancePublicAccessCheck,
  transport.rdsInstanceTransportEncrypted,
  logging.rdsLoggingEnabled,
  availability.rdsMultiAzSupport,
  exposure.rdsNoDefaultPorts,
  encryption.rdsPerformanceInsightsCmk,
  monitoring.rdsPerformanceInsightsEnabled,
  queryLogging.rdsPostgresQueryLogging,
  version.rdsPostgresNotVulnerableVersion,
  retention.rdsSkipFinalSnapshotDisabled,
  snapshot.rdsSnapshotEncrypted,
  snapshot.rdsSnapshotsPublicProhibited,
  encryption.rdsStorageCmk,
  encryption.rdsStorageEncrypted,
];
