import type * as pulumi from "@pulumi/pulumi";
import { AT_FIRST, type AlarmSpec } from "../observability/alarm";
import type { FunctionContract } from "./function-contract";

/** Share of its timeout that a run may take before somebody hears of it. */
const NEAR_TIMEOUT = 0.8;

/**
 * What goes wrong with a function: it fails, it is refused to run, it nears its timeout, it can't keep what it failed on
 * (Lambda Developer Guide, "Types of metrics for Lambda functions").
 */
export function functionAlarms(contract: FunctionContract, functionName: pulumi.Input<string>): AlarmSpec[] {
  const ofFunction = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: functionName },
    ...AT_FIRST,
  } as const;
  const role = contract.name;
  return [
    {
      ...ofFunction,
      role: `${role}-errors`,
      description: `The function ${role} failed on an event.`,
      metricName: "Errors",
    },
    {
      ...ofFunction,
      role: `${role}-throttles`,
      description: `The function ${role} was refused to run: more came at once than its concurrency takes.`,
      metricName: "Throttles",
    },
    {
      ...ofFunction,
      role: `${role}-slow`,
      description: `A run of ${role} took more than ${NEAR_TIMEOUT * 100} % of its ${contract.timeoutSeconds} s.`,
      metricName: "Duration",
      statistic: "Maximum",
      threshold: contract.timeoutSeconds * 1000 * NEAR_TIMEOUT,
    },
    {
      ...ofFunction,
      role: `${role}-letters-lost`,
      description: `The function ${role} failed on an event and could not put it into its dead-letter queue.`,
      metricName: "DeadLetterErrors",
    },
  ];
}
