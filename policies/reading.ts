import type { OutputInstance } from "@pulumi/pulumi";
import type { PropertyRead } from "./record";
import { STACK_REFERENCE, typeOf, type Resource } from "./resource";
import { isObject, UNKNOWN, type PropertyValue } from "./value";

const NODE: unique symbol = Symbol.for("phiguard.reading");

/** Input types without promises, outputs and undefined: what a property holds once it is known. */
type Plain<T> = Exclude<T, Promise<unknown> | OutputInstance<unknown> | undefined | null>;

/**
 * A property that may be present, absent or unknown, with where it stands and what it was made from. Going deeper never throws:
 * below an unknown everything is unknown, below an absent everything is absent.
 */
export type Reading<T = unknown> = ReadingNode &
  (Plain<T> extends readonly (infer E)[]
    ? { readonly [index: number]: Reading<E> }
    : Plain<T> extends object
      ? { readonly [K in keyof Plain<T>]-?: Reading<Plain<T>[K]> }
      : unknown);

interface ReadingNode {
  readonly [NODE]: Node;
}

/** What one evaluation reads, for the record; a rule does not see it. */
export class ReadLog {
  private readonly byPath = new Map<string, PropertyRead>();

  note(read: PropertyRead): void {
    const earlier = this.byPath.get(read.path);
    if (earlier === undefined || (earlier.value === undefined && read.value !== undefined))
      this.byPath.set(read.path, read);
  }

  /** In the order of first reading. */
  list(): PropertyRead[] {
    return [...this.byPath.values()];
  }
}

interface Node {
  readonly resource: Resource;
  readonly log: ReadLog;
  /** Written before the path of a partner's property: `BucketVersioning.`; empty for the judged resource. */
  readonly prefix: string;
  readonly path: string;
  /** The input property this was reached through; empty for the resource itself. */
  readonly top: string;
  readonly value: PropertyValue;
}

export function readResource<T>(resource: Resource, log: ReadLog, prefix = ""): Reading<T> {
  return reading({ resource, log, prefix, path: "", top: "", value: resource.inputs });
}

/** Outputs where the program left the input out: for what AWS or the provider fills in, such as names and ARNs. */
export function readOutputs<T>(resource: Resource, log: ReadLog, prefix = ""): Reading<T> {
  return reading({ resource, log, prefix, path: "", top: "", value: { ...resource.outputs, ...resource.inputs } });
}

function reading<T>(node: Node): Reading<T> {
  return new Proxy(node, handler) as unknown as Reading<T>;
}

const handler: ProxyHandler<Node> = {
  get(node, key) {
    if (key === NODE) return node;
    return typeof key === "string" ? reading(child(node, key)) : undefined;
  },
};

/** On the hot path of every rule: no spread, no regular expression. */
function child(node: Node, key: string): Node {
  const { resource, log, prefix, path, top, value } = node;
  return {
    resource,
    log,
    prefix,
    path: path === "" ? key : isIndex(key) ? `${path}[${key}]` : `${path}.${key}`,
    top: top === "" ? key : top,
    value: step(value, key),
  };
}

function isIndex(key: string): boolean {
  for (let position = 0; position < key.length; position++) {
    const code = key.charCodeAt(position);
    if (code < 48 || code > 57) return false;
  }
  return key !== "";
}

function step(value: PropertyValue, key: string): PropertyValue {
  if (value === UNKNOWN) return UNKNOWN;
  if (Array.isArray(value)) return (value as readonly PropertyValue[])[Number(key)];
  if (isObject(value)) return Object.prototype.hasOwnProperty.call(value, key) ? value[key] : undefined;
  return undefined;
}

/** The value, `undefined` for an absent one (null counts as absent), `UNKNOWN` for one not known yet. Noted in the record. */
export function valueOf(r: ReadingNode): PropertyValue {
  const { value, log } = r[NODE];
  const path = pathOf(r);
  if (value === UNKNOWN) {
    log.note({ path, state: "unknown" });
    return UNKNOWN;
  }
  if (value === undefined || value === null) {
    log.note({ path, state: "absent" });
    return undefined;
  }
  log.note(typeof value === "boolean" ? { path, state: "present", value } : { path, state: "present" });
  return value;
}

/** Notes a value that is known to be one of a rule's own words, so that it cannot be a secret or PHI. */
export function noteValue(r: ReadingNode, value: string | number | boolean): void {
  r[NODE].log.note({ path: pathOf(r), state: "present", value });
}

export function pathOf(r: ReadingNode): string {
  const { prefix, path } = r[NODE];
  return prefix + path;
}

/** The input property of the resource that this was reached through. */
export function topOf(r: ReadingNode): string {
  return r[NODE].top;
}

export function resourceOf(r: ReadingNode): Resource {
  return r[NODE].resource;
}

/** URNs the property was made from; undefined while the engine has not told them. */
export function referencesOf(r: ReadingNode): readonly string[] | undefined {
  const { resource, top } = r[NODE];
  return resource.propertyDependencies === undefined ? undefined : (resource.propertyDependencies[top] ?? []);
}

/** URNs of this program that the property was made from; another stack's outputs do not tell which of its resources is meant. */
export function sourcesOf(r: ReadingNode): readonly string[] {
  return (referencesOf(r) ?? []).filter((urn) => typeOf(urn) !== STACK_REFERENCE);
}

/** Whether the property was made from resources of this program alone, so that it names nothing of another account. */
export function isMadeHere(r: ReadingNode): boolean {
  const references = referencesOf(r) ?? [];
  return references.length > 0 && references.length === sourcesOf(r).length;
}

/** Whether this is an input and not a part of one: references are told of whole inputs. */
export function isWholeInput(r: ReadingNode): boolean {
  const { path, top } = r[NODE];
  return path === top;
}

/** The elements of a list; one element for a single value (some properties take both); `UNKNOWN` for a list not known yet. */
export function itemsOf<T>(r: Reading<T>): Reading<Element<T>>[] | typeof UNKNOWN {
  const value = valueOf(r);
  if (value === UNKNOWN) return UNKNOWN;
  if (value === undefined) return [];
  const node = (r as ReadingNode)[NODE];
  if (!Array.isArray(value)) return [r as unknown as Reading<Element<T>>];
  return value.map((_, index) => reading<Element<T>>(child(node, String(index))));
}

type Element<T> = Plain<T> extends readonly (infer E)[] ? E : Plain<T>;

/** The entries of a map such as tags or environment variables; `UNKNOWN` for a map not known yet. */
export function entriesOf(r: ReadingNode): [string, Reading<string>][] | typeof UNKNOWN {
  const value = valueOf(r);
  if (value === UNKNOWN) return UNKNOWN;
  if (!isObject(value)) return [];
  return Object.keys(value).map((key) => [key, reading<string>(child(r[NODE], key))]);
}

/**
 * The content of a JSON document in a string (Cloud Control's desired state, a policy), or the object itself where the program gave one.
 * A document that does not parse reads as unknown: nothing can be said of it, so nothing passes on it.
 */
export function jsonOf<T = Record<string, unknown>>(r: ReadingNode): Reading<T> {
  const value = valueOf(r);
  return reading<T>({ ...r[NODE], value: typeof value === "string" ? parseJson(value) : value });
}

function parseJson(text: string): PropertyValue {
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    return UNKNOWN;
  }
}
