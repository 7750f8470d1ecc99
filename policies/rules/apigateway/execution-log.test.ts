import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { apiGwDataTraceDisabled, apiGwExecutionLoggingEnabled } from "./execution-log";

const another = {
  name: "another type",
  type: "aws:apigateway/apiKey:ApiKey",
  props: {},
  because: "other-type",
} as const;
const STAGE = "aws:apigateway/stage:Stage";
const SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
const STAGE_V2 = "aws:apigatewayv2/stage:Stage";
const ACCOUNT = "aws:apigateway/account:Account";
const roleArn = "arn:aws:iam::111122223333:role/api-logs";

const api = { type: "aws:apigateway/restApi:RestApi", name: "api", props: { name: "claims" } };
const httpApi = { type: "aws:apigatewayv2/api:Api", name: "http", props: { protocolType: "HTTP" } };
const webSocketApi = { type: "aws:apigatewayv2/api:Api", name: "chat", props: { protocolType: "WEBSOCKET" } };
const stage = { restApi: from("api"), stageName: "prod" };
const LEVEL = "MethodSettings.settings.loggingLevel";

/** Method settings of the judged stage. */
function settings(values: object, more: object = {}) {
  return {
    type: SETTINGS,
    name: "settings",
    props: { restApi: from("api"), stageName: "prod", methodPath: "*/*", settings: values, ...more },
  };
}

