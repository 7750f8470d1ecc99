import type { Bundle, FhirResource, Identifier, Reference } from "fhir/r4";
import type { Ids } from "./ids";

type Entry = NonNullable<Bundle<FhirResource>["entry"]>[number];

/** Resources of a bundle, each once. */
export class Entries {
  private readonly byUrl = new Map<string, Entry>();

  constructor(readonly ids: Ids) {}

  /**
   * Puts a resource under an id that its facts give, and hands out the reference. What is put twice is one resource: the first stands. An
   * update by id: who writes it over a stored one merges the two (`merge.ts`), as a message says a part.
   */
  put(resource: FhirResource, ...facts: readonly string[]): Reference {
    return this.update(this.ids.of(resource.resourceType, ...facts), resource);
  }

  /** The same for what may stand twice with the same facts, as two results of one test do: the second gets an id of its own. */
  putEach(resource: FhirResource, ...facts: readonly string[]): Reference {
    for (let again = 1; ; again += 1) {
      const id = this.ids.of(resource.resourceType, ...facts, String(again));
      if (!this.byUrl.has(`urn:uuid:${id}`)) return this.update(id, resource);
    }
  }

  private update(id: string, resource: FhirResource): Reference {
    return this.add(id, resource, { method: "PUT", url: `${resource.resourceType}/${id}` });
  }

  /** A resource that others may know better: it is made where the store has none with this identifier, and left as it is elsewhere. */
  create(resource: FhirResource, { system, value }: Identifier): Reference {
    const id = this.ids.kept(resource.resourceType, system ?? "", value ?? "");
    const number = encodeURIComponent(value ?? "");
    return this.add(id, resource, {
      method: "POST",
      url: resource.resourceType,
      ifNoneExist: `identifier=${system === undefined ? number : `${encodeURIComponent(system)}|${number}`}`,
    });
  }

  private add(id: string, resource: FhirResource, request: Entry["request"]): Reference {
    const fullUrl = `urn:uuid:${id}`;
    resource.id = id;
    if (!this.byUrl.has(fullUrl)) this.byUrl.set(fullUrl, { fullUrl, resource, request });
    return { reference: fullUrl };
  }

  /** The resource behind a reference, to be added to. */
  at<R extends FhirResource>({ reference }: Reference): R {
    return this.byUrl.get(reference ?? "")?.resource as R;
  }

  references(): Reference[] {
    return [...this.byUrl.keys()].map((reference) => ({ reference }));
  }

  bundle(): Bundle<FhirResource> {
    return { resourceType: "Bundle", type: "transaction", entry: [...this.byUrl.values()] };
  }
}
