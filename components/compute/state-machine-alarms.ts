import type * as pulumi from "@pulumi/pulumi";
import { AT_FIRST, type AlarmSpec } from "../observability/alarm";

/** What goes wrong with a state machine (Step Functions Developer Guide, "Monitoring Step Functions metrics"). */
export function stateMachineAlarms(role: string, machineArn: pulumi.Input<string>): AlarmSpec[] {
  const rows: [string, string, string][] = [
    ["failed", "ExecutionsFailed", "failed"],
    ["timed-out", "ExecutionsTimedOut", "ran into its timeout"],
    ["aborted", "ExecutionsAborted", "was stopped by somebody"],
    ["throttled", "ExecutionThrottled", "was slowed down: more states began at once than the account may"],
  ];
  return rows.map(([what, metricName, words]) => ({
    role: `${role}-${what}`,
    description: `An execution of the state machine ${role} ${words}.`,
    namespace: "AWS/States",
    metricName,
    dimensions: { StateMachineArn: machineArn },
    ...AT_FIRST,
  }));
}
