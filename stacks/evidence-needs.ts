import { computeBoundary } from "../components/compute/compute-boundary";
import { evidenceBoundary } from "../components/evidence/ledger-access";
import type { Needs } from "./needs";

export const evidenceNeeds: Needs = {
  boundary: (place) => [...computeBoundary(place), ...evidenceBoundary(place)],
};
