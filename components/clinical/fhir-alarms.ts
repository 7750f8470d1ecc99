import { JOB_METRICS } from "../../lambdas/fhir-jobs/contract";
import type { AlarmSpec } from "../observability/alarm";

/** What goes wrong with uploads and jobs though every function runs well. */
export function fhirAlarms(environment: string): AlarmSpec[] {
  const first = {
    namespace: JOB_METRICS,
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: 300,
    periods: 1,
    silence: "notBreaching",
  } as const;
  return [
    {
      ...first,
      role: "fhir-uploads-refused",
      description:
        "An uploaded FHIR file or batch is not imported; the reason stands under lineage/import/ in the output bucket.",
      metricName: "UploadsRefused",
      dimensions: { Environment: environment },
    },
    {
      ...first,
      role: "fhir-resources-refused",
      description: "HealthLake left out resources of an import; its log in the output bucket names them.",
      metricName: "ResourcesRefused",
      dimensions: { Environment: environment, Job: "import" },
    },
  ];
}
