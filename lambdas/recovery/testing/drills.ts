import type { Mode } from "../contract";
import type { DrillEvent } from "../drill";

const EXECUTION = "arn:aws:states:us-west-2:123456789012:execution:phiguard-test-recovery-drill";

/** What the state machine hands to each step of a made-up drill. */
export const drillOf = (name: string, mode: Mode, changes: object = {}): DrillEvent => ({
  mode,
  execution: `${EXECUTION}:${name}`,
  startedAt: "2026-11-22T08:00:00.000Z",
  ...changes,
});
