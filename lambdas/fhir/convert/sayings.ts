import type { FhirResource } from "fhir/r4";
import type { Conversion } from "./conversion";
import { merged, relocated } from "./merge";

/** When something was said: by the sender's clock, then by its arrival, then by its place in a file; the first two in milliseconds. */
export type Order = readonly [saidMs: number, arrivedMs: number, index: number];

/** What one message or row says of one resource. */
export interface Saying {
  /** Of the message: what comes twice is said once. */
  readonly id: string;
  readonly order: Order;
  readonly resource: FhirResource;
  readonly erased: readonly string[];
  /** Counts where nothing else is known of the resource. */
  readonly onlyWhereNone: boolean;
}

/** All that was said of one resource: the oldest sayings as one resource, and those after them. */
export interface Told {
  readonly base?: { readonly order: Order; readonly resource: FhirResource };
  readonly sayings: readonly Saying[];
}

/** Sayings that are kept apart: a later one may still come between them. */
export const MOST_APART = 100;

const compare = (a: Order, b: Order): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** What a conversion says, by place (`Patient/<id>`). References to the bundle's own addresses become places. */
export function sayingsOf(
  { bundle, erased }: Pick<Conversion, "bundle" | "erased">,
  { id, order }: Pick<Saying, "id" | "order">,
): ReadonlyMap<string, Saying> {
  const entries = (bundle.entry ?? []).flatMap(({ fullUrl = "", resource, request }) =>
    resource === undefined ? [] : [{ fullUrl, resource, onlyWhereNone: request?.method === "POST" }],
  );
  const places = new Map(
    entries.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id ?? ""}`]),
  );
  return new Map(
    entries.map(({ fullUrl, resource, onlyWhereNone }) => [
      places.get(fullUrl) as string,
      {
        id,
        order,
        resource: relocated(resource, places),
        erased: erased.flatMap((one) => (one.resource === fullUrl ? [one.element] : [])),
        onlyWhereNone,
      },
    ]),
  );
}

/**
 * With one more saying. Which of two came first makes no difference, up to `MOST_APART` of them; one that is older than all that is kept apart
 * says only what nobody has said since.
 */
export function withSaying(told: Told | undefined, saying: Saying): Told {
  const { base, sayings } = told ?? { sayings: [] };
  if (sayings.some(({ id }) => id === saying.id)) return { ...(base && { base }), sayings };
  if (base !== undefined && compare(saying.order, base.order) <= 0) {
    return { base: { order: base.order, resource: merged(saying.resource, base.resource) }, sayings };
  }
  const all = onceWhereNone([...sayings, saying].sort((a, b) => compare(a.order, b.order)));
  const [oldest] = all;
  if (all.length <= MOST_APART || oldest === undefined) return { ...(base && { base }), sayings: all };
  return {
    base: { order: oldest.order, resource: after(base?.resource, oldest) as FhirResource },
    sayings: all.slice(1),
  };
}

/** The resource as all that was said makes it. Throws RangeError where nothing was said. */
export function resourceOf({ base, sayings }: Told): FhirResource {
  const resource = sayings.reduce(after, base?.resource);
  if (resource === undefined) throw new RangeError("nothing was said of the resource");
  return resource;
}

const after = (resource: FhirResource | undefined, saying: Saying): FhirResource | undefined =>
  saying.onlyWhereNone && resource !== undefined ? resource : merged(resource, saying.resource, saying.erased);

/** Of those that count where nothing else is known, the first says it all. */
function onceWhereNone(sayings: readonly Saying[]): Saying[] {
  const first = sayings.find(({ onlyWhereNone }) => onlyWhereNone);
  return sayings.filter((saying) => !saying.onlyWhereNone || saying === first);
}
