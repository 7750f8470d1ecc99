import type { Rule } from "../../rule";
import { cloudformationStackNotificationCheck } from "./cloudformation-stack";
import { configConformancePackHipaaDeployed } from "./conformance-pack";
import { configEnabledAllRegions, configRecorderAllResources, configRecorderServiceRole } from "./recorder";
import { configRetentionSixYears } from "./retention";

export const rules: readonly Rule[] = [
  configEnabledAllRegions,
  configRecorderAllResources,
  configRecorderServiceRole,
  configConformancePackHipaaDeployed,
  configRetentionSixYears,
  cloudformationStackNotificationCheck,
];
