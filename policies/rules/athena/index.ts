import type { Rule } from "../../rule";
import * as catalog from "./catalog";
import * as database from "./database";
import * as results from "./result-bucket";
import * as workgroup from "./workgroup";

export const rules: readonly Rule[] = [
  catalog.athenaDataCatalogDescription,
  catalog.athenaFederatedConnectorControls,
  catalog.athenaPreparedStatementDescription,
  database.athenaDatabaseCmk,
  database.athenaDatabaseDescription,
  database.athenaDatabaseEncrypted,
  results.athenaWorkgroupResultBucketOwnerAndControls,
  workgroup.athenaWorkgroupCmk,
  workgroup.athenaWorkgroupDescription,
  workgroup.athenaWorkgroupEncryptedAtRest,
  workgroup.athenaWorkgroupEnforceConfiguration,
  workgroup.athenaWorkgroupLoggingEnabled,
];
