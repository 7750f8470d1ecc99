import { nameOf, type Resource } from "../../policies/resource";

const TAG = "phiguard:workload";

/** Finds the workload that a resource's name begins with, among those that the resources' tags name. */
export function workloadFinder(resources: readonly Resource[]): (urn: string) => string {
  const tagged = resources.flatMap(({ inputs }) => {
    const workload = (inputs["tags"] as Record<string, unknown> | undefined)?.[TAG];
    return typeof workload === "string" ? [workload] : [];
  });
  // One workload's name may be the beginning of another's.
  const workloads = [...new Set(tagged)].sort((a, b) => b.length - a.length);
  return (urn) => {
    const name = nameOf(urn);
    return workloads.find((of) => name === of || name.startsWith(`${of}-`)) ?? name.split("-")[0] ?? name;
  };
}
