import type { Rule } from "../../rule";
import { guarddutyDetectorEnabled, guarddutyEnabledCentralized } from "./detector";
import * as features from "./features";
import { guarddutyMalwarePlanOnIntakeBucket } from "./malware-plan";
import { guarddutyPublishingDestinationEncrypted } from "./publishing-destination";

export const rules: readonly Rule[] = [
  guarddutyEnabledCentralized,
  guarddutyDetectorEnabled,
  ...Object.values(features),
  guarddutyMalwarePlanOnIntakeBucket,
  guarddutyPublishingDestinationEncrypted,
];
