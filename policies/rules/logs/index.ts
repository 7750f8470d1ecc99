import type { Rule } from "../../rule";
import * as computeGroup from "./compute-group";
import * as dataProtection from "./data-protection";
import * as logGroup from "./log-group";
import * as retention from "./retention-six-years";

export const rules: readonly Rule[] = [
  logGroup.cloudwatchLogGroupEncrypted,
  logGroup.cloudwatchLogGroupNotPublic,
  logGroup.cwLoggroupRetentionExplicit,
  logGroup.cwLoggroupRetentionPeriodCheck,
  computeGroup.logGroupExplicitForCompute,
  dataProtection.logDataProtectionPolicyPhi,
  retention.logRetentionSixYears,
];
