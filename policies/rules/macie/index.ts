import type { Rule } from "../../rule";
import { macieAutoSensitiveDataDiscoveryCheck, macieResultsExportEncrypted, macieStatusCheck } from "./account";
import { macieJobCoversPhiBuckets, macieMedicalIdentifiersEnabled } from "./job";

export const rules: readonly Rule[] = [
  macieStatusCheck,
  macieAutoSensitiveDataDiscoveryCheck,
  macieResultsExportEncrypted,
  macieJobCoversPhiBuckets,
  macieMedicalIdentifiersEnabled,
];
