import type { Rule } from "../../rule";
import * as access from "./access";
import * as encryption from "./encryption";
import * as operation from "./operation";
import * as subnetGroup from "./subnet-group";

export const rules: readonly Rule[] = [
  operation.elasticacheAutoMinorVersionUpgradeCheck,
  operation.elasticacheRedisClusterAutomaticBackupCheck,
  operation.elasticacheReplGrpAutoFailoverEnabled,
  encryption.elasticacheReplGrpCmk,
  encryption.elasticacheReplGrpEncryptedAtRest,
  encryption.elasticacheReplGrpEncryptedInTransit,
  access.elasticacheReplGrpRedisAuthEnabled,
  encryption.elasticacheServerlessCmk,
  subnetGroup.elasticacheSubnetGroupCheck,
];
