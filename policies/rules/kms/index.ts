import type { Rule } from "../../rule";
import * as enclave from "./enclave";
import * as grant from "./grant";
import * as key from "./key";
import * as sharing from "./key-sharing";
import * as use from "./key-use";
import * as multiRegion from "./multi-region";

export const rules: readonly Rule[] = [
  enclave.kmsEnclaveAttestationEnforced,
  grant.kmsGrantLeastPrivilege,
  key.cmkBackingKeyRotationEnabled,
  key.kmsCmkNotScheduledForDeletion,
  key.kmsKeyBypassLockoutSafetyCheck,
  key.kmsKeyDescription,
  key.kmsKeyEnabled,
  key.kmsKeyPolicyDefined,
  key.kmsKeyPolicyNoWildcardPrincipal,
  key.kmsLogsGrantScoped,
  multiRegion.kmsKeyMultiRegionAuthorised,
  multiRegion.kmsMultiRegionKeyForDr,
  sharing.kmsCmkPerDataClassification,
  use.kmsPhiKeyPolicyViaService,
  use.kmsPhiKeySeparationOfDuties,
];
