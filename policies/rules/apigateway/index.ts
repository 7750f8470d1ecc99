import type { Rule } from "../../rule";
import * as accessLog from "./access-log";
import * as caching from "./caching";
import * as cors from "./cors";
import * as deployment from "./deployment";
import * as domainName from "./domain-name";
import * as executionLog from "./execution-log";
import * as method from "./method";
import * as restApi from "./rest-api";
import * as stage from "./stage";
import * as throttling from "./throttling";
import * as webAcl from "./web-acl";

export const rules: readonly Rule[] = [
  caching.apiGwCacheEnabledAndEncrypted,
  executionLog.apiGwExecutionLoggingEnabled,
  accessLog.apiGwAccessLoggingEnabled,
  stage.apiGwSslEnabled,
  stage.apiGwXrayEnabled,
  webAcl.apiGwAssociatedWithWaf,
  method.apiGwMethodAuthorizationRequired,
  method.apiGwv2AuthorizationTypeConfigured,
  restApi.apiGwEndpointNotPublic,
  method.apiGwRequestValidationEnabled,
  domainName.apiGwDomainTlsPolicy,
  domainName.apiGwDomainConfigurationPresent,
  domainName.apiGwDomainPqcTls,
  caching.apiGwMethodCacheEnabled,
  executionLog.apiGwDataTraceDisabled,
  deployment.apiGwDeploymentReplacedBeforeDelete,
  stage.apiGwNoSecretsInStageVariables,
  cors.corsNotOpen,
  method.apigwFhirScopesRequired,
  throttling.apigwThrottlingConfigured,
  accessLog.apigwAccessLogFormatNoPhi,
];
