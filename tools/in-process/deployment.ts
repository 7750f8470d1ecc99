import type { ProviderView, Resource } from "../../policies/resource";
import { containsUnknown, UNKNOWN, type Properties } from "../standins/wire";
import { DeploymentError, messageOf } from "./errors";
import type { Messages } from "./messages";
import { isSecret, secret } from "./output-values";
import type { CheckFailure, Plugin } from "./plugin";
import { afterCreation, beforeCreation, providerView, type Goal, type ResourceState } from "./resource-state";
import { isProviderType, makeUrn, parseReference, providedPackage, STACK_TYPE } from "./urn";

export interface DeploymentOptions {
  readonly project: string;
  readonly stack: string;
  /** A fresh provider of a package; throws a `DeploymentError` for a package it has none for. */
  readonly loadPlugin: (packageName: string) => Plugin;
  /** Called with each resource before it is made, in the order they come. */
  readonly onResource: (resource: Resource) => void;
  /** Asked before that: inputs in wire form to go on with, or undefined for those there are. */
  readonly remediate?: (resource: Resource, inputs: Properties) => Properties | undefined;
  readonly messages: Messages;
  /** Called once when the run has failed and the program need not go on. */
  readonly onFailure?: () => void;
}

/**
 * The resources of one preview: each goes through its provider's check, is shown to the policies, and is made as far as a
 * preview makes it. Order of the steps and what is shown when are those of the Pulumi engine (`resource/deploy` of its sources).
 */
export class Deployment {
  private readonly states = new Map<string, ResourceState>();
  private readonly reads = new Map<string, ResourceState>();
  private readonly used = new Set<string>();
  private readonly plugins = new Map<string, { plugin: Plugin; configured: boolean }>();
  private failure: DeploymentError | undefined;
  private observerFault: unknown;

  constructor(private readonly options: DeploymentOptions) {}

  /** The error that ended the run before its program did. */
  get failed(): DeploymentError | undefined {
    return this.failure;
  }

  /** What `onResource` threw, which ended the run; undefined when it threw nothing. */
  get fault(): unknown {
    return this.observerFault;
  }

  /** Ends the run with a message about a resource; throws, so that whoever asked goes no further. */
  fail(message: string, urn?: string): never {
    if (this.failure === undefined) {
      this.failure = new DeploymentError(message, urn);
      this.options.messages.add("error", message, urn);
      this.options.messages.close();
      this.options.onFailure?.();
    }
    throw this.failure;
  }

  claimUrn(parent: string, type: string, name: string): string {
    const urn = makeUrn(this.options.stack, this.options.project, parent, type, name);
    if (parent !== "" && !this.used.has(parent)) this.fail(`could not find parent resource ${parent}`, urn);
    if (this.used.has(urn)) this.fail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    this.used.add(urn);
    return urn;
  }

  /** Takes one resource from goal to state. */
  register(goal: Goal): ResourceState {
    if (this.failure !== undefined) throw this.failure;
    const urn = this.claimUrn(goal.parent, goal.type, goal.name);
    const { inputs: checked, failures } = this.guarded(urn, () => this.check(urn, goal));
    const provider = this.providerOf(goal.provider);
    const inputs =
      this.observed(urn, () => this.options.remediate?.(beforeCreation(urn, goal, checked, provider), checked)) ??
      checked;
    // A resource that its provider refuses is shown too: its other faults are worth knowing at the same time.
    const shown = beforeCreation(urn, goal, inputs, provider);
    this.observed(urn, () => this.options.onResource(shown));
    if (failures.length > 0) this.refuse(urn, goal, failures);
    const outputs = this.guarded(urn, () => this.create(urn, goal, inputs));
    const state: ResourceState = {
      urn,
      goal,
      id: isProviderType(goal.type) ? UNKNOWN : "",
      inputs,
      outputs: withSecretsKept(outputs, inputs, goal.additionalSecretOutputs),
    };
    this.states.set(urn, state);
    return state;
  }

  /** Notes a resource that exists elsewhere; policies are not shown it. */
  noteRead(state: ResourceState): void {
    this.reads.set(state.urn, state);
  }

  setOutputs(urn: string, outputs: Properties): void {
    const state = this.states.get(urn);
    if (state === undefined) throw new DeploymentError(`there is no resource ${urn} to register outputs of`);
    state.outputs = outputs;
  }

  find(urn: string): ResourceState | undefined {
    return this.states.get(urn) ?? this.reads.get(urn);
  }

  /** The plugin behind a provider reference; undefined while its configuration is not known, as then nobody may ask it. */
  pluginOf(reference: string): Plugin | undefined {
    const held = this.plugins.get(parseReference(reference).urn);
    if (held === undefined) throw new DeploymentError(`unknown provider '${reference}'`);
    return held.configured ? held.plugin : undefined;
  }

  stackOutputs(): Properties {
    return [...this.states.values()].find((state) => state.goal.type === STACK_TYPE)?.outputs ?? {};
  }

  /** All resources with their outputs, as policies see them at the end. */
  resources(): Resource[] {
    return [...this.states.values()].map((state) => afterCreation(state, this.providerOf(state.goal.provider)));
  }

  private providerOf(reference: string): ProviderView | undefined {
    const state = reference === "" ? undefined : this.states.get(parseReference(reference).urn);
    return state === undefined ? undefined : providerView(state);
  }

  private check(urn: string, goal: Goal): { inputs: Properties; failures: readonly CheckFailure[] } {
    if (isProviderType(goal.type)) {
      const plugin = this.options.loadPlugin(providedPackage(goal.type));
      this.plugins.set(urn, { plugin, configured: false });
      return plugin.checkConfig(urn, goal.inputs);
    }
    const plugin = goal.custom ? this.pluginOf(goal.provider) : undefined;
    return plugin === undefined ? { inputs: goal.inputs, failures: [] } : plugin.check(urn, goal.inputs);
  }

  private create(urn: string, goal: Goal, inputs: Properties): Properties {
    if (isProviderType(goal.type)) {
      const held = this.plugins.get(urn);
      if (held !== undefined && !containsUnknown(inputs)) {
        held.plugin.configure(inputs);
        held.configured = true;
      }
      return inputs;
    }
    if (!goal.custom) return {};
    // Without a configured provider no output is known, not even those that repeat an input.
    return this.pluginOf(goal.provider)?.create(urn, inputs) ?? {};
  }

  /** What the policies do with a resource; what they throw ends the run. */
  private observed<T>(urn: string, step: () => T): T {
    try {
      return step();
    } catch (error) {
      this.observerFault = error;
      return this.fail(messageOf(error), urn);
    }
  }

  private guarded<T>(urn: string, step: () => T): T {
    try {
      return step();
    } catch (error) {
      return this.fail(messageOf(error), urn);
    }
  }

  private refuse(urn: string, goal: Goal, failures: readonly CheckFailure[]): never {
    const texts = failures.map(({ property, reason }) =>
      property === ""
        ? `${goal.type} resource '${goal.name}' has a problem: ${reason}`
        : `${goal.type} resource '${goal.name}': property ${property} has a problem: ${reason}`,
    );
    return this.fail(texts.join("\n"), urn);
  }
}

/** What came in as a secret goes out as one. */
function withSecretsKept(outputs: Properties, inputs: Properties, additional: readonly string[]): Properties {
  const result = { ...outputs };
  for (const [key, value] of Object.entries(result)) {
    if (isSecret(inputs[key]) || (additional.includes(key) && key !== "id")) result[key] = secret(value);
  }
  return result;
}
