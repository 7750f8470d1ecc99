import type { Rule } from "../../rule";
import * as repository from "./repository";
import * as access from "./repository-access";

export const rules: readonly Rule[] = [
  access.ecrRepositoryNotPublic,
  repository.ecrPrivateImageScanningEnabled,
  repository.ecrPrivateLifecyclePolicyConfigured,
  repository.ecrPrivateTagImmutabilityEnabled,
  repository.ecrRepositoryCmkEncryptionEnabled,
  repository.ecrRepositoryEncrypted,
];
