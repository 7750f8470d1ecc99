import type { JobDefinitionArgs } from "@pulumi/aws/batch";
import { all, type Answer } from "../../answer";
import { every, notTrue } from "../../predicates";
import { jsonOf, type Reading } from "../../reading";
import { on } from "../../rule";

const jobDefinition = on<JobDefinitionArgs>("aws:batch/jobDefinition:JobDefinition");

/** The four shapes that Batch has for what a job runs; `nodeProperties` holds one of the others for each range of nodes. */
interface Shapes {
  readonly container: { readonly privileged: boolean };
  readonly ecsProperties: EcsProperties;
  readonly eksProperties: EksProperties;
}

interface EcsProperties {
  readonly taskProperties: readonly { readonly containers: readonly { readonly privileged: boolean }[] }[];
}

interface EksProperties {
  readonly podProperties: {
    readonly containers: readonly PodContainer[];
    readonly initContainers: readonly PodContainer[];
  };
}

interface PodContainer {
  readonly securityContext: { readonly privileged: boolean };
}

export const batchJobNotPrivileged = jobDefinition.rule({
  id: "batch-job-not-privileged",
  title: "No container of a batch job has the rights of its host",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html",
  says: "runs a container with root's rights over its host",
  fix: "Take privileged out of the container properties.",
  requires: (p) =>
    all(
      notTrue(jsonOf<Shapes["container"]>(p.containerProperties).privileged),
      ecsTasks(jsonOf<EcsProperties>(p.ecsProperties)),
      pods(p.eksProperties as unknown as Reading<EksProperties>),
      every(jsonOf<{ nodeRangeProperties: Shapes[] }>(p.nodeProperties).nodeRangeProperties, (range) =>
        all(notTrue(range.container.privileged), ecsTasks(range.ecsProperties), pods(range.eksProperties)),
      ),
    ),
});

function ecsTasks({ taskProperties }: Reading<EcsProperties>): Answer {
  return every(taskProperties, (task) => every(task.containers, ({ privileged }) => notTrue(privileged)));
}

function pods({ podProperties }: Reading<EksProperties>): Answer {
  return all(
    every(podProperties.containers, ({ securityContext }) => notTrue(securityContext.privileged)),
    every(podProperties.initContainers, ({ securityContext }) => notTrue(securityContext.privileged)),
  );
}
