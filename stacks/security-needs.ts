import { computeBoundary } from "../components/compute/compute-boundary";
import { readScores } from "../components/detection/compliance-score";
import { conformanceKeyUse } from "../components/detection/conformance-pack";
import { FINDINGS_DEAD_LETTER_ROLE } from "../components/detection/finding-routes";
import { nameFor } from "../components/names";
import { remediationBoundary } from "../components/remediation/remediation-access";
import { atPlace } from "../components/site";
import type { Needs } from "./needs";

export const securityNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "FindingRulesSendDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", FINDINGS_DEAD_LETTER_ROLE),
    },
    atPlace(site, conformanceKeyUse),
  ],
  boundary: (place) => [...computeBoundary(place), ...remediationBoundary(place), readScores],
};
