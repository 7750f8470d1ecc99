import { drillOf } from "../recovery/testing/drills";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const MEASURED = {
  noted: { at: "2026-11-22T08:20:00.000Z" },
  measurements: [
    { kind: "bucket", subject: "arn:aws:s3:::phiguard-test-files", recoveryPointSeconds: 4, targetSeconds: 900 },
    { kind: "bucket", subject: "arn:aws:s3:::phiguard-test-images", targetSeconds: 900 },
  ],
};

triedTable(
  "recovery-report",
  {
    world: ({ through, now, log }) => {
      const audit = auditInMemory();
      const clock = { now: () => now().toISOString() };
      return { handler: createHandler({ ...through({ audit }), clock, log }), kept: () => audit.told() };
    },
    events: [
      drillOf("e-1", "simulated", MEASURED),
      drillOf("e-2", "simulated", { ...MEASURED, error: { Error: "States.Timeout", Cause: CANARY } }),
    ],
    malformed: {
      "a figure below zero": {
        event: drillOf("e-3", "simulated", {
          measurements: [{ ...MEASURED.measurements[0], recoveryPointSeconds: -1 }],
        }),
        ends: "given up",
      },
      "no drill": { event: { mode: CANARY }, ends: "given up" },
    },
  },
  {
    oversized: "a measurement a store: what Step Functions hands on has 256 KiB at the most",
    "clock skew": "the machine notes the time, and its own clock is for executions from before it did",
  },
);
