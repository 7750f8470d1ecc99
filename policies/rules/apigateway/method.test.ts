import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  apiGwMethodAuthorizationRequired,
  apiGwRequestValidationEnabled,
  apiGwv2AuthorizationTypeConfigured,
  apigwFhirScopesRequired,
} from "./method";

const another = {
  name: "another type",
  type: "aws:apigateway/stage:Stage",
  props: {},
  because: "other-type",
} as const;
const REST_API = "aws:apigateway/restApi:RestApi";
const API = "aws:apigatewayv2/api:Api";
const ROUTE = "aws:apigatewayv2/route:Route";
const VALIDATOR = "aws:apigateway/requestValidator:RequestValidator";
const get = { httpMethod: "GET", resourceId: "r1", restApi: "a1b2c3" };

/** An OpenAPI document with one operation, and what else it says. */
function document(operation: object, more: object = {}, method = "get"): object {
  return { openapi: "3.0.1", paths: { "/claims": { [method]: operation } }, ...more };
}

const signedIn = { security: [{ clinic: [] }] };
const keyed = { security: [{ key: [] }] };
const schemes = {
  components: {
    securitySchemes: {
      clinic: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
      },
      lambda: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authorizer": { type: "token" },
      },
      oidc: { type: "openIdConnect" },
      key: { type: "apiKey", name: "x-api-key", in: "header" },
    },
  },
};
const OPERATION = "body.paths./claims.get.security";

