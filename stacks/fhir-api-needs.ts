import { computeBoundary } from "../components/compute/compute-boundary";
import { fhirBoundary } from "../components/fhir/fhir-access";
import type { Needs } from "./needs";

export const fhirApiNeeds: Needs = {
  endpoints: ["healthlake", "events", "sagemaker.runtime"],
  boundary: (place, { fhirApi }) => [...computeBoundary(place), ...fhirBoundary(place, fhirApi.anomalies.model)],
};
