import type { MethodSettingsArgs, UsagePlanArgs } from "@pulumi/aws/apigateway";
import { all, any, type Answer } from "../../answer";
import { atLeast, every, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { METHOD_SETTINGS, STAGE_V2, type AnyStageArgs } from "./kinds";

const USAGE_PLAN = "aws:apigateway/usagePlan:UsagePlan";

const throttled = on<MethodSettingsArgs & UsagePlanArgs & AnyStageArgs>(METHOD_SETTINGS, USAGE_PLAN, STAGE_V2);

export const apigwThrottlingConfigured = throttled.rule({
  id: "apigw-throttling-configured",
  title: "APIs limit how many requests they take",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(C)",
      "164.312(a)(1)",
    ],
  },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  says: "sets no limit to how many requests it takes",
  fix: "Set settings.throttlingRateLimit (MethodSettings), throttleSettings.rateLimit (UsagePlan) or defaultRouteSettings.throttlingRateLimit (HTTP and WebSocket APIs).",
  why: "Left out, method settings write -1, which switches throttling off for the methods they name.",
  requires: (p, _settings, { type }) => {
    if (type === METHOD_SETTINGS) return limits(p.settings.throttlingRateLimit);
    if (type === STAGE_V2) return limits(p.defaultRouteSettings.throttlingRateLimit);
    return any(limits(p.throttleSettings.rateLimit), everyStageLimited(p));
  },
});

function limits(rate: Reading<number>): Answer {
  return atLeast(rate, 0);
}

/** A usage plan may limit the methods of each of its stages instead. */
function everyStageLimited({ apiStages }: Reading<UsagePlanArgs>): Answer {
  return all(
    present(apiStages),
    every(apiStages, (stage) => some(stage.throttles, (of) => limits(of.rateLimit as Reading<number>))),
  );
}
