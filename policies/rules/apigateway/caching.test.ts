import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { apiGwCacheEnabledAndEncrypted, apiGwMethodCacheEnabled } from "./caching";

const another = {
  name: "another type",
  type: "aws:apigateway/apiKey:ApiKey",
  props: {},
  because: "other-type",
} as const;
const STAGE = "aws:apigateway/stage:Stage";
const SETTINGS = "aws:apigateway/methodSettings:MethodSettings";

const api = { type: "aws:apigateway/restApi:RestApi", name: "api", props: { name: "claims" } };
const otherApi = { ...api, name: "other-api" };
const stackReference = { type: "pulumi:pulumi:StackReference", name: "network" };
const cached = { restApi: from("api"), stageName: "prod", cacheClusterEnabled: true, cacheClusterSize: "0.5" };

/** Method settings of the judged stage. */
function settings(values: object, more: object = {}) {
  return {
    type: SETTINGS,
    name: "settings",
    props: { restApi: from("api"), stageName: "prod", methodPath: "*/*", settings: values, ...more },
  };
}

const encrypted = { cachingEnabled: true, cacheDataEncrypted: true };
const plain = { cachingEnabled: true };
const UNENCRYPTED = ["MethodSettings.settings.cachingEnabled", "MethodSettings.settings.cacheDataEncrypted"];

testRule(apiGwCacheEnabledAndEncrypted, {
  valid: [
    { name: "encrypted for all methods", props: cached, others: [api, settings(encrypted)] },
    {
      name: "settings that take API and name from the stage",
      props: cached,
      others: [api, settings(encrypted, { restApi: from("subject"), stageName: from("subject") })],
    },
    {
      name: "settings that take only their name from the stage",
      props: cached,
      others: [api, otherApi, settings(encrypted, { restApi: from("other-api"), stageName: from("subject") })],
    },
    {
      name: "encrypted, stage by reference",
      props: cached,
      others: [settings(encrypted, { stageName: from("subject") })],
    },
    {
      name: "encrypted, stage and API by value",
      props: { ...cached, restApi: "a1b2c3" },
      others: [settings(encrypted, { restApi: "a1b2c3" })],
    },
    { name: "no method is cached", props: cached, others: [api, settings({ cachingEnabled: false })] },
    { name: "nothing said of caching", props: cached, others: [api, settings({ loggingLevel: "INFO" })] },
    { name: "settings alone", type: SETTINGS, props: { methodPath: "*/*", settings: encrypted } },
    { name: "settings alone, nothing said of caching", type: SETTINGS, props: { methodPath: "*/*", settings: {} } },
    {
      name: "settings of another stage of the API are plain",
      props: cached,
      others: [api, settings(encrypted), { ...settings(plain, { stageName: "test" }), name: "test" }],
    },
  ],
  invalid: [
    {
      name: "cached in plain, by value",
      props: { ...cached, restApi: "a1b2c3" },
      others: [settings(plain, { restApi: "a1b2c3" })],
      finds: UNENCRYPTED,
    },
    { name: "cached in plain", props: cached, others: [api, settings(plain)], finds: UNENCRYPTED },
    { name: "no settings", props: cached, others: [api], finds: "MethodSettings" },
    {
      name: "not encrypted by name",
      props: cached,
      others: [api, settings({ cachingEnabled: true, cacheDataEncrypted: false })],
      finds: UNENCRYPTED,
    },
    {
      name: "one method cached in plain",
      props: cached,
      others: [api, settings(encrypted), { ...settings(plain, { methodPath: "claims/GET" }), name: "one" }],
      finds: UNENCRYPTED,
    },
    {
      name: "settings of another stage",
      props: cached,
      others: [api, settings(encrypted, { stageName: "test" })],
      finds: "MethodSettings",
    },
    {
      name: "settings of another API's stage of that name",
      props: cached,
      others: [api, otherApi, settings(encrypted, { restApi: from("other-api") })],
      finds: "MethodSettings",
    },
    {
      name: "settings of another API by value",
      props: { ...cached, restApi: "a1b2c3" },
      others: [settings(encrypted, { restApi: "d4e5f6" })],
      finds: "MethodSettings",
    },
    {
      name: "settings alone, cached in plain",
      type: SETTINGS,
      props: { methodPath: "*/*", settings: plain },
      finds: ["settings.cachingEnabled", "settings.cacheDataEncrypted"],
    },
  ],
  notJudged: [
    another,
    {
      name: "settings of an API of the program beside a stage of one by its id",
      props: { ...cached, restApi: "a1b2c3" },
      others: [api, settings(encrypted)],
      because: "unknown",
      finds: "MethodSettings.stageName",
    },
    { name: "no cache", props: { ...cached, cacheClusterEnabled: false }, others: [api], because: "exempt" },
    { name: "no cache said", props: { restApi: from("api"), stageName: "prod" }, others: [api], because: "exempt" },
    {
      name: "settings with their stage",
      type: SETTINGS,
      props: { restApi: from("api"), stageName: "prod", methodPath: "*/*", settings: plain },
      others: [api, { type: STAGE, name: "stage", props: cached }],
      because: "exempt",
    },
    {
      name: "cache not known yet",
      props: { ...cached, cacheClusterEnabled: unknownValue },
      others: [api],
      because: "unknown",
      finds: "cacheClusterEnabled",
    },
    {
      name: "settings of a stage whose name is not known yet",
      props: cached,
      others: [api, settings(encrypted, { stageName: unknownString })],
      because: "unknown",
      finds: "MethodSettings.stageName",
    },
    {
      name: "API of both from another stack",
      props: { ...cached, restApi: from("network") },
      others: [stackReference, settings(encrypted, { restApi: from("network") })],
      because: "unknown",
      finds: "MethodSettings.stageName",
    },
    {
      name: "API of the settings not known yet",
      props: cached,
      others: [api, settings(encrypted, { restApi: unknownString })],
      because: "unknown",
      finds: "MethodSettings.stageName",
    },
    {
      name: "API of the stage not known yet",
      props: { ...cached, restApi: unknownString },
      others: [api, settings(encrypted)],
      because: "unknown",
      finds: "MethodSettings.stageName",
    },
  ],
});

testRule(apiGwMethodCacheEnabled, {
  valid: [
    { name: "cache cluster", props: { cacheClusterEnabled: true } },
    { name: "cached methods", type: SETTINGS, props: { settings: { cachingEnabled: true } } },
    { name: "tagged as internal", props: { cacheClusterEnabled: true, tags: { DataClassification: "internal" } } },
  ],
  invalid: [
    { name: "switched off", props: { cacheClusterEnabled: false }, finds: "cacheClusterEnabled" },
    {
      name: "methods switched off",
      type: SETTINGS,
      props: { settings: { cachingEnabled: false } },
      finds: "settings.cachingEnabled",
    },
  ],
  notJudged: [
    another,
    { name: "left out", props: {}, because: "exempt" },
    { name: "settings without caching", type: SETTINGS, props: { settings: {} }, because: "exempt" },
    {
      name: "tagged as PHI",
      props: { cacheClusterEnabled: false, tags: { DataClassification: "phi" } },
      because: "exempt",
    },
    {
      name: "tag not known yet",
      props: { cacheClusterEnabled: false, tags: { DataClassification: unknownString } },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "not known yet",
      props: { cacheClusterEnabled: unknownValue },
      because: "unknown",
      finds: "cacheClusterEnabled",
    },
  ],
});
