import type { FhirResource, Identifier } from "fhir/r4";
import { Changed, type Store } from "../merge";

/** A store in memory that holds versions as a server does. */
export class MemoryStore implements Store {
  readonly resources = new Map<string, { resource: FhirResource; version: string }>();
  /** Runs before each write, so that a test may write in between. */
  before: (resource: FhirResource) => void = () => undefined;

  read(type: string, id: string) {
    return Promise.resolve(this.resources.get(`${type}/${id}`));
  }

  find(type: string, wanted: string) {
    const found = [...this.resources.values()].find(
      ({ resource }) =>
        resource.resourceType === type &&
        ((resource as { identifier?: Identifier[] }).identifier ?? []).some(
          ({ system, value }) => `${system ?? ""}|${value ?? ""}` === wanted,
        ),
    );
    return Promise.resolve(found?.resource.id);
  }

  write(resource: FhirResource, version: string | undefined) {
    this.before(resource);
    const key = `${resource.resourceType}/${resource.id ?? ""}`;
    if (this.resources.get(key)?.version !== version) return Promise.reject(new Changed(key));
    this.resources.set(key, { resource, version: String(Number(version ?? 0) + 1) });
    return Promise.resolve();
  }

  all<R extends FhirResource>(type: R["resourceType"]): R[] {
    return [...this.resources.values()].flatMap(({ resource }) =>
      resource.resourceType === type ? [resource as R] : [],
    );
  }
}
