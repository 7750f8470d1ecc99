import type { MethodSettingsArgs, StageArgs } from "@pulumi/aws/apigateway";
import { all, any, fromBoolean, type Answer } from "../../answer";
import { byKeys } from "../../by-keys";
import { oncePerStack } from "../../once-per-stack";
import { is, sameValue } from "../../predicates";
import { referencesOf, resourceOf, type Reading } from "../../reading";
import { STACK_REFERENCE, typeOf, type Resource } from "../../resource";
import type { Kind } from "../../stack-index";
import { Partners, type StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { methodSettings, restStage } from "./kinds";

type Stage = Reading<StageArgs>;
type Settings = Reading<MethodSettingsArgs>;

/** The method settings of a stage: a stage is named by its API and its name, which no single property holds. */
export function settingsOf(stage: Stage, stack: StackView): Partners<MethodSettingsArgs> {
  const answers = ofSameApi(resourceOf(stage), stack, methodSettings).map((settings) => ({
    settings,
    belongs: belongsTo(settings, stage),
  }));
  return new Partners(
    answers.filter(({ belongs }) => belongs.truth === true).map(({ settings }) => settings),
    answers.some(({ belongs }) => belongs.truth === "unknown"),
    "MethodSettings",
    "MethodSettings.stageName",
  );
}

/** Whether a stage of this program certainly has these settings. */
export function hasStage(settings: Settings, stack: StackView): boolean {
  return ofSameApi(resourceOf(settings), stack, restStage).some((stage) => belongsTo(settings, stage).truth === true);
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

/** Stages or settings that may be of the same API or stage; the rest of a stack's are certainly of others. */
function ofSameApi<T>(resource: Resource, stack: StackView, kind: Kind<T>): Reading<T>[] {
  const kin = kinOf(stack.index);
  const manner = mannerOf(resource);
  const found = new Set(namesIn(resource).flatMap((name) => kin.byName.get(name) ?? []));
  for (const [other, list] of kin.byManner) {
    // A text and an API of the program may turn out the same, and so may whatever nothing is known of.
    if (other !== manner || other === "open") for (const each of list) found.add(each);
  }
  return [...found].filter(({ type }) => kind.types.includes(type)).flatMap(({ urn }) => stack.at<T>(urn) ?? []);
}

interface Kin {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  readonly byManner: ReadonlyMap<Manner, readonly Resource[]>;
}

/** How a resource names its API. */
type Manner = "text" | "reference" | "open";

const kinOf = oncePerStack((index): Kin => {
  const all = [...index.ofKind(restStage), ...index.ofKind(methodSettings)];
  return {
    byName: byKeys(all, namesIn),
    byManner: byKeys(all, (resource) => [mannerOf(resource)]),
  };
});

function mannerOf(resource: Resource): Manner {
  if (resource.inputs["restApi"] !== UNKNOWN) return "text";
  return referredIn(resource, "restApi").length > 0 ? "reference" : "open";
}

/** Another stack's outputs do not tell which of its APIs is meant. */
function referredIn({ propertyDependencies }: Resource, property: string): readonly string[] {
  return (propertyDependencies?.[property] ?? []).filter((urn) => typeOf(urn) !== STACK_REFERENCE);
}

/** Two resources of one stage have one of these in common. */
function namesIn(resource: Resource): string[] {
  const { restApi } = resource.inputs;
  return [
    resource.urn,
    ...referredIn(resource, "restApi"),
    ...referredIn(resource, "stageName"),
    ...(typeof restApi === "string" ? [restApi] : []),
  ];
}
