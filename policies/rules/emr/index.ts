import type { Rule } from "../../rule";
import * as access from "./public-access";
import * as security from "./security-configuration";

export const rules: readonly Rule[] = [
  access.emrBlockPublicAccess,
  access.emrMasterNoPublicIp,
  security.emrClusterSecurityConfigurationAttached,
  security.emrKerberosEnabled,
  security.emrSecurityConfigurationEncryptionRest,
  security.emrSecurityConfigurationEncryptionTransit,
];
