import { nameOf, type ProviderView, type Resource, type SourcePosition } from "../../policies/resource";
import { waiversNamedIn } from "../../policies/waiver-pointer";
import { fromWire, isObject, type PropertyObject } from "../../policies/value";
import type { Properties } from "../standins/wire";
import { withoutInternalKeys, withoutReferences, type PropertyDependencies } from "./output-values";

/** What is to become of a resource, options and inheritance settled. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** "" for the stack and for providers that no one asked for by name. */
  readonly parent: string;
  readonly inputs: Properties;
  /** Reference of the provider, "" for components and providers. */
  readonly provider: string;
  readonly propertyDependencies: PropertyDependencies;
  readonly additionalSecretOutputs: readonly string[];
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deleteBeforeReplace?: boolean;
  readonly source?: SourcePosition;
}

/** A resource as the run holds it; properties in wire form, secrets marked. */
export interface ResourceState {
  readonly urn: string;
  readonly goal: Goal;
  /** "" while unknown, as everything custom is at preview. */
  readonly id: string;
  readonly inputs: Properties;
  /** Components name theirs after their children are made. */
  outputs: Properties;
}

/** The resource as a policy sees it before it is made: inputs only, and nobody has told what they were made from. */
export function beforeCreation(
  urn: string,
  goal: Goal,
  inputs: Properties,
  provider: ProviderView | undefined,
): Resource {
  return {
    urn,
    type: goal.type,
    name: nameOf(urn),
    inputs: toPolicyValues(inputs),
    ...(goal.parent === "" ? {} : { parent: goal.parent }),
    ...(provider === undefined ? {} : { provider }),
    protect: goal.protect ?? false,
    deleteBeforeReplace: goal.deleteBeforeReplace ?? false,
    waivers: waiversNamedIn(goal.additionalSecretOutputs),
    ...(goal.source === undefined ? {} : { source: goal.source }),
  };
}

/** The resource as a policy sees it with the whole stack. */
export function afterCreation(state: ResourceState, provider: ProviderView | undefined): Resource {
  return {
    ...beforeCreation(state.urn, state.goal, state.inputs, provider),
    outputs: toPolicyValues(state.outputs),
    propertyDependencies: Object.fromEntries(
      [...state.goal.propertyDependencies].flatMap(([property, urns]) =>
        urns.size > 0 ? [[property, [...urns]]] : [],
      ),
    ),
    retainOnDelete: state.goal.retainOnDelete ?? false,
  };
}

export function providerView(state: ResourceState): ProviderView {
  return {
    urn: state.urn,
    type: state.goal.type,
    name: nameOf(state.urn),
    properties: toPolicyValues(state.inputs),
  };
}

function toPolicyValues(properties: Properties): PropertyObject {
  const value = fromWire(withoutReferences(withoutInternalKeys(properties)));
  return isObject(value) ? value : {};
}
