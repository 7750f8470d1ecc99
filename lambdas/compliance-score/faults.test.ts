import { expect } from "chai";
import { triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const NO_INPUT = "it takes no input: a schedule calls it";
const silent = { info: () => undefined, warn: () => undefined };

triedTable(
  "compliance-score",
  {
    world: ({ through, now, log }) => {
      // The same figure at the same time is one point of a metric.
      const points = new Set<string>();
      const metrics = { put: (figures: object) => void points.add(JSON.stringify(figures)) };
      const ports = { ...through({ scores: { of: async () => "87.5" } }), metrics, log, now };
      const handler = createHandler({ ...ports, pack: "hipaa", environment: "test" });
      return { handler: () => handler(), kept: () => points };
    },
    events: [{}],
    malformed: {},
  },
  {
    reordered: "one figure an hour, of what is the case then",
    malformed: {
      shows: "what is no number is not counted: silence, which the alarm takes for what it is",
      run: async () => {
        for (const score of ["INSUFFICIENT_DATA", "", "many", undefined]) {
          const metrics = { put: () => expect.fail("counted") };
          const ports = { scores: { of: async () => score }, metrics, log: silent, now: () => new Date() };
          const run = createHandler({ ...ports, pack: "hipaa", environment: "test" });
          expect(await run()).to.deep.equal({ counted: false });
        }
      },
    },
    oversized: NO_INPUT,
  },
);
