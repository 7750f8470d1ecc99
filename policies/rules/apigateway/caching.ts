import type { MethodSettingsArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, unknown, type Answer } from "../../answer";
import { classificationOf } from "../../classification";
import { is, notTrue, present } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import { METHOD_SETTINGS, restStageOrSettings } from "./kinds";
import { hasStage, settingsOf } from "./stage-settings";

const CACHING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";

export const apiGwCacheEnabledAndEncrypted = restStageOrSettings.relation({
  id: "api-gw-cache-enabled-and-encrypted",
  title: "Stages with a cache encrypt what they keep in it",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: CACHING,
  says: "keeps responses in its cache unencrypted",
  fix: 'Add an aws.apigateway.MethodSettings for the stage with methodPath: "*/*" and settings.cacheDataEncrypted: true.',
  why: "A cached response is a copy of what the API gave out; API Gateway encrypts it only where the method settings say so.",
  appliesWhen: (p, stack, resource) =>
    isSettings(resource) ? fromBoolean(!hasStage(p, stack)) : is(p.cacheClusterEnabled, true),
  otherwise: "The stage has no cache cluster, or these settings are judged with their stage.",
  requires: (p, stack, resource) =>
    isSettings(resource) ? encryptsCache(p) : settingsOf(p, stack).satisfies(encryptsCache),
});

function isSettings(resource: Resource): boolean {
  return resource.type === METHOD_SETTINGS;
}

function encryptsCache({ settings }: Reading<MethodSettingsArgs>): Answer {
  return any(notTrue(settings.cachingEnabled), is(settings.cacheDataEncrypted, true));
}

export const apiGwMethodCacheEnabled = restStageOrSettings.rule({
  id: "api-gw-method-cache-enabled",
  title: "Caching is not switched off by name",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: CACHING,
  says: "switches the response cache off",
  fix: "Leave the property out where no cache is wanted; set it to true, with cacheDataEncrypted: true, where one is.",
  why: "A cache keeps an API answering when its backend is slow. It is also one more copy of what the API gives out, so this is advice and never asked of an API that is tagged as holding PHI.",
  appliesWhen: (p, settings, resource) =>
    all(any(present(p.cacheClusterEnabled), present(p.settings.cachingEnabled)), notDeclaredPhi(resource, settings)),
  otherwise:
    "Nothing is said of a cache, or the API is tagged as holding PHI, of which a cache would be one more copy.",
  requires: (p, _settings, resource) =>
    is(isSettings(resource) ? p.settings.cachingEnabled : p.cacheClusterEnabled, true),
});

function notDeclaredPhi(resource: Resource, settings: Parameters<typeof classificationOf>[1]): Answer {
  const classification = classificationOf(resource, settings);
  return classification === "unknown" ? unknown("tags") : fromBoolean(classification !== "phi");
}
