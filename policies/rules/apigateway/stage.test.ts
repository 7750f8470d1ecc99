import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { apiGwNoSecretsInStageVariables, apiGwSslEnabled, apiGwXrayEnabled } from "./stage";

const another = {
  name: "another type",
  type: "aws:apigateway/apiKey:ApiKey",
  props: {},
  because: "other-type",
} as const;
const STAGE_V2 = "aws:apigatewayv2/stage:Stage";
const stage = { restApi: from("api"), stageName: "prod" };

const api: OtherResource = { type: "aws:apigateway/restApi:RestApi", name: "api" };
/** An OpenAPI document whose operations call these; none for an operation that calls nothing. */
const describedAs = (...types: readonly unknown[]): object => ({
  openapi: "3.0.1",
  paths: Object.fromEntries(
    types.map((type, at) => [
      `/claims/${at}`,
      { parameters: [], get: type === undefined ? {} : { "x-amazon-apigateway-integration": { type } } },
    ]),
  ),
});
const documented = (body: unknown): OtherResource => ({ ...api, props: { body } });
const calls = (type: unknown, of = "api"): OtherResource => ({
  type: "aws:apigateway/integration:Integration",
  name: "integration",
  props: { restApi: from(of), type },
});

testRule(apiGwSslEnabled, {
  valid: [
    { name: "certificate by id", props: { ...stage, clientCertificateId: "a1b2c3" } },
    {
      name: "certificate made in the same preview",
      props: { clientCertificateId: from("certificate") },
      others: [{ type: "aws:apigateway/clientCertificate:ClientCertificate", name: "certificate" }],
    },
  ],
  invalid: [
    { name: "left out", props: { stageName: "prod" }, finds: "clientCertificateId" },
    { name: "empty", props: { clientCertificateId: "" }, finds: "clientCertificateId" },
    { name: "an API of elsewhere", props: { restApi: unknownString }, others: [api], finds: "clientCertificateId" },
    ...[
      { name: "a backend by HTTP", others: [api, calls("HTTP_PROXY")] },
      { name: "one of two backends by HTTP", others: [api, calls("AWS_PROXY"), { ...calls("HTTP"), name: "second" }] },
      { name: "no integration", others: [api] },
      { name: "a function of another API", others: [api, { ...api, name: "other" }, calls("AWS_PROXY", "other")] },
      { name: "a document without operations", others: [documented("{}")] },
      { name: "operations that call nothing", others: [documented(JSON.stringify(describedAs(undefined)))] },
      { name: "a document's backend by HTTP", others: [documented(JSON.stringify(describedAs("http")))] },
      { name: "one of a document's two", others: [documented(describedAs("aws_proxy", "http_proxy"))] },
      ...["my_aws", "mockery"].map((type) => ({
        name: `a document's ${type}`,
        others: [documented(describedAs(type))],
      })),
      { name: "HTTP beside a document", others: [documented(describedAs("aws")), calls("HTTP")] },
      { name: "HTTP in a document, a function beside it", others: [documented(describedAs("HTTP")), calls("AWS")] },
      { name: "HTTP beside one not known", others: [documented(describedAs(unknownString, "http"))] },
    ].map(({ name, others }) => ({ name, props: stage, others, finds: "clientCertificateId" })),
  ],
  notJudged: [
    another,
    ...["AWS", "AWS_PROXY", "MOCK"].map((type) => ({
      name: `${type} alone`,
      props: stage,
      others: [api, calls(type)],
      because: "exempt" as const,
    })),
    ...["aws", "aws_proxy", "mock", "AWS_PROXY"].map((type) => ({
      name: `${type} in a document`,
      props: stage,
      others: [documented(JSON.stringify(describedAs(type, undefined)))],
      because: "exempt" as const,
    })),
    ...[
      { name: "functions alone, in a document as an object", others: [documented(describedAs("aws_proxy", "mock"))] },
      { name: "a function beside a document without operations", others: [documented("{}"), calls("AWS_PROXY")] },
      { name: "functions in a document and beside it", others: [documented(describedAs("aws")), calls("AWS_PROXY")] },
    ].map(({ name, others }) => ({ name, props: stage, others, because: "exempt" as const })),
    ...[
      { name: "an integration not known yet", others: [api, calls(unknownString)], finds: "Integration.type" },
      {
        name: "a function of whatever API",
        others: [api, { ...calls("AWS"), props: { restApi: unknownString, type: "AWS" } }],
        finds: "Integration.restApi",
      },
      { name: "a document not known yet", others: [documented(unknownString)], finds: "RestApi.body.paths" },
      { name: "a document in YAML", others: [documented("openapi: 3.0.1")], finds: "RestApi.body.paths" },
      {
        name: "an integration that stands elsewhere",
        others: [
          documented({
            paths: { "/claims": { get: { "x-amazon-apigateway-integration": { $ref: "#/components/claims" } } } },
          }),
        ],
        finds: "RestApi.body.paths./claims.get.x-amazon-apigateway-integration",
      },
      {
        name: "an integration of a document not known yet",
        others: [documented(describedAs("aws", unknownString))],
        finds: "RestApi.body.paths./claims/1.get.x-amazon-apigateway-integration.type",
      },
    ].map(({ name, others, finds }) => ({ name, props: stage, others, because: "unknown" as const, finds })),
    {
      name: "not known yet",
      props: { clientCertificateId: unknownString },
      because: "unknown",
      finds: "clientCertificateId",
    },
  ],
});

testRule(apiGwXrayEnabled, {
  valid: [{ name: "on", props: { stageName: "prod", xrayTracingEnabled: true } }],
  invalid: [
    { name: "left out", props: { stageName: "prod" }, finds: "xrayTracingEnabled" },
    { name: "off", props: { xrayTracingEnabled: false }, finds: "xrayTracingEnabled" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { xrayTracingEnabled: unknownValue },
      because: "unknown",
      finds: "xrayTracingEnabled",
    },
  ],
});

testRule(apiGwNoSecretsInStageVariables, {
  valid: [
    {
      name: "a function's name",
      props: {
        variables: { function: "claims-v2", secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims" },
      },
    },
    { name: "no variables", props: {} },
    { name: "HTTP API", type: STAGE_V2, props: { stageVariables: { table: "claims" } } },
  ],
  invalid: [
    { name: "password", props: { variables: { dbPassword: "correct-horse" } }, finds: "variables.dbPassword" },
    {
      name: "access key under a harmless name",
      props: { variables: { table: "claims", caller: "AKIAIOSFODNN7EXAMPLE" } },
      finds: "variables.caller",
    },
    {
      name: "HTTP API",
      type: STAGE_V2,
      props: { stageVariables: { apiKey: "k-1234567890" } },
      finds: "stageVariables.apiKey",
    },
    {
      name: "canary",
      props: { canarySettings: { stageVariableOverrides: { dbPassword: "correct-horse" } } },
      finds: "canarySettings.stageVariableOverrides.dbPassword",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { variables: unknownValue }, because: "unknown", finds: "variables" },
    {
      name: "password not known yet",
      props: { variables: { dbPassword: unknownString } },
      because: "unknown",
      finds: "variables.dbPassword",
    },
  ],
});
