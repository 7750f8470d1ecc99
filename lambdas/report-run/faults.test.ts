import { MemoryStore } from "../../reports/ledger/testing/memory-store";
import { newSigner, syntheticBatch } from "../../reports/ledger/testing/records";
import { verifyLedger } from "../../reports/ledger/verify";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const SIGNER = newSigner();
const EVENT = { scheduledAt: "2026-11-22T02:00:00Z" };

triedTable(
  "report-run",
  {
    world: ({ through, now, log }) => {
      const memory = new MemoryStore(now);
      for (const { key, text } of [0, 10, 20].map((from) => syntheticBatch(from, 4)))
        void memory.create(key, Buffer.from(text));
      const ports = through({ store: memory, signers: async () => SIGNER, reports: async () => [] });
      const handler = createHandler({ ...ports, signingKey: "alias/ledger", retentionDays: 2557, clock: now, log });
      const kept = async (): Promise<object> => {
        const { whole, heads, batches, records } = await verifyLedger({ store: memory, now: now() });
        return { whole, heads, batches, records, objects: new Set(memory.objects.keys()) };
      };
      return { handler, kept };
    },
    events: [EVENT],
    malformed: {
      "no day": { event: {}, ends: "given up" },
      "a word beside it": { event: { ...EVENT, note: CANARY }, ends: "given up" },
      "a day that has not begun": { event: { since: "2027-01-01" }, ends: "given up" },
    },
  },
  {
    reordered: "one run at a time; what comes late is the next run's, and one that comes twice finds it sealed",
    oversized: "a day and the ARN of a key: everything else is refused as malformed",
  },
);
