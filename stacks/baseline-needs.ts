import { apiLogStatements } from "../components/api/api-account";
import { BREAK_GLASS_DEAD_LETTER_ROLE, emergencyFhirReads } from "../components/identity/break-glass-role";
import { nameFor } from "../components/names";
import type { Needs } from "./needs";

export const baselineNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "EmergencyRuleSendsDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", BREAK_GLASS_DEAD_LETTER_ROLE),
    },
  ],
  boundary: (place) => [emergencyFhirReads(place), ...apiLogStatements(place)],
};
