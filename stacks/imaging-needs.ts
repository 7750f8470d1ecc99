import { imageBoundary } from "../components/clinical/image-access";
import { deidentifyBoundary } from "../components/clinical/image-deidentify-access";
import { IMAGE_DEAD_LETTER_ROLE } from "../components/clinical/image-names";
import { computeBoundary } from "../components/compute/compute-boundary";
import { nameFor } from "../components/names";
import type { Needs } from "./needs";

export const imagingNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "ImageRulesSendDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", IMAGE_DEAD_LETTER_ROLE),
    },
  ],
  endpoints: ["comprehendmedical", "events", "medical-imaging", "runtime-medical-imaging", "sagemaker.runtime"],
  boundary: (place, { tagKeys }) => [
    ...computeBoundary(place),
    ...imageBoundary(place, tagKeys, "imaging"),
    ...deidentifyBoundary(place, "imaging"),
  ],
};
