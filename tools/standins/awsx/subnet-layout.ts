import type * as pulumi from "@pulumi/pulumi";
import { Ipv4Block, bitsFor } from "./ipv4-block";

export type SubnetType = "Public" | "Private" | "Isolated" | "Unused";
export type SubnetStrategy = "Legacy" | "Auto" | "AutoMerge" | "Exact";
export type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** One kind of subnet, made in each zone. */
export interface SubnetSpec {
  type: SubnetType;
  name?: string;
  cidrMask?: number;
  /** Addresses, a power of two. */
  size?: number;
  /** One block for each zone. */
  cidrBlocks?: string[];
  assignIpv6AddressOnCreation?: boolean;
  tags?: Tags;
}

export interface PlannedSubnet {
  type: SubnetType;
  zone: string;
  /** `<vpc>-<spec>-<number of the zone>`: the resource's name. */
  resourceName: string;
  block: Ipv4Block;
  assignIpv6AddressOnCreation?: boolean;
  tags?: Tags;
}

interface Place {
  vpcName: string;
  vpc: Ipv4Block;
  zones: readonly string[];
}

export class LayoutError extends Error {}

const kindOf = (type: string): string => type.toLowerCase();

/**
 * Which subnets a VPC gets and where. The strategies are those of awsx (its documentation, "Subnet Layout Strategies"):
 * Legacy orders private, public, isolated; Auto keeps the order of the specs; AutoMerge lays the specs over the default
 * layout; Exact also demands that nothing is left over.
 */
export function planSubnets(
  place: Place,
  strategy: SubnetStrategy,
  given: readonly SubnetSpec[] | undefined,
  zoneMask?: number,
): PlannedSubnet[] {
  const specs = given === undefined ? undefined : normalize(given, place.zones.length);
  const planned = allocate(place, strategy, specs, zoneMask);
  refuseOverlaps(planned);
  if (strategy === "Exact") {
    refuseGaps(place.vpc, planned);
  }
  return planned;
}

function allocate(
  place: Place,
  strategy: SubnetStrategy,
  specs: SubnetSpec[] | undefined,
  zoneMask?: number,
): PlannedSubnet[] {
  if (strategy === "Legacy" || (specs === undefined && strategy === "Exact")) {
    return specs === undefined ? legacyDefault(place) : legacy(place, specs);
  }
  const mask = zoneMask ?? place.vpc.mask + bitsFor(place.zones.length);
  if (strategy === "AutoMerge") {
    if (specs?.some((spec) => spec.cidrBlocks !== undefined)) {
      throw new LayoutError('subnetStrategy "AutoMerge" takes no subnetSpecs with cidrBlocks; use "Auto" or "Exact"');
    }
    return inOrder(place, mask, overDefaults(specs ?? [], defaultSpecs(mask)));
  }
  return specs?.some((spec) => spec.cidrBlocks !== undefined)
    ? explicit(place, specs)
    : inOrder(place, mask, specs ?? defaultSpecs(mask));
}

/** Within each zone the specs one behind the other, each aligned to its size. */
function inOrder(place: Place, zoneMask: number, specs: readonly SubnetSpec[]): PlannedSubnet[] {
  if (specs.length === 0) {
    throw new LayoutError("subnetSpecs must name at least one subnet");
  }
  const evenMask = zoneMask + bitsFor(specs.length);
  const zoneSize = 2 ** (32 - zoneMask);
  const wanted = specs.reduce((sum, spec) => sum + 2 ** (32 - (spec.cidrMask ?? evenMask)), 0);
  if (wanted > zoneSize) {
    throw new LayoutError(`the subnets need ${wanted} addresses a zone, the VPC has ${zoneSize}`);
  }
  const planned: PlannedSubnet[] = [];
  let zoneBlock = Ipv4Block.around(place.vpc.first, zoneMask);
  place.zones.forEach((_zone, index) => {
    let block: Ipv4Block | undefined;
    for (const spec of specs) {
      const mask = spec.cidrMask ?? evenMask;
      block = block === undefined ? Ipv4Block.around(zoneBlock.first, mask) : block.next(mask);
      planned.push(plannedSubnet(place, spec, index, block));
    }
    zoneBlock = zoneBlock.next();
  });
  return planned;
}

function explicit(place: Place, specs: readonly SubnetSpec[]): PlannedSubnet[] {
  return place.zones.flatMap((_zone, index) =>
    specs.map((spec) => plannedSubnet(place, spec, index, Ipv4Block.parse(spec.cidrBlocks?.[index] ?? ""))),
  );
}

