import { JOB_DEAD_LETTER_ROLE } from "../components/clinical/job-events";
import { nameFor } from "../components/names";
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
  endpoints: ["healthlake"],
  bucketNames: ({ healthlake: { inputBucket, outputBucket } }) =>
    [inputBucket, outputBucket].filter((bucket) => bucket !== undefined),
};
