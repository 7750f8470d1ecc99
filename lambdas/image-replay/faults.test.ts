import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { unbegun } from "./core";
import { createHandler } from "./handler";
import { SecondRegion, STORES, TARGETS } from "./testing/second-region";

const going = {
  status: "RUNNING",
  waitSeconds: 30,
  waitedSeconds: 0,
  recoveries: [],
  replays: [{ ...unbegun("north", STORES.north), after: "b-1", running: [{ batch: "b-1", jobId: "job-of-before" }] }],
};

triedTable(
  "image-replay",
  {
    world: ({ through, log }) => {
      const region = new SecondRegion({ north: ["b-1", "b-2"], south: ["c-1"] });
      region.before.add(`${STORES.south} c-1`);
      region.records.set(`south ${STORES.south}`, {
        seconds: 900,
        counts: { batches: 1, failedBatches: 0, files: 9, refusedFiles: 1, earlierBatches: 0 },
      });
      const { journal, jobs } = region;
      const handler = createHandler({ ...through({ journal, jobs }), log, bucket: "images", targets: TARGETS });
      // Jobs' ids follow the order of the starts, which is another where events are.
      return { handler, kept: () => ({ imported: new Set(region.imported()), records: region.records }) };
    },
    events: [drillOf("e-1", "restore"), drillOf("e-2", "simulated"), drillOf("e-3", "restore", { images: going })],
    answers: false,
    malformed: {
      "a state of its own": { event: drillOf("e-4", "restore", { images: { status: CANARY } }), ends: "given up" },
      "no drill": { event: undefined, ends: "given up" },
    },
  },
  {
    oversized: "one call looks at 200 batches and starts ten jobs at most, and hands on the jobs that run: 50 at most",
    "clock skew": "it has no clock: times are those of HealthImaging's jobs",
  },
);
