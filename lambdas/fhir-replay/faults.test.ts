import { stepOf } from "../recovery/drill";
import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { ImportJob } from "./ports";

const running = stepOf([
  { kind: "journal", subject: "arn:aws:s3:::journal", status: "RUNNING", simulated: false, jobId: "job-of-before" },
]);

triedTable(
  "fhir-replay",
  {
    world: ({ through, log }) => {
      const jobs = new Map<string, string>();
      const done: ImportJob = { status: "COMPLETED", seconds: 900 };
      const imports = {
        start: async ({ token }: { token: string }) => (jobs.set(token, `job-${token}`), `job-${token}`),
        earlier: async ({ token }: { token: string }) => {
          const [jobId] = [...jobs].filter(([other]) => other !== token).map(([, id]) => id);
          return jobId === undefined ? undefined : { ...done, jobId };
        },
        job: async () => done,
        lastSeconds: async () => 900,
      };
      const journal = { newestExport: async () => "export/whole/" };
      const rest = { log, bucket: "journal", datastoreId: "0123456789abcdef0123456789abcdef" };
      return { handler: createHandler({ ...through({ journal, imports }), ...rest }), kept: () => jobs };
    },
    events: [
      drillOf("e-1", "restore"),
      drillOf("e-2", "simulated"),
      drillOf("e-3", "failover"),
      drillOf("e-4", "restore", { replay: running }),
    ],
    malformed: {
      "a state of its own": { event: drillOf("e-5", "restore", { replay: { status: CANARY } }), ends: "given up" },
      "no drill": { event: undefined, ends: "given up" },
    },
  },
  {
    reordered: "one run at a time; a failover takes a drill's import of the same export for its own",
    oversized: "one import a drill: what Step Functions hands on has 256 KiB at the most",
    "clock skew": "it has no clock: times are those of HealthLake's jobs",
  },
);