/** Half of a zone's range private, a quarter public; all private subnets first in the list. */
function legacyDefault(place: Place): PlannedSubnet[] {
  const zoneMask = place.vpc.mask + bitsFor(place.zones.length);
  const blocks = zoneBlocks(place, zoneMask);
  const privates = blocks.map((block) => Ipv4Block.around(block.first, zoneMask + 1));
  return [
    ...privates.map((block, index) => plannedSubnet(place, { type: "Private" }, index, block)),
    ...privates.map((block, index) => plannedSubnet(place, { type: "Public" }, index, block.next(zoneMask + 2))),
  ];
}

const LEGACY_LARGEST: readonly (readonly [SubnetType, number])[] = [
  ["Private", 19],
  ["Public", 20],
  ["Isolated", 24],
];

/**
 * Private, then public, then isolated subnets. The n-th of a kind is the n-th block of its size behind the last subnet of
 * the kind before it, or the next free block where that one is taken.
 */
function legacy(place: Place, specs: readonly SubnetSpec[]): PlannedSubnet[] {
  const zoneMask = place.vpc.mask + bitsFor(place.zones.length);
  const ownBits = specs.length === 1 ? 0 : 1;
  return zoneBlocks(place, zoneMask).flatMap((zone, index) => {
    const planned: PlannedSubnet[] = [];
    let current: Ipv4Block | undefined;
    for (const [type, largest] of LEGACY_LARGEST) {
      const start = current === undefined ? zone.first : current.last + 1;
      specs
        .filter((spec) => kindOf(spec.type) === kindOf(type))
        .forEach((spec, position) => {
          const mask = spec.cidrMask ?? Math.max(zoneMask + ownBits, largest);
          const size = 2 ** (32 - mask);
          let block = Ipv4Block.around(start + position * size, mask);
          if (block.first !== start + position * size || (current !== undefined && block.overlaps(current))) {
            block = current === undefined ? block : current.next(mask);
          }
          planned.push(plannedSubnet(place, { ...spec, type }, index, block));
          current = block;
        });
    }
    return planned;
  });
}

function zoneBlocks(place: Place, mask: number): Ipv4Block[] {
  const blocks = [Ipv4Block.around(place.vpc.first, mask)];
  while (blocks.length < place.zones.length) {
    blocks.push((blocks[blocks.length - 1] as Ipv4Block).next());
  }
  return blocks;
}

/** A private subnet of half a zone's range and a public one of a quarter, never wider than a /17. */
function defaultSpecs(zoneMask: number): SubnetSpec[] {
  if (zoneMask > 26) {
    throw new LayoutError(`default subnets need a /26 a zone, only a /${zoneMask} is there; give subnetSpecs`);
  }
  const mask = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: mask + 1 },
    { type: "Public", cidrMask: mask + 2 },
  ];
}

function overDefaults(specs: readonly SubnetSpec[], defaults: readonly SubnetSpec[]): SubnetSpec[] {
  const overrides = (base: SubnetSpec): SubnetSpec | undefined =>
    specs.find((spec) => spec.name === undefined && kindOf(spec.type) === kindOf(base.type));
  const merged = defaults.map((base) => {
    const own = Object.entries(overrides(base) ?? {}).filter(([, value]) => value !== undefined);
    return { ...base, ...Object.fromEntries(own) };
  });
  const used = new Set(defaults.map(overrides));
  return [...merged, ...specs.filter((spec) => !used.has(spec))];
}

function plannedSubnet(place: Place, spec: SubnetSpec, zoneIndex: number, block: Ipv4Block): PlannedSubnet {
  return {
    type: spec.type,
    zone: place.zones[zoneIndex] as string,
    resourceName: `${place.vpcName}-${spec.name ?? kindOf(spec.type)}-${zoneIndex + 1}`,
    block,
    ...(spec.assignIpv6AddressOnCreation !== undefined && {
      assignIpv6AddressOnCreation: spec.assignIpv6AddressOnCreation,
    }),
    ...(spec.tags !== undefined && { tags: spec.tags }),
  };
}

