import type { MethodArgs, RequestValidatorArgs, RestApiArgs } from "@pulumi/aws/apigateway";
import type { ApiArgs, RouteArgs } from "@pulumi/aws/apigatewayv2";
import { all, any, fromBoolean, not, unnamed, yes, type Answer } from "../../answer";
import { given, is, matches, noneOf, oneOf, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { apiV2, method, restApi, route } from "./kinds";
import { everyOperationAuthorized, hasOpenApi } from "./openapi";

const ACCESS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html";

const [METHOD] = method.types;
const [ROUTE] = route.types;

const callable = on<MethodArgs & Pick<RestApiArgs, "body">>(...method.types, ...restApi.types);

export const apiGwMethodAuthorizationRequired = callable.rule({
  id: "api-gw-method-authorization-required",
  title: "Methods of REST APIs ask who calls them",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)"],
  },
  source: ACCESS,
  says: "can be called by anyone",
  fix: 'Set authorization: "AWS_IAM", "COGNITO_USER_POOLS" or "CUSTOM" (in an OpenAPI body: security).',
  why: "An API key meters its callers and proves nothing of them, so a key alone is not enough. Browsers send preflight requests (OPTIONS) without credentials.",
  appliesWhen: (p, _settings, { type }) => (type === METHOD ? yes : hasOpenApi(p.body)),
  otherwise: "The API has no OpenAPI document in JSON; its methods are judged where they are resources.",
  requires: (p, _settings, { type }) =>
    type === METHOD
      ? any(oneOf(p.authorization, ["AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"]), unnamed(is(p.httpMethod, "OPTIONS")))
      : everyOperationAuthorized(p.body),
});

const reachable = on<RouteArgs & ApiArgs>(...route.types, ...apiV2.types);

export const apiGwv2AuthorizationTypeConfigured = reachable.relation({
  id: "api-gwv2-authorization-type-configured",
  title: "Routes of HTTP and WebSocket APIs ask who calls them",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)"],
  },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  says: "can be called by anyone",
  fix: 'Set authorizationType: "JWT", "AWS_IAM" or "CUSTOM"; write routes of their own instead of target on the API.',
  why: "A WebSocket API asks once, on $connect; its other routes can't. An API with target makes an open route for everything by itself.",
  adviseIfOpen: "An OpenAPI document names integrations whose ARNs no first preview knows.",
  appliesWhen: (p, stack, { type }) =>
    type === ROUTE ? asksItself(p, stack) : any(present(p.target), hasOpenApi(p.body)),
  otherwise: "The route belongs to a WebSocket API, which asks on $connect, or the API makes no routes by itself.",
  requires: (p, _stack, { type }) =>
    type === ROUTE
      ? any(oneOf(p.authorizationType, ["JWT", "AWS_IAM", "CUSTOM"]), unnamed(isPreflight(p.routeKey)))
      : all(not(present(p.target), "target"), everyOperationAuthorized(p.body)),
});

/** `OPTIONS /claims`: comes from browsers before the call itself and carries no credentials. */
function isPreflight(routeKey: Reading<string>): Answer {
  return matches(routeKey, /^OPTIONS /);
}

/** Only HTTP routes (`GET /claims`, `$default`) and `$connect` take an authorization. `$default` is a key of both kinds of API. */
function asksItself(p: Reading<RouteArgs>, stack: StackView): Answer {
  return any(
    matches(p.routeKey, /^([A-Z]+ \/|\$connect$)/),
    all(
      is(p.routeKey, "$default"),
      fromBoolean(!stack.named(p.apiId, apiV2).certain.some((api) => is(api.protocolType, "WEBSOCKET").truth === true)),
    ),
  );
}

const scoped = on<MethodArgs & Omit<RouteArgs, keyof MethodArgs>>(...method.types, ...route.types);

/** Scopes that say who signed in, and not what they may do. */
const IDENTITY_SCOPES = [
  "openid",
  "profile",
  "email",
  "phone",
  "address",
  "fhirUser",
  "offline_access",
  "online_access",
  "aws.cognito.signin.user.admin",
];

export const apigwFhirScopesRequired = scoped.rule({
  id: "apigw-fhir-scopes-required",
  title: "Methods behind a token authorizer name the scopes that may call them",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html",
  says: "lets in every token of its issuer, whatever it was given out for",
  fix: 'Set authorizationScopes, e.g. ["patient/Observation.read"].',
  why: "Without scopes an identity token is enough. Scopes such as openid tell who signed in and say nothing of what they may read.",
  appliesWhen: (p) => any(is(p.authorization, "COGNITO_USER_POOLS"), is(p.authorizationType, "JWT")),
  otherwise: "No Cognito or JWT authorizer stands before it; the other kinds know no scopes.",
  requires: (p) => some(p.authorizationScopes, (scope) => noneOf(scope as Reading<string>, IDENTITY_SCOPES)),
});

const validated = on<MethodArgs & RequestValidatorArgs>(
  ...method.types,
  "aws:apigateway/requestValidator:RequestValidator",
);

export const apiGwRequestValidationEnabled = validated.rule({
  id: "api-gw-request-validation-enabled",
  title: "Methods that take a body or parameters validate them",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  says: "passes requests on without validating them",
  fix: "Set requestValidatorId to an aws.apigateway.RequestValidator with validateRequestBody or validateRequestParameters.",
  appliesWhen: (p, _settings, { type }) => (type === METHOD ? takesInput(p) : yes),
  otherwise: "A preflight request carries nothing to validate.",
  requires: (p, _settings, { type }) =>
    type === METHOD
      ? given(p.requestValidatorId)
      : any(is(p.validateRequestBody, true), is(p.validateRequestParameters, true)),
});

/** A GET takes parameters as well, whether the method names them or not. */
function takesInput(p: Reading<MethodArgs>): Answer {
  return any(not(is(p.httpMethod, "OPTIONS")), present(p.requestParameters), present(p.requestModels));
}
