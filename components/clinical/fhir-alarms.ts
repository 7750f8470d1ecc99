import { JOB_METRICS } from "../../lambdas/fhir-jobs/contract";
import { AT_FIRST, type AlarmSpec } from "../observability/alarm";

/** What goes wrong with uploads and jobs though every function runs well. */
export function fhirAlarms(environment: string): AlarmSpec[] {
  const first = {
    namespace: JOB_METRICS,
    ...AT_FIRST,
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
