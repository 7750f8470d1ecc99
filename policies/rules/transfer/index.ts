import type { Rule } from "../../rule";
import * as connector from "./connector";
import * as policy from "./security-policy";
import * as server from "./server";
import * as user from "./user";
import * as workflow from "./workflow";

export const rules: readonly Rule[] = [
  connector.transferAs2SignedEncrypted,
  connector.transferConnectorLoggingEnabled,
  connector.transferConnectorTrustedHostKeys,
  policy.transferServerPqcKex,
  policy.transferServerSecurityPolicy,
  server.transferFamilyServerNoFtp,
  server.transferServerNotPublic,
  server.transferServerStructuredLogging,
  user.transferUserHomeRestricted,
  user.transferUserRoleScoped,
  workflow.transferWorkflowMalwareScanAndQuarantine,
];
