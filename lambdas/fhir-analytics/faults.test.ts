import { lineageKey } from "../lineage/record";
import { LOINC, patient, result } from "../population/testing/resources";
import { lineageInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_BYTES } from "./core";
import { createHandler } from "./handler";

const STORE = "0123456789abcdef0123456789abcdef";
const LARGE = "e".repeat(32);
const event = (jobId: string, more: object = {}): object => ({
  "detail-type": "Export Job Completed",
  detail: { jobId, datastoreId: STORE },
  ...more,
});
const LINES = [patient("p0", "1980-01-01"), result("p0", [LOINC, "2823-3"], "2026-02-28T12:00:00Z", 7, "mmol/L")];

triedTable(
  "fhir-analytics",
  {
    world: ({ through, log }) => {
      const [written, told, lineage] = [new Map<string, string>(), new Set<string>(), lineageInMemory()];
      const files = {
        list: async (prefix: string) => {
          if (prefix.startsWith("lineage/"))
            return [...lineage.records.values()]
              .filter((record) => lineageKey(record) === prefix)
              .map(() => ({ key: prefix, sizeBytes: 1 }));
          return [{ key: `${prefix}Patient/1.ndjson`, sizeBytes: prefix.includes(LARGE) ? MOST_BYTES + 1 : 100 }];
        },
        lines: async (_: string, each: (line: string) => void) => {
          for (const line of LINES) each(JSON.stringify(line));
          return "v1";
        },
        write: async (key: string, text: string) => void written.set(key, text),
      };
      const ports = through({
        exports: { describe: async () => ({ submittedAt: "2026-03-01T00:00:00.000Z", output: "s3://out/export/" }) },
        files,
        alerts: { tell: async (message: object) => void told.add(JSON.stringify(message)) },
        lineage,
      });
      const handler = createHandler({ ...ports, log, bucket: "out", datastoreId: STORE, code: "f:1" });
      return { handler, kept: () => ({ written, told, records: lineage.records }) };
    },
    events: [event("a".repeat(32)), event("b".repeat(32))],
    malformed: {
      "no job": { event: event(CANARY), ends: "given up" },
      "another event": { event: event("c".repeat(32), { "detail-type": CANARY }), ends: "given up" },
      "another's data store": {
        event: event("d".repeat(32), { detail: { jobId: "d".repeat(32), datastoreId: "f".repeat(32) } }),
        ends: "done",
        answers: { kind: "nothing", reason: "another-store" },
      },
    },
    oversized: { "a large export": { event: event(LARGE), ends: "given up" } },
  },
  { "clock skew": "it has no clock: ages are counted to the time at which the export was asked for" },
);