testRule(apiGwExecutionLoggingEnabled, {
  valid: [
    {
      name: "everything, by value",
      props: { restApi: "a1b2c3", stageName: "prod" },
      others: [settings({ loggingLevel: "INFO" }, { restApi: "a1b2c3" })],
    },
    { name: "errors", props: stage, others: [api, settings({ loggingLevel: "ERROR" })] },
    { name: "everything", props: stage, others: [api, settings({ loggingLevel: "INFO" })] },
    {
      name: "one method by its own settings",
      props: stage,
      others: [api, settings({ loggingLevel: "INFO" }, { methodPath: "claims/GET" })],
    },
    {
      name: "one method's settings say nothing of logs",
      props: stage,
      others: [
        api,
        settings({ loggingLevel: "INFO" }),
        { ...settings({ cachingEnabled: false }, { methodPath: "claims/GET" }), name: "one" },
      ],
    },
    {
      name: "WebSocket",
      type: STAGE_V2,
      props: { apiId: from("chat"), defaultRouteSettings: { loggingLevel: "ERROR" } },
      others: [webSocketApi],
    },
    {
      name: "WebSocket, a route of its own",
      type: STAGE_V2,
      props: {
        apiId: from("chat"),
        defaultRouteSettings: { loggingLevel: "INFO" },
        routeSettings: [{ routeKey: "ask", loggingLevel: "ERROR" }, { routeKey: "tell" }],
      },
      others: [webSocketApi],
    },
    { name: "settings alone", type: SETTINGS, props: { methodPath: "*/*", settings: { loggingLevel: "INFO" } } },
    { name: "role", type: ACCOUNT, props: { cloudwatchRoleArn: roleArn } },
    {
      name: "role made in the same preview",
      type: ACCOUNT,
      props: { cloudwatchRoleArn: from("role") },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
  ],
  invalid: [
    {
      name: "off, by value",
      props: { restApi: "a1b2c3", stageName: "prod" },
      others: [settings({ loggingLevel: "OFF" }, { restApi: "a1b2c3" })],
      finds: LEVEL,
    },
    { name: "off", props: stage, others: [api, settings({ loggingLevel: "OFF" })], finds: LEVEL },
    { name: "no settings", props: stage, others: [api], finds: "MethodSettings" },
    { name: "level left out", props: stage, others: [api, settings({})], finds: LEVEL },
    {
      name: "one method off",
      props: stage,
      others: [
        api,
        settings({ loggingLevel: "INFO" }),
        { ...settings({ loggingLevel: "OFF" }, { methodPath: "claims/GET" }), name: "one" },
      ],
      finds: LEVEL,
    },
    {
      name: "one method on, all off",
      props: stage,
      others: [
        api,
        settings({ metricsEnabled: true }),
        { ...settings({ loggingLevel: "INFO" }, { methodPath: "claims/GET" }), name: "one" },
      ],
      finds: LEVEL,
    },
    {
      name: "settings of another stage",
      props: stage,
      others: [api, settings({ loggingLevel: "INFO" }, { stageName: "test" })],
      finds: "MethodSettings",
    },
    {
      name: "WebSocket without settings",
      type: STAGE_V2,
      props: { apiId: from("chat") },
      others: [webSocketApi],
      finds: "defaultRouteSettings.loggingLevel",
    },
    {
      name: "WebSocket, one route off",
      type: STAGE_V2,
      props: {
        apiId: from("chat"),
        defaultRouteSettings: { loggingLevel: "INFO" },
        routeSettings: [{ routeKey: "ask", loggingLevel: "OFF" }],
      },
      others: [webSocketApi],
      finds: "routeSettings[0].loggingLevel",
    },
    {
      name: "off, API from elsewhere",
      type: STAGE_V2,
      props: { apiId: "a1b2c3", defaultRouteSettings: { loggingLevel: "OFF" } },
      finds: "defaultRouteSettings.loggingLevel",
    },
    {
      name: "settings alone",
      type: SETTINGS,
      props: { methodPath: "*/*", settings: { loggingLevel: "OFF" } },
      finds: "settings.loggingLevel",
    },
    { name: "account without a role", type: ACCOUNT, props: {}, finds: "cloudwatchRoleArn" },
  ],
  notJudged: [
    another,
    { name: "HTTP API", type: STAGE_V2, props: { apiId: from("http") }, others: [httpApi], because: "exempt" },
    {
      name: "HTTP API, off by name",
      type: STAGE_V2,
      props: { apiId: from("http"), defaultRouteSettings: { loggingLevel: "OFF" } },
      others: [httpApi, webSocketApi],
      because: "exempt",
    },
    {
      name: "settings with their stage",
      type: SETTINGS,
      props: { restApi: from("api"), stageName: "prod", methodPath: "*/*", settings: {} },
      others: [api, { type: STAGE, name: "stage", props: stage }],
      because: "exempt",
    },
    {
      name: "API from elsewhere",
      type: STAGE_V2,
      props: { apiId: "a1b2c3" },
      others: [webSocketApi],
      because: "unknown",
      finds: "apiId",
    },
    { name: "API not known yet", type: STAGE_V2, props: { apiId: unknownString }, because: "unknown", finds: "apiId" },
    {
      name: "level not known yet",
      props: stage,
      others: [api, settings({ loggingLevel: unknownString })],
      because: "unknown",
      finds: LEVEL,
    },
    {
      name: "path not known yet",
      props: stage,
      others: [
        api,
        settings({ loggingLevel: "INFO" }),
        { ...settings({}, { methodPath: unknownString }), name: "one" },
      ],
      because: "unknown",
      finds: "MethodSettings.methodPath",
    },
  ],
});

testRule(apiGwDataTraceDisabled, {
  valid: [
    { name: "off", props: { methodPath: "*/*", settings: { loggingLevel: "INFO", dataTraceEnabled: false } } },
    { name: "left out", props: { methodPath: "*/*", settings: { loggingLevel: "INFO" } } },
    { name: "WebSocket", type: STAGE_V2, props: { defaultRouteSettings: { dataTraceEnabled: false } } },
    { name: "WebSocket, no settings", type: STAGE_V2, props: {} },
  ],
  invalid: [
    {
      name: "on",
      props: { methodPath: "*/*", settings: { loggingLevel: "INFO", dataTraceEnabled: true } },
      finds: "settings.dataTraceEnabled",
    },
    {
      name: "WebSocket",
      type: STAGE_V2,
      props: { defaultRouteSettings: { dataTraceEnabled: true } },
      finds: "defaultRouteSettings.dataTraceEnabled",
    },
    {
      name: "WebSocket, one route",
      type: STAGE_V2,
      props: { routeSettings: [{ routeKey: "ask" }, { routeKey: "tell", dataTraceEnabled: true }] },
      finds: "routeSettings[1].dataTraceEnabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { settings: { dataTraceEnabled: unknownValue } },
      because: "unknown",
      finds: "settings.dataTraceEnabled",
    },
  ],
});
