import type { Rule } from "../../rule";
import * as logGroup from "./log-group";

export const rules: readonly Rule[] = [
  logGroup.cloudwatchLogGroupEncrypted,
  logGroup.cloudwatchLogGroupNotPublic,
  logGroup.cwLoggroupRetentionExplicit,
  logGroup.cwLoggroupRetentionPeriodCheck,
];
