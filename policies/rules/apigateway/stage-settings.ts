import type { MethodSettingsArgs, StageArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, type Answer } from "../../answer";
import { is, sameValue } from "../../predicates";
import { referencesOf, resourceOf, type Reading } from "../../reading";
import { Partners, type StackView } from "../../stack-view";
import { methodSettings, restStage } from "./kinds";

type Stage = Reading<StageArgs>;
type Settings = Reading<MethodSettingsArgs>;

/** The method settings of a stage: a stage is named by its API and its name, which no single property holds. */
export function settingsOf(stage: Stage, stack: StackView): Partners<MethodSettingsArgs> {
  const answers = stack.all(methodSettings).map((settings) => ({ settings, belongs: belongsTo(settings, stage) }));
  return new Partners(
    answers.filter(({ belongs }) => belongs.truth === true).map(({ settings }) => settings),
    answers.some(({ belongs }) => belongs.truth === "unknown"),
    "MethodSettings",
    "MethodSettings.stageName",
  );
}

/** Whether a stage of this program certainly has these settings. */
export function hasStage(settings: Settings, stack: StackView): boolean {
  return stack.all(restStage).some((stage) => belongsTo(settings, stage).truth === true);
}

/** Settings that every method has which none of its own overrides. */
export function areForAllMethods(settings: Settings): Answer {
  return is(settings.methodPath, "*/*");
}

function belongsTo(settings: Settings, stage: Stage): Answer {
  const byReference = (referencesOf(settings.stageName) ?? []).includes(resourceOf(stage).urn);
  return any(
    fromBoolean(byReference),
    all(sameValue(settings.restApi, stage.restApi), sameValue(settings.stageName, stage.stageName)),
  );
}
