import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

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
    events: [drillOf("e-1", "failover")],
    malformed: {
      "another mode": { event: { ...drillOf("e-2", "failover"), mode: CANARY }, ends: "given up" },
      "no drill": { event: undefined, ends: "given up" },
    },
  },
  {
    reordered: "one replica, and one failover of it: a second one finds it promoted",
    oversized: "one replica: what Step Functions hands on has 256 KiB at the most",
  },
);
