import type { Metrics } from "../metrics/embedded";
import type { BreakerPorts } from "./breaker";
import { CIRCUIT_METRICS, circuitDimensions } from "./contract";

/** 1 where a circuit opens, 0 where it closes again: their sum says in how many instances the service was let alone. */
export function circuitMetrics(metrics: Metrics, environment: string, functionName: string): BreakerPorts["changed"] {
  return (state) =>
    metrics.put({
      namespace: CIRCUIT_METRICS.namespace,
      dimensions: circuitDimensions(environment, functionName),
      metrics: { [CIRCUIT_METRICS.opened]: [state === "open" ? 1 : 0, "Count"] },
      at: new Date().toISOString(),
    });
}
