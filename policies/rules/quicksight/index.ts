import type { Rule } from "../../rule";
import { quicksightAccountProtectionAndAuth, quicksightCmkRegistered, quicksightIpRestrictionEnabled } from "./account";
import { quicksightColumnLevelSecurity, quicksightRlsOnPhiDataset } from "./data-set";
import { quicksightDatasourceSecret, quicksightDatasourceTlsAndVpc } from "./data-source";

export const rules: readonly Rule[] = [
  quicksightAccountProtectionAndAuth,
  quicksightCmkRegistered,
  quicksightColumnLevelSecurity,
  quicksightDatasourceSecret,
  quicksightDatasourceTlsAndVpc,
  quicksightIpRestrictionEnabled,
  quicksightRlsOnPhiDataset,
];
