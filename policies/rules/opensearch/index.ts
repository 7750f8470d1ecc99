import type { Rule } from "../../rule";
import * as access from "./access";
import * as availability from "./availability";
import * as encryption from "./encryption";
import * as logging from "./logging";
import * as network from "./network";
import * as serverless from "./serverless";

export const rules: readonly Rule[] = [
  encryption.elasticsearchEncryptedAtRest,
  network.elasticsearchInVpcOnly,
  logging.elasticsearchLogsToCloudwatch,
  encryption.elasticsearchNodeToNodeEncryptionCheck,
  access.opensearchAccessControlEnabled,
  logging.opensearchAuditLoggingEnabled,
  access.opensearchDashboardsFederatedLogin,
  availability.opensearchDataNodeFaultTolerance,
  encryption.opensearchEncryptedAtRest,
  encryption.opensearchEncryptedCmk,
  encryption.opensearchHttpsRequired,
  network.opensearchInVpcOnly,
  access.opensearchInternalUserDatabaseDisabled,
  logging.opensearchLogsToCloudwatch,
  encryption.opensearchNodeToNodeEncryptionCheck,
  network.opensearchNotDefaultSecurityGroup,
  availability.opensearchPrimaryNodeFaultTolerance,
  serverless.opensearchServerlessCmkAndPrivate,
  logging.opensearchSlowLogsRedaction,
  encryption.opensearchTlsPolicyCheck,
];
