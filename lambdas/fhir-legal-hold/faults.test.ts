import { lineageInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const order = (matter: string, more: object = {}): object => ({
  bucket: "out",
  prefix: `${matter}/`,
  hold: "ON",
  matter,
  decidedBy: "arn:aws:iam::123456789012:role/counsel",
  ...more,
});

triedTable("fhir-legal-hold", {
  world: ({ through, now, log }) => {
    const [held, lineage] = [new Map<string, string>(), lineageInMemory()];
    const versions = {
      page: async (_: string, prefix: string, cursor: object | undefined) => {
        const page = [1, 2].map((at) => ({ key: `${prefix}${at}`, version: cursor === undefined ? "v1" : "v2" }));
        return { versions: page, ...(cursor === undefined && { cursor: { key: "k", version: "v" } }) };
      },
      hold: async (_: string, { key, version }: { key: string; version: string }, status: string) =>
        void held.set(`${key} ${version}`, status),
    };
    const ports = { ...through({ versions, lineage }), clock: { now: () => now().toISOString() }, log };
    const rest = { buckets: ["out"], datastoreId: "0123456789abcdef0123456789abcdef", code: "f:1" };
    // Each run is a run that somebody ordered: its record is named by its time.
    const runs = (): Set<string> => new Set([...lineage.records.values()].map(({ jobId }) => jobId));
    return { handler: createHandler({ ...ports, ...rest }), kept: () => ({ held, runs: runs() }) };
  },
  events: [order("m-1"), order("m-2"), order("m-3", { hold: "OFF" })],
  malformed: {
    "another bucket": { event: order("m-4", { bucket: "in" }), ends: "given up" },
    "a name for a role": { event: order("m-5", { decidedBy: CANARY }), ends: "given up" },
  },
  oversized: { "a long prefix": { event: order("m-6", { prefix: "x".repeat(901) }), ends: "given up" } },
});
