import { CIRCUIT_METRICS, circuitDimensions } from "../../lambdas/circuit-breaker/contract";
import { AT_FIRST, type AlarmSpec } from "./alarm";

/** An instance of a function lets a service alone that failed again and again: callers are told so before anything else rings. */
export function circuitAlarm(
  environment: string,
  { functionName, service }: { readonly functionName: string; readonly service: string },
): AlarmSpec {
  return {
    ...AT_FIRST,
    role: `${functionName}-circuit`,
    description: `${service} failed five times in a row, and ${functionName} lets it alone for half a minute at a time; callers get 503 meanwhile.`,
    severity: "P2",
    namespace: CIRCUIT_METRICS.namespace,
    metricName: CIRCUIT_METRICS.opened,
    dimensions: circuitDimensions(environment, functionName),
  };
}
