import { effective, identities, STACK_REFERENCE, typeOf, type Resource } from "./resource";
import { isObject, textsIn, UNKNOWN, type PropertyValue } from "./value";

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
  private readonly children = new Map<string, Set<Resource>>();
  private readonly lineages = new Map<string, readonly string[]>();
  private readonly kinds = new Map<string, readonly Resource[]>();
  private readonly links = new Map<string, Links>();
  private readonly identityMaps = new Map<string, Map<string, Set<Resource>>>();
  private readonly descendants = new Map<string, ReadonlyMap<string, readonly Resource[]>>();

  constructor(readonly resources: readonly Resource[]) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const same = this.byType.get(resource.type);
      if (same === undefined) this.byType.set(resource.type, [resource]);
      else same.push(resource);
      if (resource.parent !== undefined && resource.parent !== "") push(this.children, resource.parent, resource);
    }
  }

  get(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  ofKind(kind: Kind<unknown>): readonly Resource[] {
    const key = kind.types.join();
    let known = this.kinds.get(key);
    if (known === undefined) {
      known = kind.types.flatMap((type) => this.byType.get(type) ?? []);
      this.kinds.set(key, known);
    }
    return known;
  }

  /** The resource and every component above it. */
  lineage(urn: string): readonly string[] {
    const known = this.lineages.get(urn);
    if (known !== undefined) return known;
    const seen = new Set([urn]);
    for (
      let at = this.byUrn.get(urn)?.parent;
      at !== undefined && at !== "" && !seen.has(at) && seen.size <= MOST_ANCESTORS;
      at = this.byUrn.get(at)?.parent
    )
      seen.add(at);
    const line = [...seen];
    this.lineages.set(urn, line);
    return line;
  }

  /** Companions of `kind` that name `subject` in `property`, and whether others might. */
  companions(subject: Resource, kind: Kind<unknown>, property: string): Companions {
    const links = this.linksOf(kind, property, subject.type);
    const certain = new Set<Resource>(links.byReference.get(subject.urn));
    for (const identity of identities(subject)) {
      for (const companion of links.byValue.get(identity) ?? []) certain.add(companion);
    }
    let mayBeMore = false;
    // A component may hand out its children's names: an unknown made from one above the subject can be the subject's.
    for (const component of this.lineage(subject.urn).slice(1)) {
      const handedOut = links.openByReference.get(component);
      if (handedOut === undefined || typeOf(component) === subject.type) continue;
      if (this.below(component).get(subject.type)?.length === 1)
        for (const companion of handedOut) certain.add(companion);
      else mayBeMore ||= hasOther(handedOut, certain);
    }
    return { certain: [...certain], mayBeMore: mayBeMore || hasOther(links.openFromOutside, certain) };
  }

  /** The other direction: resources of `kind` that `owner` names in `property`, and whether it might name others. */
  named(owner: Resource, property: string, kind: Kind<unknown>): Companions {
    const references = this.sourcesOf(owner, property, kind.types);
    const certain = new Set<Resource>();
    for (const urn of references) {
      const resource = this.byUrn.get(urn);
      if (resource !== undefined && kind.types.includes(resource.type)) certain.add(resource);
    }
    const value = effective(owner, property);
    const known = this.identitiesOf(kind);
    for (const text of textsIn(value)) for (const resource of known.get(text) ?? []) certain.add(resource);
    if (!hasUnknown(value) || certain.size > 0) return { certain: [...certain], mayBeMore: false };
    let mayBeMore = this.fromOutside(references);
    for (const urn of references) {
      for (const type of kind.types) {
        const candidates = this.below(urn).get(type) ?? [];
        if (candidates.length === 1) for (const candidate of candidates) certain.add(candidate);
        else mayBeMore ||= candidates.length > 1;
      }
    }
    return { certain: [...certain], mayBeMore };
  }

  private identitiesOf(kind: Kind<unknown>): Map<string, Set<Resource>> {
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

  /**
   * What a property was made from. A resource that gives back an input under the same name (`vpcId: subnet.vpcId`) is looked through; one of
   * the types sought is what was meant, whatever it names itself (a dead-letter queue with a dead-letter queue of its own).
   */
  private sourcesOf(resource: Resource, property: string, sought: readonly string[]): readonly string[] {
    const found = new Set<string>();
    const follow = (urns: readonly string[], hops: number): void => {
      for (const urn of urns) {
        if (found.has(urn)) continue;
        found.add(urn);
        const source = this.byUrn.get(urn);
        if (source !== undefined && !sought.includes(source.type) && hops < MOST_HOPS)
          follow(source.propertyDependencies?.[property] ?? [], hops + 1);
      }
    };
    follow(resource.propertyDependencies?.[property] ?? [], 0);
    return [...found];
  }

  /** A value that this program only passes on: made from nothing the engine names, or from another stack's outputs. */
  private fromOutside(references: readonly string[]): boolean {
    return references.length === 0 || references.some((urn) => !this.byUrn.has(urn) || typeOf(urn) === STACK_REFERENCE);
  }

  /** Who of `kind` names whom in `property`, for subjects of one type. */
  private linksOf(kind: Kind<unknown>, property: string, subjectType: string): Links {
    const key = `${kind.types.join()}#${property}#${subjectType}`;
    const known = this.links.get(key);
    if (known !== undefined) return known;
    const links: Links = {
      byReference: new Map(),
      byValue: new Map(),
      openByReference: new Map(),
      openFromOutside: new Set(),
    };
    for (const companion of this.ofKind(kind)) {
      const references = this.sourcesOf(companion, property, [subjectType]);
      for (const urn of references) push(links.byReference, urn, companion);
      const value = effective(companion, property);
      for (const text of textsIn(value)) push(links.byValue, text, companion);
      // What the program left out names nobody, though AWS may fill it in.
      if (!hasUnknown(companion.inputs[property])) continue;
      for (const urn of references) push(links.openByReference, urn, companion);
      if (this.fromOutside(references)) links.openFromOutside.add(companion);
    }
    this.links.set(key, links);
    return links;
  }

  /** Everything that stands in a component, however deep, by type. */
  private below(component: string): ReadonlyMap<string, readonly Resource[]> {
    const known = this.descendants.get(component);
    if (known !== undefined) return known;
    const found = new Map<string, Resource[]>();
    const seen = new Set<string>([component]);
    const open = [...(this.children.get(component) ?? [])];
    for (let resource = open.pop(); resource !== undefined; resource = open.pop()) {
      if (seen.has(resource.urn)) continue;
      seen.add(resource.urn);
      const same = found.get(resource.type);
      if (same === undefined) found.set(resource.type, [resource]);
      else same.push(resource);
      for (const child of this.children.get(resource.urn) ?? []) open.push(child);
    }
    this.descendants.set(component, found);
    return found;
  }
}

export interface Companions {
  readonly certain: readonly Resource[];
  /** True where a value is not known yet and nothing tells whom it will name. */
  readonly mayBeMore: boolean;
}

interface Links {
  readonly byReference: Map<string, Set<Resource>>;
  readonly byValue: Map<string, Set<Resource>>;
  /** Companions whose value is not known yet, by what it was made from. */
  readonly openByReference: Map<string, Set<Resource>>;
  readonly openFromOutside: Set<Resource>;
}

function push(map: Map<string, Set<Resource>>, key: string, item: Resource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, new Set([item]));
  else list.add(item);
}

/** Ends at the first one, so that many open companions of many subjects stay linear. */
function hasOther(candidates: ReadonlySet<Resource>, certain: ReadonlySet<Resource>): boolean {
  for (const candidate of candidates) if (!certain.has(candidate)) return true;
  return false;
}

/** Resources that hand on one input are few in a row; a longer chain is about something else, and would be walked once for each of its links. */
const MOST_HOPS = 8;

/** Components stand in each other a few levels deep. */
const MOST_ANCESTORS = 100;

function hasUnknown(value: PropertyValue): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
