import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const NAMES =
  "what it reads is the execution, the mode and the time; what Step Functions hands on has 256 KiB at the most";

triedTable(
  "recovery-measure",
  {
    world: ({ through, now, log }) => {
      const lag = (name: string) => async () => [{ name, seconds: 4 }];
      const ports = through({
        lags: { buckets: lag("bucket"), databases: lag("database"), streams: lag("stream") },
        tables: { restorable: async () => [{ name: "table", at: undefined }] },
        backups: { newest: async () => [] },
      });
      const where = { prefix: "phiguard-test-", vaultName: "vault", homeRegion: "us-east-1" };
      const handler = createHandler({ ...ports, ...where, clock: { now: () => now().toISOString() }, log });
      return { handler, kept: () => undefined };
    },
    events: [drillOf("e-1", "simulated"), drillOf("e-2", "restore")],
    malformed: {
      "another mode": { event: { ...drillOf("e-3", "simulated"), mode: CANARY }, ends: "given up" },
      "no execution": { event: { mode: "simulated" }, ends: "given up" },
    },
  },
  { oversized: NAMES },
);
