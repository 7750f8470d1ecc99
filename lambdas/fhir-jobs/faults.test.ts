import { lineageInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const STORE = "0123456789abcdef0123456789abcdef";
const step = (type: string, jobId: string, datastoreId = STORE): object => ({
  source: "aws.healthlake",
  "detail-type": type,
  time: "2026-03-01T00:00:00Z",
  detail: { jobId: jobId.repeat(32), datastoreId, message: CANARY },
});

triedTable(
  "fhir-jobs",
  {
    world: ({ through, log }) => {
      const lineage = lineageInMemory();
      const jobs = { describe: async () => ({ output: "s3://out/", importedResources: 7, refusedResources: 0 }) };
      const rest = { log, datastoreId: STORE, environment: "test", code: "f:1" };
      // Figures are lines of the log: they come last, and what comes again is counted again.
      const metrics = { put: () => undefined };
      return {
        handler: createHandler({ ...through({ jobs, lineage }), metrics, ...rest }),
        kept: () => lineage.records,
      };
    },
    events: [step("Import Job In Progress", "a"), step("Import Job Completed", "a"), step("Export Job Completed", "b")],
    malformed: {
      "no job": { event: step("Import Job Completed", "z"), ends: "done", answers: { kept: false } },
      "another's data store": { event: step("Import Job Completed", "c", "f".repeat(32)), ends: "done" },
      "another event": { event: step(CANARY, "c"), ends: "done", answers: { kept: false } },
    },
  },
  {
    oversized: "an event of AWS has 256 KiB at the most, and of it ids, the kind and the time are read",
    "clock skew": "it has no clock: times are the event's and HealthLake's",
  },
);
