/** What a container asks for: CPU in units of 1/1024 vCPU, memory in MB. */
export interface ContainerSize {
  cpu?: number | undefined;
  memory?: number | undefined;
  memoryReservation?: number | undefined;
}

/** The sizes Fargate sells, as [vCPU, smallest GB, largest GB]. Source: Amazon ECS developer guide, task size. */
const SIZES: readonly (readonly [number, number, number])[] = [
  [0.25, 0.5, 2],
  [0.5, 1, 4],
  [1, 2, 8],
  [2, 4, 16],
  [4, 8, 30],
  [8, 16, 60],
  [16, 32, 120],
];

/**
 * The smallest size that holds all containers, as the task definition takes it: `cpu` in units, `memory` in MB. A
 * reservation counts before a limit. Throws when Fargate has no size that large.
 */
export function fargateSize(containers: readonly ContainerSize[]): { cpu: string; memory: string } {
  const wantedCpu = sum(containers.map(({ cpu }) => cpu)) / 1024;
  const wantedGb = sum(containers.map(({ memory, memoryReservation }) => memoryReservation ?? memory)) / 1024;
  for (const [cpu, least, most] of SIZES) {
    if (cpu >= wantedCpu && most >= wantedGb) {
      const steps =
        cpu === 0.25 ? [0.5, 1, 2] : Array.from({ length: most - least + 1 }, (_unused, index) => least + index);
      const gb = steps.find((step) => step >= wantedGb);
      if (gb !== undefined) {
        return { cpu: String(cpu * 1024), memory: String(gb * 1024) };
      }
    }
  }
  throw new RangeError(
    `Fargate has no size of ${wantedCpu} vCPU and ${wantedGb} GB; the largest is 16 vCPU and 120 GB`,
  );
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
