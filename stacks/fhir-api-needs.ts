import { computeBoundary } from "../components/compute/compute-boundary";
import { fhirBoundary } from "../components/fhir/fhir-access";
import type { Needs } from "./needs";

export const fhirApiNeeds: Needs = {
  endpoints: ["healthlake", "events"],
  boundary: (place) => [...computeBoundary(place), ...fhirBoundary(place)],
};
