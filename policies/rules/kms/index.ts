import type { Rule } from "../../rule";
import * as key from "./key";

export const rules: readonly Rule[] = [
  key.cmkBackingKeyRotationEnabled,
  key.kmsCmkNotScheduledForDeletion,
  key.kmsKeyBypassLockoutSafetyCheck,
  key.kmsKeyDescription,
  key.kmsKeyEnabled,
  key.kmsKeyPolicyDefined,
  key.kmsKeyPolicyNoWildcardPrincipal,
  key.kmsLogsGrantScoped,
];
