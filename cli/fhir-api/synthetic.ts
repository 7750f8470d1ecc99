import { patientResources } from "../../synthetic/formats/fhir";
import { patients, type Population } from "../../synthetic/patients";
import type { EmbeddedStore, StoredResource } from "./store/embedded-store";

/** Time that the records of a load are of: the end of the last day that anything is known of. */
const loadTime = ({ until }: Population): string => `${until}T23:59:59.000Z`;

/** Puts a population's records into a store that is empty. Gives how many of them are of a type that is served. */
export function loadSynthetic(
  store: EmbeddedStore,
  population: Population,
  onProgress: (patients: number) => void = () => undefined,
): number {
  function* resources(): Generator<StoredResource> {
    let done = 0;
    for (const record of patients(population)) {
      yield* patientResources(record);
      onProgress(++done);
    }
  }
  return store.load(resources(), loadTime(population));
}
