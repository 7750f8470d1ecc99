import { stepOf } from "../recovery/drill";
import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

/** The first look after the replica: nothing is promoted before the second one. */
const LOOKED = stepOf([{ kind: "database", subject: "arn:replica", status: "RUNNING", simulated: false }]);

triedTable(
  "database-promote",
  {
    world: ({ through, now, log }) => {
      // RDS refuses to promote what follows nobody, and takes a replica out of `available` while it promotes it.
      let state = { arn: "arn:replica", status: "available", follows: true };
      let promotions = 0;
      const replicas = {
        state: async () => state,
        promote: async () => {
          if (!state.follows) throw Object.assign(new Error("no replica"), { name: "InvalidDBInstanceState" });
          promotions += 1;
          state = { ...state, status: "modifying", follows: false };
        },
      };
      const clock = { now: () => now().toISOString() };
      const rest = { clock, log, identifier: "phiguard-test-records-replica", backupDays: 35 };
      return { handler: createHandler({ ...through({ replicas }), ...rest }), kept: () => ({ promotions, state }) };
    },
    events: [drillOf("e-1", "failover", { promotion: LOOKED }), drillOf("e-2", "failover")],
    malformed: {
      "another mode": { event: { ...drillOf("e-3", "failover"), mode: CANARY }, ends: "given up" },
      "no drill": { event: undefined, ends: "given up" },
    },
  },
  {
    reordered: "one failover at a time: the second one is told what the first one did",
    oversized: "one replica: what Step Functions hands on has 256 KiB at the most",
  },
);
