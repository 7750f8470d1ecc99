import { computeBoundary } from "../components/compute/compute-boundary";
import { nameFor } from "../components/names";
import { entityBoundary } from "../components/phi/phi-entities-access";
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
  endpoints: ["comprehendmedical", "events", "sqs"],
  boundary: (place, settings) => [
    ...computeBoundary(place),
    ...phiBoundary(place, settings),
    ...entityBoundary(place, settings),
  ],
  // It writes to the FHIR store's input, whatever that is called.
  bucketNames: ({ healthlake: { inputBucket } }) => (inputBucket === undefined ? [] : [inputBucket]),
};
