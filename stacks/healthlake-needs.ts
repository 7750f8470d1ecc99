import { JOB_DEAD_LETTER_ROLE } from "../components/clinical/job-events";
import { intakeBoundary } from "../components/clinical/fhir-intake-access";
import { fhirBoundary } from "../components/clinical/fhir-access";
import { computeBoundary } from "../components/compute/compute-boundary";
import { nameFor } from "../components/names";
import type { Settings } from "./config";
import type { Needs } from "./needs";

export const healthLakeNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "send",
      sid: "RulesSendDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", JOB_DEAD_LETTER_ROLE),
    },
  ],
  endpoints: ["events", "healthlake", "sns", "sqs"],
  boundary: (place, settings) => [
    ...computeBoundary(place),
    ...fhirBoundary(place, ownNames(settings)),
    ...intakeBoundary(place, "healthlake"),
  ],
  bucketNames: ownNames,
};

function ownNames({ healthlake: { inputBucket, outputBucket } }: Settings): string[] {
  return [inputBucket, outputBucket].filter((bucket) => bucket !== undefined);
}
