import type { Rule } from "../../rule";
import { dynamodbAutoscalingEnabled } from "./autoscaling";
import { dynamodbInBackupPlan } from "./backup-plan";
import * as dax from "./dax";
import { dynamodbResourcePolicyNoCrossAccount } from "./resource-policy";
import * as table from "./table";

export const rules: readonly Rule[] = [
  dax.daxClusterMultiAz,
  dax.daxEncryptionEnabled,
  dax.daxTlsEndpointEncryption,
  dynamodbAutoscalingEnabled,
  table.dynamodbGlobalTableReplicaParity,
  dynamodbInBackupPlan,
  table.dynamodbPitrEnabled,
  table.dynamodbReplicaCmk,
  dynamodbResourcePolicyNoCrossAccount,
  table.dynamodbTableDeletionProtectionEnabled,
  table.dynamodbTableEncryptedKms,
];
