import { testRule, unknownValue } from "../../testing/rule-tester";
import { apigwThrottlingConfigured } from "./throttling";

const PLAN = "aws:apigateway/usagePlan:UsagePlan";
const STAGE_V2 = "aws:apigatewayv2/stage:Stage";
const RATE = "settings.throttlingRateLimit";
const PLAN_RATE = "throttleSettings.rateLimit";
const limited = { apiId: "a1b2c3", stage: "prod", throttles: [{ path: "/claims/GET", rateLimit: 10 }] };

testRule(apigwThrottlingConfigured, {
  valid: [
    {
      name: "all methods",
      props: { methodPath: "*/*", settings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 } },
    },
    { name: "no request at all", props: { settings: { throttlingRateLimit: 0 } } },
    { name: "usage plan", type: PLAN, props: { throttleSettings: { rateLimit: 100, burstLimit: 50 } } },
    { name: "usage plan, each stage by itself", type: PLAN, props: { apiStages: [limited] } },
    { name: "HTTP API", type: STAGE_V2, props: { defaultRouteSettings: { throttlingRateLimit: 100 } } },
  ],
  invalid: [
    { name: "left out", props: { methodPath: "*/*", settings: { loggingLevel: "INFO" } }, finds: RATE },
    { name: "switched off", props: { settings: { throttlingRateLimit: -1 } }, finds: RATE },
    { name: "burst alone", props: { settings: { throttlingBurstLimit: 50 } }, finds: RATE },
    { name: "usage plan", type: PLAN, props: { name: "clinics" }, finds: [PLAN_RATE, "apiStages"] },
    {
      name: "usage plan, one stage without a limit",
      type: PLAN,
      props: { apiStages: [limited, { apiId: "a1b2c3", stage: "test" }] },
      finds: [PLAN_RATE, "apiStages[1].throttles"],
    },
    { name: "HTTP API", type: STAGE_V2, props: {}, finds: "defaultRouteSettings.throttlingRateLimit" },
  ],
  notJudged: [
    { name: "another type", type: "aws:apigateway/stage:Stage", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { settings: { throttlingRateLimit: unknownValue } },
      because: "unknown",
      finds: RATE,
    },
  ],
});
