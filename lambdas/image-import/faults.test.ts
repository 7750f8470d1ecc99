import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const batch = (name: string, more: object = {}): object => ({
  tenant: "north",
  batch: name,
  datastoreId: "0123456789abcdef0123456789abcdef",
  dataAccessRoleArn: "arn:aws:iam::123456789012:role/import",
  upload: `version-${name}`,
  ...more,
});
const job = { jobId: "job-1", status: "RUNNING", waitSeconds: 30, waitedSeconds: 0 };

triedTable(
  "image-import",
  {
    world: ({ through, log }) => {
      // HealthImaging takes the same token for the same job.
      const started = new Map<string, string>();
      const jobs = {
        start: async ({ clientToken, inputPrefix }: { clientToken: string; inputPrefix: string }) => {
          started.set(clientToken, inputPrefix);
          return `job-${clientToken}`;
        },
        state: async () => ({ status: "COMPLETED" as const }),
        summary: async () => ({ imported: 7, failed: 0 }),
      };
      return { handler: createHandler({ ...through({ jobs }), log }), kept: () => started };
    },
    events: [batch("b-1"), batch("b-2"), batch("b-3", { job })],
    malformed: {
      "a name that may be a patient's": { event: batch(CANARY), ends: "given up" },
      "a state of its own": { event: batch("b-4", { job: { ...job, status: CANARY } }), ends: "given up" },
    },
  },
  {
    oversized: "how much a batch holds was counted when its files were checked",
    "clock skew": "it has no clock: how long was waited is counted by the state machine's waits",
  },
);
