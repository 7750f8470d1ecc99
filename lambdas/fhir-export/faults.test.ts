import { lineageInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const request = (requestId: string, reason = "schedule"): object => ({ requestId, reason });

triedTable("fhir-export", {
  world: ({ through, now, log }) => {
    // HealthLake takes the same token for the same job.
    const [jobs, lineage] = [new Map<string, string>(), lineageInMemory()];
    const start = async (token: string, output: string): Promise<string> => (jobs.set(token, output), `job-${token}`);
    const ports = { ...through({ jobs: { start }, lineage }), clock: { now: () => now().toISOString() }, log };
    const rest = { outputBucket: "out", datastoreId: "0123456789abcdef0123456789abcdef", code: "f:1" };
    return { handler: createHandler({ ...ports, ...rest }), kept: () => ({ jobs, lineage: lineage.records }) };
  },
  events: [request("r-1"), request("r-2", "demand")],
  malformed: {
    "another reason": { event: request("r-3", CANARY), ends: "given up" },
    "an id with spaces": { event: request(CANARY), ends: "given up" },
  },
  oversized: { "a long id": { event: request("r".repeat(201)), ends: "given up" } },
});
