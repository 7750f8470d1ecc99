import { CIRCUIT_METRICS } from "../../lambdas/fhir-read/contract";
import { AT_FIRST, type AlarmSpec } from "../observability/alarm";

/** The data store fails again and again, so that the API lets it alone: callers are told to come again before anything else rings. */
export function storeCircuitAlarm(environment: string): AlarmSpec {
  return {
    ...AT_FIRST,
    role: "fhir-store-circuit",
    description:
      "HealthLake failed five times in a row, and the FHIR API lets it alone for half a minute at a time; callers get 503 meanwhile.",
    severity: "P2",
    namespace: CIRCUIT_METRICS.namespace,
    metricName: CIRCUIT_METRICS.opened,
    dimensions: { [CIRCUIT_METRICS.dimension]: environment },
  };
}
