import type { IntegrationArgs, StageArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, no, not, unnamed, type Answer } from "../../answer";
import { given, is, matches } from "../../predicates";
import type { Reading } from "../../reading";
import { noCredentialIn } from "../../secrets-in-text";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { anyStage, restApi, restStage } from "./kinds";
import { ofIntegrations } from "./openapi";

const integration: Kind<IntegrationArgs> = { types: ["aws:apigateway/integration:Integration"] };

const STAGES = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html";

export const apiGwSslEnabled = restStage.relation({
  id: "api-gw-ssl-enabled",
  title: "Stages show their backend a client certificate",
  severity: "medium",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(d)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-2"],
  },
  source:
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
  says: "has no client certificate, so its backend can't tell that a request comes from API Gateway",
  fix: "Set clientCertificateId: certificate.id of an aws.apigateway.ClientCertificate.",
  why: "API Gateway shows its certificate to HTTP backends. It calls Lambda and other AWS services under IAM, and they ask for none.",
  appliesWhen: (p, stack) => not(callsAwsAlone(p, stack)),
  otherwise: "All integrations of its API are of AWS services, which know API Gateway by IAM.",
  requires: (p) => given(p.clientCertificateId),
});

/**
 * Every integration that the program makes for the stage's API, as a resource or in its OpenAPI document, calls an AWS service or nothing.
 * Exempting needs one at the least.
 */
function callsAwsAlone(p: Reading<StageArgs>, stack: StackView): Answer {
  const [api] = stack.named(p.restApi, restApi).certain;
  if (api === undefined) return no();
  const beside = stack.partner(api, integration, "restApi");
  const inside = ofIntegrations(api.body, isAws);
  return unnamed(
    all(
      any(beside.exists(), fromBoolean(inside.length > 0)),
      beside.every(({ type }) => isAws(type)),
      ...inside,
    ),
  );
}

/** Resources write the type in capitals, documents in small letters. */
function isAws(type: Reading<string>): Answer {
  return matches(type, /^(aws|aws_proxy|mock)$/i);
}

export const apiGwXrayEnabled = restStage.rule({
  id: "api-gw-xray-enabled",
  title: "Stages of REST APIs trace requests with X-Ray",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], nistCsf: ["PR.PT-1"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
  says: "does not trace its requests",
  fix: "Set xrayTracingEnabled: true.",
  remedy: { xrayTracingEnabled: true },
  requires: (p) => is(p.xrayTracingEnabled, true),
});

export const apiGwNoSecretsInStageVariables = anyStage.rule({
  id: "api-gw-no-secrets-in-stage-variables",
  title: "Stage variables hold no credentials",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: STAGES,
  says: "has a credential among its stage variables",
  fix: "Keep the value in Secrets Manager and give the stage the secret's ARN or name.",
  why: "Everyone who may read the stage reads its variables, and they are passed on to the backend.",
  requires: (p) =>
    all(
      noCredentialIn(p.variables),
      noCredentialIn(p.stageVariables),
      noCredentialIn(p.canarySettings.stageVariableOverrides),
    ),
});
