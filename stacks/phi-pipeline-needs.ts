import { computeBoundary } from "../components/compute/compute-boundary";
import { nameFor } from "../components/names";
import { phiBoundary } from "../components/phi/phi-access";
import { PHI_DEAD_LETTER_ROLE } from "../components/phi/phi-names";
import type { Needs } from "./needs";

export const phiPipelineNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "PhiRulesSendDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", PHI_DEAD_LETTER_ROLE),
    },
  ],
  endpoints: ["comprehendmedical", "sqs"],
  boundary: (place, settings) => [...computeBoundary(place), ...phiBoundary(place, settings)],
};
