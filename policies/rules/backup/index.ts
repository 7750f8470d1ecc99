import type { Rule } from "../../rule";
import { backupCopyCrossRegionEncryptedVault } from "./copy";
import { backupPlanExists, backupReportPlanExists } from "./coverage";
import { backupPlanMinFrequencyAndMinRetentionCheck } from "./plan";
import { backupRestoreTestingPlan } from "./restore-testing";
import { dlmCrossRegionCopyEncrypted } from "./snapshot-lifecycle";
import { backupRecoveryPointEncrypted, backupRecoveryPointManualDeletionDisabled } from "./vault";
import { backupVaultLockComplianceSixYears } from "./vault-lock";

export const rules: readonly Rule[] = [
  backupPlanMinFrequencyAndMinRetentionCheck,
  backupRecoveryPointEncrypted,
  backupRecoveryPointManualDeletionDisabled,
  backupPlanExists,
  backupReportPlanExists,
  backupCopyCrossRegionEncryptedVault,
  backupVaultLockComplianceSixYears,
  backupRestoreTestingPlan,
  dlmCrossRegionCopyEncrypted,
];
