import { effective, identities, typeOf, type Resource } from "./resource";
import { isObject, UNKNOWN, type PropertyValue } from "./value";

/** Resource types that mean the same thing, all aliases of a token included. */
export interface Kind<T> {
  readonly types: readonly string[];
  /** Carries the argument type; never set. */
  readonly args?: T;
}

/** All resources of a stack with who refers to whom, built once and shared by all rules. */
export class StackIndex {
  private readonly byUrn = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();
  private readonly links = new Map<string, Links>();
  private readonly identityMaps = new Map<string, Map<string, Resource[]>>();
  private readonly descendants = new Map<string, Map<string, number>>();

  constructor(readonly resources: readonly Resource[]) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const same = this.byType.get(resource.type);
      if (same === undefined) this.byType.set(resource.type, [resource]);
      else same.push(resource);
    }
  }

  get(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  ofKind(kind: Kind<unknown>): Resource[] {
    return kind.types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resource and every component above it. */
  lineage(urn: string): string[] {
    const line = [urn];
    for (
      let at = this.byUrn.get(urn)?.parent;
      at !== undefined && at !== "" && !line.includes(at);
      at = this.byUrn.get(at)?.parent
    ) {
      line.push(at);
    }
    return line;
  }

  /** Companions of `kind` that name `subject` in `property`, and those of which it can't be told. */
  companions(subject: Resource, kind: Kind<unknown>, property: string): Companions {
    const links = this.linksOf(kind, property);
    const certain = new Set<Resource>(links.byReference.get(subject.urn));
    for (const identity of identities(subject)) {
      for (const companion of links.byValue.get(identity) ?? []) certain.add(companion);
    }
    const possible: Resource[] = [];
    for (const { companion, references } of links.open) {
      if (certain.has(companion)) continue;
      const told = this.couldMean(references, subject);
      if (told === "yes") certain.add(companion);
      else if (told === "perhaps") possible.push(companion);
    }
    return { certain: [...certain], possible };
  }

  /** The other direction: resources of `kind` that `owner` names in `property`, and those it might name. */
  named(owner: Resource, property: string, kind: Kind<unknown>): Companions {
    const references = owner.propertyDependencies?.[property] ?? [];
    const certain = new Set<Resource>();
    for (const urn of references) {
      const resource = this.byUrn.get(urn);
      if (resource !== undefined && kind.types.includes(resource.type)) certain.add(resource);
    }
    const value = effective(owner, property);
    const known = this.identitiesOf(kind);
    for (const text of textsIn(value)) for (const resource of known.get(text) ?? []) certain.add(resource);
    const possible: Resource[] = [];
    if (hasUnknown(value) && certain.size === 0) {
      for (const candidate of this.ofKind(kind)) {
        const told = this.couldMean(references, candidate);
        if (told === "yes") certain.add(candidate);
        else if (told === "perhaps") possible.push(candidate);
      }
      // A name from outside this program: the partner may stand elsewhere.
      if (certain.size === 0 && possible.length === 0 && this.fromOutside(references))
        return { certain: [], possible: [owner] };
    }
    return { certain: [...certain], possible };
  }

  private identitiesOf(kind: Kind<unknown>): Map<string, Resource[]> {
    const key = kind.types.join();
    let known = this.identityMaps.get(key);
    if (known === undefined) {
      known = new Map();
      for (const resource of this.ofKind(kind))
        for (const identity of identities(resource)) push(known, identity, resource);
      this.identityMaps.set(key, known);
    }
    return known;
  }

  private fromOutside(references: readonly string[]): boolean {
    return references.length === 0 || references.some((urn) => !this.byUrn.has(urn) || typeOf(urn) === STACK_REFERENCE);
  }

  private linksOf(kind: Kind<unknown>, property: string): Links {
    const key = `${kind.types.join()}#${property}`;
    const known = this.links.get(key);
    if (known !== undefined) return known;
    const links: Links = { byReference: new Map(), byValue: new Map(), open: [] };
    for (const companion of this.ofKind(kind)) {
      const references = companion.propertyDependencies?.[property] ?? [];
      for (const urn of references) push(links.byReference, urn, companion);
      const value = effective(companion, property);
      for (const text of textsIn(value)) push(links.byValue, text, companion);
      if (hasUnknown(value)) links.open.push({ companion, references });
    }
    this.links.set(key, links);
    return links;
  }

  /** Whether an unknown value made from these URNs can be the subject's: a component may hand out its children's names. */
  private couldMean(references: readonly string[], subject: Resource): "yes" | "perhaps" | "no" {
    if (references.length === 0) return "perhaps";
    const line = this.lineage(subject.urn);
    let perhaps = false;
    for (const urn of references) {
      if (typeOf(urn) === subject.type) continue; // named by reference already, or another of its kind
      if (line.includes(urn)) {
        if (this.countBelow(urn, subject.type) === 1) return "yes";
        perhaps = true;
      } else if (this.byUrn.get(urn) === undefined || typeOf(urn) === STACK_REFERENCE) {
        perhaps = true;
      }
    }
    return perhaps ? "perhaps" : "no";
  }

  private countBelow(component: string, type: string): number {
    let counts = this.descendants.get(component);
    if (counts === undefined) {
      counts = new Map();
      for (const resource of this.resources) {
        if (resource.urn !== component && this.lineage(resource.urn).includes(component)) {
          counts.set(resource.type, (counts.get(resource.type) ?? 0) + 1);
        }
      }
      this.descendants.set(component, counts);
    }
    return counts.get(type) ?? 0;
  }
}

export interface Companions {
  readonly certain: readonly Resource[];
  readonly possible: readonly Resource[];
}

interface Links {
  readonly byReference: Map<string, Resource[]>;
  readonly byValue: Map<string, Resource[]>;
  readonly open: { readonly companion: Resource; readonly references: readonly string[] }[];
}

function push(map: Map<string, Resource[]>, key: string, item: Resource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else if (!list.includes(item)) list.push(item);
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** All strings in a value, however deep: a queue's ARN stands in a list of blocks. */
function textsIn(value: PropertyValue): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function hasUnknown(value: PropertyValue): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
