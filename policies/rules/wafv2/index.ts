import type { Rule } from "../../rule";
import * as log4j from "./log4j";
import * as loggingConfiguration from "./logging-configuration";
import * as webAcl from "./web-acl";

export const rules: readonly Rule[] = [
  loggingConfiguration.cloudfrontWafLogRedaction,
  webAcl.wafClassicLoggingEnabled,
  log4j.wafv2Log4jManagedRule,
  webAcl.wafv2LoggingEnabled,
  webAcl.wafv2RuleHasAction,
  webAcl.wafv2RuleVisibilityMetrics,
  webAcl.wafv2WebaclNotEmpty,
];
