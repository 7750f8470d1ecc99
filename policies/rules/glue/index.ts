import type { Rule } from "../../rule";
import * as table from "./catalog-table";
import * as connection from "./connection";
import * as encryption from "./encryption";
import * as job from "./job";

export const rules: readonly Rule[] = [
  connection.glueConnectionInVpc,
  connection.glueConnectionNoSecrets,
  connection.glueConnectionSslEnabled,
  encryption.glueComponentSecurityConfiguration,
  encryption.glueDataCatalogEncryption,
  encryption.glueDataCatalogNotPublic,
  encryption.glueMlTransformEncryptedAtRest,
  encryption.glueSecurityConfigurationEncryption,
  job.glueJobLoggingEnabled,
  job.glueJobNoSecretsInArguments,
  job.glueJobTempDirEncrypted,
  table.glueCatalogTablePhiColumnClassification,
];
