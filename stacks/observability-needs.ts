import type { Statement } from "../components/access/policy-document";
import { computeBoundary } from "../components/compute/compute-boundary";
import { arnOf } from "../components/names";
import type { Place } from "../components/site";
import type { Needs } from "./needs";

export const observabilityNeeds: Needs = {
  boundary: (place) => [...computeBoundary(place), ...observabilityBoundary(place)],
};

/** The most that the roles of forwarding do, beside what every role and function may. */
export function observabilityBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    {
      Sid: "Receivers",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: arnOf(place, "secretsmanager", `secret:${ours}`),
    },
  ];
}
