import type { FhirResource } from "fhir/r4";
import { Changed } from "../fhir/convert/merge";
import { resourceOf, withSaying, type Saying, type Told } from "../fhir/convert/sayings";
import type { ToldStore } from "./ports";

const AT_ONCE = 32;
const MOST_TRIES = 5;

/**
 * Adds what was said to what is known of each resource, and gives the resources as they are then, in the order given. The same sayings again
 * change nothing. Throws `Changed` where others write the same resource five times in a row.
 */
export async function told(
  store: ToldStore,
  sayings: ReadonlyMap<string, readonly Saying[]>,
): Promise<readonly FhirResource[]> {
  const places = [...sayings];
  const resources: FhirResource[] = [];
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE).map(([place, said]) => toldOne(store, place, said));
    resources.push(...(await Promise.all(some)));
  }
  return resources;
}

async function toldOne(store: ToldStore, place: string, said: readonly Saying[]): Promise<FhirResource> {
  for (let tries = 1; ; tries += 1) {
    const stored = await store.read(place);
    const now = said.reduce<Told | undefined>(withSaying, stored?.told);
    if (now === undefined) throw new RangeError("nothing was said of a resource");
    if (JSON.stringify(now) === JSON.stringify(stored?.told)) return resourceOf(now);
    try {
      await store.write(place, now, stored?.version);
      return resourceOf(now);
    } catch (error) {
      if (!(error instanceof Changed) || tries === MOST_TRIES) throw error;
    }
  }
}