testRule(apiGwMethodAuthorizationRequired, {
  valid: [
    { name: "user pool", props: { ...get, authorization: "COGNITO_USER_POOLS", authorizerId: "z1" } },
    { name: "IAM", props: { ...get, authorization: "AWS_IAM" } },
    { name: "Lambda authorizer", props: { ...get, authorization: "CUSTOM", authorizerId: "z1" } },
    { name: "preflight", props: { ...get, httpMethod: "OPTIONS", authorization: "NONE" } },
    {
      name: "OpenAPI: an answer of the document's own",
      type: REST_API,
      props: { body: document({ "x-amazon-apigateway-integration": { type: "mock" } }) },
    },
    { name: "OpenAPI: authorizer", type: REST_API, props: { body: JSON.stringify(document(signedIn, schemes)) } },
    { name: "OpenAPI as an object", type: REST_API, props: { body: document({ security: [{ oidc: [] }] }, schemes) } },
    { name: "OpenAPI: Lambda", type: REST_API, props: { body: document({ security: [{ lambda: [] }] }, schemes) } },
    {
      name: "OpenAPI: key and authorizer",
      type: REST_API,
      props: { body: document({ security: [{ key: [], clinic: [] }] }, schemes) },
    },
    {
      name: "OpenAPI: for the whole document",
      type: REST_API,
      props: { body: document({}, { ...schemes, ...signedIn }) },
    },
    {
      name: "OpenAPI: IAM",
      type: REST_API,
      props: { body: document({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }) },
    },
    { name: "OpenAPI: preflight", type: REST_API, props: { body: document({}, {}, "options") } },
    { name: "OpenAPI: what only begins like one", type: REST_API, props: { body: document({}, {}, "gets") } },
    { name: "OpenAPI: what only ends like one", type: REST_API, props: { body: document({}, {}, "x-get") } },
    { name: "OpenAPI: what is no operation", type: REST_API, props: { body: document({}, {}, "parameters") } },
  ],
  invalid: [
    {
      name: "OpenAPI: a function behind an operation that lets in whoever comes",
      type: REST_API,
      props: { body: document({ "x-amazon-apigateway-integration": { type: "aws_proxy" } }) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", "body.security"],
    },
    { name: "none", props: { ...get, authorization: "NONE" }, finds: "authorization" },
    { name: "left out", props: get, finds: "authorization" },
    { name: "a key alone", props: { ...get, authorization: "NONE", apiKeyRequired: true }, finds: "authorization" },
    { name: "any method", props: { ...get, httpMethod: "ANY", authorization: "NONE" }, finds: "authorization" },
    {
      name: "OpenAPI: no security",
      type: REST_API,
      props: { body: JSON.stringify(document({}, schemes)) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", "body.security"],
    },
    {
      name: "OpenAPI: a key alone",
      type: REST_API,
      props: { body: document(keyed, schemes) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", "body.components.securitySchemes.key.type"],
    },
    {
      name: "OpenAPI 2: a key alone",
      type: REST_API,
      props: { body: document(keyed, { securityDefinitions: { key: { type: "apiKey" } } }) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", "body.securityDefinitions.key.type"],
    },
    {
      name: "OpenAPI: operation takes the document's security off",
      type: REST_API,
      props: { body: document({ security: [] }, { ...schemes, ...signedIn }) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", OPERATION],
    },
    ...["put", "post", "delete", "head", "patch", "trace"].map((method) => ({
      name: `OpenAPI: ${method}`,
      type: REST_API,
      props: { body: document({}, {}, method) },
      finds: [`body.paths./claims.${method}.x-amazon-apigateway-auth.type`, "body.security"],
    })),
    {
      name: "OpenAPI: any method",
      type: REST_API,
      props: { body: document({}, {}, "x-amazon-apigateway-any-method") },
      finds: ["body.paths./claims.x-amazon-apigateway-any-method.x-amazon-apigateway-auth.type", "body.security"],
    },
  ],
  notJudged: [
    another,
    { name: "API without a document", type: REST_API, props: { name: "claims" }, because: "exempt" },
    { name: "document in YAML", type: REST_API, props: { body: "openapi: 3.0.1\npaths: {}" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...get, authorization: unknownString },
      because: "unknown",
      finds: "authorization",
    },
    {
      name: "method not known yet",
      props: { ...get, httpMethod: unknownString, authorization: "NONE" },
      because: "unknown",
      finds: "httpMethod",
    },
    {
      name: "document not known yet",
      type: REST_API,
      props: { body: unknownString },
      because: "unknown",
      finds: ["body"],
    },
    {
      name: "paths not known yet",
      type: REST_API,
      props: { body: { paths: unknownValue } },
      because: "unknown",
      finds: "body.paths",
    },
    {
      name: "path not known yet",
      type: REST_API,
      props: { body: { paths: { "/claims": unknownValue } } },
      because: "unknown",
      finds: "body.paths./claims",
    },
    {
      name: "requirement not known yet",
      type: REST_API,
      props: { body: document({ security: [unknownValue] }) },
      because: "unknown",
      finds: `${OPERATION}[0]`,
    },
    {
      name: "security of an operation not known yet",
      type: REST_API,
      props: { body: document({ security: unknownValue }, signedIn) },
      because: "unknown",
      finds: OPERATION,
    },
  ],
});

const claims = { apiId: "a1b2c3", routeKey: "GET /claims" };
const chat = { type: API, name: "chat", props: { protocolType: "WEBSOCKET" } };
const http = { type: API, name: "http", props: { protocolType: "HTTP" } };

testRule(apiGwv2AuthorizationTypeConfigured, {
  valid: [
    { name: "token", props: { ...claims, authorizationType: "JWT", authorizerId: "z1" } },
    { name: "IAM", props: { ...claims, authorizationType: "AWS_IAM" } },
    { name: "Lambda authorizer", props: { ...claims, authorizationType: "CUSTOM", authorizerId: "z1" } },
    { name: "preflight", props: { ...claims, routeKey: "OPTIONS /{proxy+}" } },
    {
      name: "WebSocket asks on connecting",
      props: { apiId: from("chat"), routeKey: "$connect", authorizationType: "AWS_IAM" },
      others: [chat],
    },
    { name: "OpenAPI: authorizer", type: API, props: { protocolType: "HTTP", body: document(signedIn, schemes) } },
  ],
  invalid: [
    { name: "none", props: { ...claims, authorizationType: "NONE" }, finds: "authorizationType" },
    { name: "left out", props: claims, finds: "authorizationType" },
    { name: "everything else", props: { ...claims, routeKey: "$default" }, finds: "authorizationType" },
    {
      name: "everything else of an HTTP API",
      props: { apiId: from("http"), routeKey: "$default" },
      others: [http, chat],
      finds: "authorizationType",
    },
    {
      name: "WebSocket, on connecting",
      props: { apiId: from("chat"), routeKey: "$connect" },
      others: [chat],
      finds: "authorizationType",
    },
    {
      name: "a path with OPTIONS in it",
      props: { ...claims, routeKey: "GET /OPTIONS /x" },
      finds: "authorizationType",
    },
    {
      name: "everything else of an API that stands beside a WebSocket",
      props: { apiId: "a1b2c3", routeKey: "$default" },
      others: [chat],
      finds: "authorizationType",
    },
    {
      name: "everything else of an API from elsewhere",
      props: { apiId: unknownString, routeKey: "$default" },
      finds: "authorizationType",
    },
    {
      name: "API that makes an open route by itself",
      type: API,
      props: { protocolType: "HTTP", target: "arn:aws:lambda:us-east-1:111122223333:function:claims" },
      finds: "target",
    },
    {
      name: "OpenAPI: no security",
      type: API,
      props: { protocolType: "HTTP", body: JSON.stringify(document({})) },
      finds: ["body.paths./claims.get.x-amazon-apigateway-auth.type", "body.security"],
    },
  ],
  notJudged: [
    another,
    {
      name: "WebSocket, everything else",
      props: { apiId: from("chat"), routeKey: "$default" },
      others: [chat],
      because: "exempt",
    },
    {
      name: "WebSocket, a message",
      props: { apiId: from("chat"), routeKey: "ask" },
      others: [chat],
      because: "exempt",
    },
    { name: "WebSocket, leaving", props: { apiId: "a1b2c3", routeKey: "$disconnect" }, because: "exempt" },
    { name: "a word before the connecting key", props: { ...claims, routeKey: "ask$connect" }, because: "exempt" },
    { name: "a word after the connecting key", props: { ...claims, routeKey: "$connected" }, because: "exempt" },
    { name: "API that makes no route", type: API, props: { protocolType: "HTTP" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...claims, authorizationType: unknownString },
      because: "unknown",
      finds: "authorizationType",
    },
    {
      name: "key not known yet",
      props: { apiId: "a1b2c3", routeKey: unknownString },
      because: "unknown",
      finds: "routeKey",
    },
    { name: "document not known yet", type: API, props: { body: unknownString }, because: "unknown", finds: "body" },
  ],
});

const pool = { ...get, authorization: "COGNITO_USER_POOLS", authorizerId: "z1" };
const token = { ...claims, authorizationType: "JWT", authorizerId: "z1" };

testRule(apigwFhirScopesRequired, {
  valid: [
    { name: "a scope", props: { ...pool, authorizationScopes: ["patient/Observation.read"] } },
    { name: "beside an identity scope", props: { ...pool, authorizationScopes: ["openid", "user/Patient.read"] } },
    { name: "route", type: ROUTE, props: { ...token, authorizationScopes: ["system/*.read"] } },
  ],
  invalid: [
    { name: "left out", props: pool, finds: "authorizationScopes" },
    { name: "empty", props: { ...pool, authorizationScopes: [] }, finds: "authorizationScopes" },
    { name: "route", type: ROUTE, props: token, finds: "authorizationScopes" },
    ...[
      "openid",
      "profile",
      "email",
      "phone",
      "address",
      "fhirUser",
      "offline_access",
      "online_access",
      "aws.cognito.signin.user.admin",
    ].map((scope) => ({
      name: `${scope} alone`,
      props: { ...pool, authorizationScopes: [scope] },
      finds: "authorizationScopes[0]",
    })),
  ],
  notJudged: [
    another,
    { name: "IAM", props: { ...get, authorization: "AWS_IAM" }, because: "exempt" },
    { name: "nothing", type: ROUTE, props: claims, because: "exempt" },
    {
      name: "not known yet",
      props: { ...pool, authorizationScopes: unknownValue },
      because: "unknown",
      finds: "authorizationScopes",
    },
    {
      name: "authorizer not known yet",
      props: { ...get, authorization: unknownString },
      because: "unknown",
      finds: "authorization",
    },
  ],
});

const requestValidatorId = "v1";

testRule(apiGwRequestValidationEnabled, {
  valid: [
    { name: "body", props: { ...get, httpMethod: "POST", requestValidatorId } },
    {
      name: "validator made in the same preview",
      props: { ...get, httpMethod: "PUT", requestValidatorId: from("validator") },
      others: [{ type: VALIDATOR, name: "validator" }],
    },
    {
      name: "parameters",
      props: { ...get, requestValidatorId, requestParameters: { "method.request.path.id": true } },
    },
    { name: "validator of bodies", type: VALIDATOR, props: { validateRequestBody: true } },
    { name: "validator of parameters", type: VALIDATOR, props: { validateRequestParameters: true } },
  ],
  invalid: [
    { name: "body", props: { ...get, httpMethod: "POST" }, finds: "requestValidatorId" },
    { name: "put", props: { ...get, httpMethod: "PUT" }, finds: "requestValidatorId" },
    { name: "patch", props: { ...get, httpMethod: "PATCH" }, finds: "requestValidatorId" },
    { name: "any method", props: { ...get, httpMethod: "ANY" }, finds: "requestValidatorId" },
    {
      name: "parameters",
      props: { ...get, httpMethod: "OPTIONS", requestParameters: { "method.request.querystring.name": false } },
      finds: "requestValidatorId",
    },
    { name: "parameters that are not named", props: get, finds: "requestValidatorId" },
    {
      name: "models",
      props: { ...get, httpMethod: "OPTIONS", requestModels: { "application/json": "Claim" } },
      finds: "requestValidatorId",
    },
    {
      name: "validator of nothing",
      type: VALIDATOR,
      props: { name: "none" },
      finds: ["validateRequestBody", "validateRequestParameters"],
    },
  ],
  notJudged: [
    another,
    { name: "preflight", props: { ...get, httpMethod: "OPTIONS" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...get, httpMethod: "POST", requestValidatorId: unknownString },
      because: "unknown",
      finds: "requestValidatorId",
    },
    {
      name: "method not known yet",
      props: { ...get, httpMethod: unknownString },
      because: "unknown",
      finds: "httpMethod",
    },
  ],
});
