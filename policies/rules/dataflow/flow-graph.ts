import { tagOf } from "../../classification";
import { oncePerStack } from "../../once-per-stack";
import type { Resource } from "../../resource";
import type { Kind, StackIndex } from "../../stack-index";
import { isObject, type PropertyObject, type PropertyValue } from "../../value";
import { patternOf } from "./event-pattern";
import { CARRIERS, KEPT_BEHIND, ROLE_OF } from "./flow-carriers";
import { STORE } from "./flow-ends";
import { bucketsOfPath, namedIn, textsOf } from "./flow-names";
import { reachOf, type Reach } from "./role-grants";

const ROLE: Kind<unknown> = { types: ["aws:iam/role:Role"] };

/** Where S3 and the other services send their events; no program makes it. */
const DEFAULT_BUS: Resource = { urn: "", type: "aws:cloudwatch/eventBus:EventBus", name: "default", inputs: {} };

/**
 * Where the data of a stack goes: resources, and an edge from each to those that its data reaches next. Made of the references and names
 * that the program gives; time and size are linear in resources and references.
 */
export class FlowGraph {
  private readonly after = new Map<Resource, Set<Resource>>();
  private readonly before = new Map<Resource, Set<Resource>>();

  /** Built once a stack, for all rules. */
  static readonly of = oncePerStack((index) => new FlowGraph(index));

  private constructor(index: StackIndex) {
    for (const resource of index.resources) this.connect(index, resource);
    for (const resource of index.resources) this.connectStore(index, resource);
    this.connectRoles(index);
    this.connectSelections(index);
  }

  /** Every resource whose data goes on to another. */
  sources(): Iterable<Resource> {
    return this.after.keys();
  }

  /** What the data of a resource reaches next. */
  next(resource: Resource): ReadonlySet<Resource> {
    return this.after.get(resource) ?? NOTHING;
  }

  /** Where the data of a resource comes from. */
  previous(resource: Resource): ReadonlySet<Resource> {
    return this.before.get(resource) ?? NOTHING;
  }

  private connect(index: StackIndex, resource: Resource): void {
    const carrier = CARRIERS[resource.type];
    for (const [property, kind] of Object.entries(carrier?.from ?? {}))
      for (const source of namedIn(index, resource, property, kind).found) this.add(source, resource);
    for (const [property, kind] of Object.entries(carrier?.to ?? {}))
      for (const sink of namedIn(index, resource, property, kind).found) this.add(resource, sink);
    if (resource.type === "aws:s3/objectCopy:ObjectCopy") {
      for (const path of textsOf(resource.inputs["source"]))
        for (const bucket of bucketsOfPath(index, path)) this.add(bucket, resource);
    }
    this.connectDefaultBus(index, resource);
  }

  /** S3 sends to the default bus what a notification with `eventbridge: true` tells; a rule takes it there by its pattern. */
  private connectDefaultBus(index: StackIndex, resource: Resource): void {
    if (resource.type === "aws:s3/bucketNotification:BucketNotification") {
      if ([true, "true"].includes(resource.inputs["eventbridge"] as boolean)) this.add(resource, DEFAULT_BUS);
    } else if (resource.type === "aws:cloudwatch/eventRule:EventRule") {
      const pattern = patternOf(resource);
      const named = pattern.buckets.flatMap((name) => bucketsOfPath(index, name));
      for (const bucket of named) this.add(bucket, resource);
      if (pattern.sources.includes("aws.s3") && named.length === 0) this.add(DEFAULT_BUS, resource);
    }
  }

  /** A DataSync location stands for a store, read from or written to as the tasks use it. */
  private connectStore(index: StackIndex, location: Resource): void {
    for (const [property, kind] of Object.entries(KEPT_BEHIND[location.type] ?? {})) {
      for (const store of namedIn(index, location, property, kind).found) {
        const [isSource, isTarget] = [this.next(location).size > 0, this.previous(location).size > 0];
        if (isSource) this.add(store, location);
        if (isTarget) this.add(location, store);
      }
    }
  }

  private connectRoles(index: StackIndex): void {
    const reaches = new Map<Resource, Reach>();
    for (const worker of index.resources) {
      const property = ROLE_OF[worker.type];
      if (property === undefined) continue;
      for (const role of namedIn(index, worker, property, ROLE).found) {
        const reach = reaches.get(role) ?? reachOf(index, role);
        reaches.set(role, reach);
        for (const source of reach.reads) this.add(source, worker);
        for (const sink of reach.writes) this.add(worker, sink);
      }
    }
  }

  /** A backup selection takes what carries one of its tags. */
  private connectSelections(index: StackIndex): void {
    const byTag = new Map<string, Map<string, Resource[]>>();
    for (const selection of index.ofKind({ types: ["aws:backup/selection:Selection"] })) {
      for (const [key, value] of selectedTags(selection)) {
        let byValue = byTag.get(key);
        if (byValue === undefined) {
          byValue = storesByTag(index, key);
          byTag.set(key, byValue);
        }
        for (const store of byValue.get(value) ?? []) this.add(store, selection);
      }
    }
  }

  private add(from: Resource, to: Resource): void {
    link(this.after, from, to);
    link(this.before, to, from);
  }
}

const NOTHING: ReadonlySet<Resource> = new Set();

function link(edges: Map<Resource, Set<Resource>>, from: Resource, to: Resource): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

/** Key and value of the tags that a selection asks for: its tag blocks, or the equality conditions. */
function selectedTags(selection: Resource): [string, string][] {
  const { selectionTags, conditions } = selection.inputs;
  const blocks = [...listOf(selectionTags), ...listOf(conditions).flatMap((block) => listOf(block["stringEquals"]))];
  return blocks.map(({ key, value }) => [String(key).replace(/^aws:ResourceTag\//, ""), String(value)]);
}

function storesByTag(index: StackIndex, key: string): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const store of index.ofKind(STORE)) {
    const value = tagOf(store, [key]);
    if (value === undefined) continue;
    const same = found.get(value);
    if (same === undefined) found.set(value, [store]);
    else same.push(store);
  }
  return found;
}

function listOf(value: PropertyValue): readonly PropertyObject[] {
  return Array.isArray(value) ? (value as readonly PropertyValue[]).filter(isObject) : [];
}