/** Sizes become masks; what contradicts itself is refused, all of it at once. */
function normalize(given: readonly SubnetSpec[], zoneCount: number): SubnetSpec[] {
  const issues: string[] = [];
  const seen = new Set<string>();
  const anyExplicit = given.some((spec) => spec.cidrBlocks !== undefined);
  const specs = given.map((spec, index): SubnetSpec => {
    const at = `subnetSpecs[${index}]`;
    const key = `${kindOf(spec.type)} ${spec.name ?? ""}`;
    if (kindOf(spec.type) !== "unused" && seen.has(key)) {
      issues.push(`${at}: several subnets of type ${spec.type} need names that differ`);
    }
    seen.add(key);
    const sizeMask = spec.size === undefined ? undefined : 32 - Math.log2(spec.size);
    if (sizeMask !== undefined && (!Number.isInteger(sizeMask) || sizeMask < 0 || sizeMask > 30)) {
      issues.push(`${at}: size must be a power of two in [4, 2^32]; got ${spec.size}`);
    } else if (sizeMask !== undefined && spec.cidrMask !== undefined && sizeMask !== spec.cidrMask) {
      issues.push(`${at}: size ${spec.size} is not that of a /${spec.cidrMask}`);
    }
    const mask = spec.cidrMask ?? sizeMask;
    if (anyExplicit && spec.cidrBlocks?.length !== zoneCount) {
      issues.push(`${at}: cidrBlocks must hold one block for each of the ${zoneCount} zones, as in every other spec`);
    }
    if (mask !== undefined && spec.cidrBlocks?.some((block) => Ipv4Block.parse(block).mask !== mask)) {
      issues.push(`${at}: cidrBlocks must all be a /${mask}, as cidrMask or size says`);
    }
    return { ...spec, ...(mask !== undefined && { cidrMask: mask }) };
  });
  if (issues.length > 0) {
    throw new LayoutError(`invalid subnet specifications: ${issues.join("; ")}`);
  }
  return specs;
}

function refuseOverlaps(planned: readonly PlannedSubnet[]): void {
  const clash = planned.find((subnet, index) =>
    planned.some((other, position) => position > index && subnet.block.overlaps(other.block)),
  );
  if (clash !== undefined) {
    throw new LayoutError(
      `the subnet ${clash.resourceName} (${clash.block.toString()}) overlaps another one; take a larger VPC, smaller subnets or fewer zones`,
    );
  }
}

function refuseGaps(vpc: Ipv4Block, planned: readonly PlannedSubnet[]): void {
  let expected = vpc.first;
  for (const { block, resourceName } of planned) {
    if (block.first !== expected) {
      throw new LayoutError(
        `subnetStrategy "Exact": there is a gap before ${resourceName} (${block.toString()}); fill it with an "Unused" spec`,
      );
    }
    expected = block.last + 1;
  }
  if (expected !== vpc.last + 1) {
    throw new LayoutError(
      `subnetStrategy "Exact": the subnets end before the VPC ${vpc.toString()} does; fill the rest with "Unused" specs`,
    );
  }
}

/** The layout of one zone as specs for the strategy "Auto", gaps included. */
export function layoutOf(planned: readonly PlannedSubnet[], vpcName: string, zoneCount: number): SubnetSpec[] {
  const specs: SubnetSpec[] = [];
  let before: Ipv4Block | undefined;
  for (const subnet of planned.slice(0, planned.length / zoneCount)) {
    for (const gap of before === undefined ? [] : blocksBetween(before, subnet.block)) {
      specs.push({ type: "Unused", cidrMask: gap.mask });
    }
    const name = subnet.resourceName.slice(vpcName.length + 1).replace(/-\d+$/, "");
    specs.push({
      type: subnet.type,
      ...(name !== kindOf(subnet.type) && { name }),
      cidrMask: subnet.block.mask,
      ...(subnet.assignIpv6AddressOnCreation !== undefined && {
        assignIpv6AddressOnCreation: subnet.assignIpv6AddressOnCreation,
      }),
      ...(subnet.tags !== undefined && { tags: subnet.tags }),
    });
    before = subnet.block;
  }
  return specs;
}

/** The fewest aligned blocks that fill the space between two blocks. */
function blocksBetween(a: Ipv4Block, b: Ipv4Block): Ipv4Block[] {
  const [low, high] = a.first < b.first ? [a, b] : [b, a];
  const gaps: Ipv4Block[] = [];
  for (let at = low.last + 1; at < high.first;) {
    let mask = 32;
    while (mask > 0) {
      const wider = Ipv4Block.around(at, mask - 1);
      if (wider.first !== at || wider.last >= high.first) {
        break;
      }
      mask -= 1;
    }
    const gap = Ipv4Block.around(at, mask);
    gaps.push(gap);
    at = gap.last + 1;
  }
  return gaps;
}
