import type { Rule } from "../../rule";
import * as access from "./access";
import * as environment from "./environment";
import * as fn from "./function";
import * as code from "./function-code";
import * as invocation from "./invocation";
import * as configuration from "./phi-in-configuration";

export const rules: readonly Rule[] = [
  access.lambdaFunctionPublicAccessProhibited,
  access.lambdaFunctionUrlAuth,
  access.lambdaPermissionSourceRestricted,
  code.lambdaCodeSigningConfigured,
  code.lambdaNoCrossAccountLayers,
  configuration.noPhiInEnvironmentOrOutputs,
  environment.lambdaEnvironmentCmk,
  environment.lambdaNoSecretsInEnvironment,
  fn.lambdaConcurrencyCheck,
  fn.lambdaFunctionDescription,
  fn.lambdaFunctionSettingsCheck,
  fn.lambdaInsideVpc,
  fn.lambdaVpcMultiAzCheck,
  fn.lambdaXrayTracingEnabled,
  invocation.lambdaDlqCheck,
];
