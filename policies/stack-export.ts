import { PackInputError } from "./errors";
import { nameOf, type ProviderView, type Resource, type SourcePosition } from "./resource";
import type { StackFacts } from "./session";
import { fromWire, isObject, type PropertyObject } from "./value";
import { waiversNamedIn } from "./waiver-pointer";

/** A stack as `pulumi stack export` writes it. */
export interface ExportedStack {
  readonly facts: StackFacts;
  /** All resources that exist, as policies see them with the whole stack; secrets are ciphertext and so unknown. */
  readonly resources: readonly Resource[];
}

/** Versions of the deployment format that hold resources as a list with inputs and outputs. */
const VERSIONS: ReadonlySet<unknown> = new Set([3, 4]);

/**
 * Reads the text of an export.
 * @param file its name, for messages.
 * @throws PackInputError naming what is wrong with it; never with a value out of it.
 */
export function readStackExport(text: string, file: string): ExportedStack {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new PackInputError(`${file} is not JSON; wanted the output of pulumi stack export.`);
  }
  const deployment = record(content)["deployment"];
  const list = record(deployment)["resources"];
  if (!isRecord(deployment))
    throw new PackInputError(`${file} has no "deployment"; wanted the output of pulumi stack export.`);
  const version = record(content)["version"];
  if (!VERSIONS.has(version))
    throw new PackInputError(`${file} has deployment version ${JSON.stringify(version)}; wanted 3 or 4.`);
  // A stack that was destroyed, or never updated, has no list.
  if (list !== undefined && list !== null && !Array.isArray(list))
    throw new PackInputError(`${file} has no list of resources under "deployment.resources".`);
  const states = (list ?? []).map((item: unknown, index: number) => stateOf(item, index, file));
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const resources = states
    // What is still to be deleted was replaced; its successor stands in the list too.
    .filter(({ pendingDelete }) => !pendingDelete)
    .map((state) => resourceOf(state, byUrn));
  return { facts: factsOf(states, file), resources };
}

interface State {
  readonly urn: string;
  readonly type: string;
  readonly inputs: PropertyObject;
  readonly outputs: PropertyObject;
  readonly parent: string;
  /** URN of the provider; empty for components and providers. */
  readonly provider: string;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly external: boolean;
  readonly pendingDelete: boolean;
  readonly additionalSecretOutputs: readonly string[];
  readonly source: SourcePosition | undefined;
}

function stateOf(item: unknown, index: number, file: string): State {
  const state = record(item);
  const { urn, type } = state;
  if (typeof urn !== "string" || !/^urn:pulumi:.*?::.*?::.+::/.test(urn) || typeof type !== "string")
    throw new PackInputError(`${file}: deployment.resources[${index}] must have a urn and a type.`);
  return {
    urn,
    type,
    inputs: propertiesOf(state["inputs"]),
    outputs: { ...propertiesOf(state["outputs"]), ...(typeof state["id"] === "string" ? { id: state["id"] } : {}) },
    parent: text(state["parent"]),
    // "urn::id"; the URN itself has "::" in it.
    provider: text(state["provider"]).split("::").slice(0, 4).join("::"),
    propertyDependencies: dependenciesOf(state["propertyDependencies"]),
    protect: state["protect"] === true,
    retainOnDelete: state["retainOnDelete"] === true,
    external: state["external"] === true,
    pendingDelete: state["delete"] === true,
    additionalSecretOutputs: texts(state["additionalSecretOutputs"]),
    source: positionOf(text(state["sourcePosition"])),
  };
}

function resourceOf(state: State, byUrn: ReadonlyMap<string, State>): Resource {
  const provider = byUrn.get(state.provider);
  return {
    urn: state.urn,
    type: state.type,
    name: nameOf(state.urn),
    // What the program only reads has no inputs of its own.
    inputs: state.external ? { ...state.outputs, ...state.inputs } : state.inputs,
    outputs: state.outputs,
    propertyDependencies: state.propertyDependencies,
    protect: state.protect,
    retainOnDelete: state.retainOnDelete,
    waivers: waiversNamedIn(state.additionalSecretOutputs),
    ...(state.parent === "" ? {} : { parent: state.parent }),
    ...(provider === undefined ? {} : { provider: providerOf(provider) }),
    ...(state.source === undefined ? {} : { source: state.source }),
  };
}

function providerOf({ urn, type, inputs }: State): ProviderView {
  return { urn, type, name: nameOf(urn), properties: inputs };
}

function factsOf(states: readonly State[], file: string): StackFacts {
  const [first] = states;
  if (first === undefined) throw new PackInputError(`${file} holds no resources; there is nothing to judge.`);
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(first.urn) ?? [];
  return { organization: "", project, stack, stage: "state" };
}

/** `project:///stacks/index.ts#12,3`; a place outside the project is none. */
function positionOf(position: string): SourcePosition | undefined {
  const [, file, line, column] = /^project:\/\/\/([^#]+)#(\d+)(?:,(\d+))?$/.exec(position) ?? [];
  if (file === undefined || line === undefined) return undefined;
  return { file: unescaped(file), line: Number(line), column: Number(column ?? 0) };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function propertiesOf(value: unknown): PropertyObject {
  const properties = fromWire(value);
  return isObject(properties) ? properties : {};
}

function dependenciesOf(value: unknown): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(record(value)).map(([property, urns]) => [property, texts(urns)]));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
