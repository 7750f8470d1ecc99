import { LayoutError, type PlannedSubnet } from "./subnet-layout";

export type NatStrategy = "None" | "Single" | "OnePerAz";

const STRATEGIES: readonly NatStrategy[] = ["None", "Single", "OnePerAz"];

/** The strategy by name, whatever its case. */
export function natStrategy(given: string | undefined): NatStrategy {
  const found = STRATEGIES.find((each) => each.toLowerCase() === (given ?? "OnePerAz").toLowerCase());
  if (found === undefined) {
    throw new LayoutError(`natGateways.strategy must be ${STRATEGIES.join(", ")}; got "${String(given)}"`);
  }
  return found;
}

/** A gateway stands in a public subnet and serves others; addresses given must be as many as gateways. */
export function checkNatGateways(
  strategy: NatStrategy,
  planned: readonly PlannedSubnet[],
  allocationCount: number,
  zoneCount: number,
): void {
  const has = (...types: string[]): boolean => planned.some((subnet) => types.includes(subnet.type.toLowerCase()));
  if (strategy !== "None" && !(has("public") && has("private", "isolated"))) {
    throw new LayoutError(
      `natGateways.strategy "${strategy}" needs public subnets for the gateways and private or isolated ones to serve`,
    );
  }
  const most = strategy === "None" ? 0 : strategy === "Single" ? 1 : zoneCount;
  const fits = allocationCount === 0 || (strategy === "Single" ? allocationCount <= 1 : allocationCount === most);
  if (!fits) {
    throw new LayoutError(
      `natGateways.elasticIpAllocationIds: strategy "${strategy}" takes ${most} addresses; got ${allocationCount}`,
    );
  }
}
