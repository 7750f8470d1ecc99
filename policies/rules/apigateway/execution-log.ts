import type { MethodSettingsArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { absent, every, given, is, notTrue, oneOf, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { ACCOUNT, apiV2, METHOD_SETTINGS, STAGE_V2, whatLogs, type AnyStageArgs } from "./kinds";
import { areForAllMethods, hasStage, settingsOf } from "./stage-settings";

const LOGGING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";

const LEVELS = ["ERROR", "INFO"];

export const apiGwExecutionLoggingEnabled = whatLogs.relation({
  id: "api-gw-execution-logging-enabled",
  title: "Stages of REST and WebSocket APIs log how requests are run",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "DE.CM-1", "DE.CM-7", "ID.AM-3", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "CC7.3", "PI1.2"],
  },
  source: LOGGING,
  says: "does not log how requests are run",
  fix: 'Set loggingLevel: "ERROR" or "INFO" in the MethodSettings for "*/*" (REST) or in defaultRouteSettings (WebSocket), and cloudwatchRoleArn on the Account.',
  why: "The role that API Gateway writes logs with is set once an account and region, often in another stack; so only an Account of this stack is asked for it.",
  appliesWhen: (p, stack, { type }) => {
    if (type === METHOD_SETTINGS) return fromBoolean(!hasStage(p, stack));
    return type === STAGE_V2 ? mayLogExecution(p, stack) : yes;
  },
  otherwise: "HTTP APIs have no execution logs; settings of a stage in this stack are judged with it.",
  requires: (p, stack, { type }) => {
    if (type === ACCOUNT) return given(p.cloudwatchRoleArn);
    if (type === METHOD_SETTINGS) return logs(p);
    if (type === STAGE_V2) return routesLog(p);
    const settings = settingsOf(p, stack);
    return all(settings.some(logs), settings.every(staysLogged));
  },
});

function logs({ settings }: Reading<MethodSettingsArgs>): Answer {
  return oneOf(settings.loggingLevel, LEVELS);
}

/** Settings of one method that say nothing of logging leave it as the stage's own settings have it. */
function staysLogged(p: Reading<MethodSettingsArgs>): Answer {
  return any(logs(p), all(not(areForAllMethods(p)), absent(p.settings.loggingLevel)));
}

function routesLog(p: Reading<AnyStageArgs>): Answer {
  return all(
    oneOf(p.defaultRouteSettings.loggingLevel, LEVELS),
    every(p.routeSettings, (of) => any(absent(of.loggingLevel), oneOf(of.loggingLevel, LEVELS))),
  );
}

/** A WebSocket API, or one from elsewhere for which a level is written. */
function mayLogExecution(p: Reading<AnyStageArgs>, stack: StackView): Answer {
  const apis = stack.named(p.apiId, apiV2);
  if (apis.count() > 0) return apis.some((api) => is(api.protocolType, "WEBSOCKET"));
  return any(present(p.defaultRouteSettings.loggingLevel), unknown(pathOf(p.apiId)));
}

const dataTrace = on<AnyStageArgs & MethodSettingsArgs>(METHOD_SETTINGS, STAGE_V2);

export const apiGwDataTraceDisabled = dataTrace.rule({
  id: "api-gw-data-trace-disabled",
  title: "Requests and responses are not written to the log in full",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.312(b)", "164.502(b)"] },
  source: LOGGING,
  says: "writes whole requests and responses to its log",
  fix: "Leave dataTraceEnabled out or set it to false.",
  why: "A full trace copies PHI into a log that more people read than may see the records.",
  remedy: {
    "settings.dataTraceEnabled": undefined,
    "defaultRouteSettings.dataTraceEnabled": undefined,
    "routeSettings[*].dataTraceEnabled": undefined,
  },
  requires: (p) =>
    all(
      notTrue(p.settings.dataTraceEnabled),
      notTrue(p.defaultRouteSettings.dataTraceEnabled),
      every(p.routeSettings, (of) => notTrue(of.dataTraceEnabled)),
    ),
});
