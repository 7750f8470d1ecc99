import { expect } from "chai";
import fc from "fast-check";
import { Ipv4Block } from "./ipv4-block";
import { LayoutError, type SubnetSpec, type SubnetStrategy, layoutOf, planSubnets } from "./subnet-layout";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
const place = { vpcName: "net", vpc: Ipv4Block.parse("10.0.0.0/16"), zones };
const plan = (strategy: SubnetStrategy, specs?: SubnetSpec[], zoneMask?: number): string[] =>
  planSubnets(place, strategy, specs, zoneMask).map(({ resourceName, block }) => `${resourceName} ${block.toString()}`);

/** Empty when Legacy refuses: its blocks of one kind may overlap, as the real component's may. */
function planOrNothing(specs: SubnetSpec[]): ReturnType<typeof planSubnets> {
  try {
    return planSubnets(place, "Legacy", specs);
  } catch (error) {
    if (error instanceof LayoutError) return [];
    throw error;
  }
}

describe("subnet layout", () => {
  it("Legacy without specs: half private, a quarter public; private ones first", () => {
    expect(plan("Legacy")).to.deep.equal([
      "net-private-1 10.0.0.0/19",
      "net-private-2 10.0.64.0/19",
      "net-private-3 10.0.128.0/19",
      "net-public-1 10.0.32.0/20",
      "net-public-2 10.0.96.0/20",
      "net-public-3 10.0.160.0/20",
    ]);
  });

  it("Auto without specs: the same blocks, zone by zone", () => {
    expect(plan("Auto").slice(0, 3)).to.deep.equal([
      "net-private-1 10.0.0.0/19",
      "net-public-1 10.0.32.0/20",
      "net-private-2 10.0.64.0/19",
    ]);
  });

  it("Legacy with specs: private, public, isolated, whatever their order", () => {
    const specs: SubnetSpec[] = [
      { type: "Isolated", cidrMask: 24 },
      { type: "Public", cidrMask: 22 },
      { type: "Private", cidrMask: 20 },
    ];
    expect(plan("Legacy", specs).slice(0, 3)).to.deep.equal([
      "net-private-1 10.0.0.0/20",
      "net-public-1 10.0.16.0/22",
      "net-isolated-1 10.0.20.0/24",
    ]);
  });

  it("Legacy moves a subnet that would overlap behind the one before", () => {
    const specs: SubnetSpec[] = [
      { type: "Private", cidrMask: 24 },
      { type: "Private", name: "db", cidrMask: 20 },
      { type: "Public", cidrMask: 19 },
    ];
    const blocks = planSubnets(place, "Legacy", specs);
    expect(blocks.slice(0, 3).map(({ block }) => block.toString())).to.deep.equal([
      "10.0.0.0/24",
      "10.0.16.0/20",
      "10.0.32.0/19",
    ]);
  });

  it("Auto with specs: in their order, names and sizes as given, gaps where needed", () => {
    const specs: SubnetSpec[] = [
      { type: "Public", size: 256 },
      { type: "Private", name: "app", cidrMask: 20 },
      { type: "Unused", cidrMask: 20 },
    ];
    expect(plan("Auto", specs).slice(0, 3)).to.deep.equal([
      "net-public-1 10.0.0.0/24",
      "net-app-1 10.0.16.0/20",
      "net-unused-1 10.0.32.0/20",
    ]);
  });

  it("Auto divides evenly without sizes, and by the zone's mask", () => {
    const specs: SubnetSpec[] = [{ type: "Public" }, { type: "Private" }];
    expect(plan("Auto", specs).slice(0, 2)).to.deep.equal(["net-public-1 10.0.0.0/19", "net-private-1 10.0.32.0/19"]);
    expect(plan("Auto", specs, 20).slice(0, 3)).to.deep.equal([
      "net-public-1 10.0.0.0/21",
      "net-private-1 10.0.8.0/21",
      "net-public-2 10.0.16.0/21",
    ]);
  });

  it("AutoMerge lays specs over the default layout", () => {
    const specs: SubnetSpec[] = [
      { type: "Public", cidrMask: 24 },
      { type: "Isolated", cidrMask: 24 },
    ];
    expect(plan("AutoMerge", specs).slice(0, 3)).to.deep.equal([
      "net-private-1 10.0.0.0/19",
      "net-public-1 10.0.32.0/24",
      "net-isolated-1 10.0.33.0/24",
    ]);
  });

  it("explicit blocks are taken as they are", () => {
    const specs: SubnetSpec[] = [
      { type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"] },
      { type: "Private", cidrBlocks: ["10.0.10.0/24", "10.0.11.0/24", "10.0.12.0/24"] },
    ];
    expect(plan("Auto", specs).slice(0, 2)).to.deep.equal(["net-public-1 10.0.0.0/24", "net-private-1 10.0.10.0/24"]);
  });

  it("Exact takes a layout without gaps", () => {
    const four = { ...place, zones: [...zones, "us-east-1d"] };
    const specs: SubnetSpec[] = [
      { type: "Private", cidrMask: 19 },
      { type: "Public", cidrMask: 20 },
      { type: "Unused", cidrMask: 20 },
    ];
    expect(planSubnets(four, "Exact", specs)).to.have.length(12);
  });

  const refused: [string, () => unknown, string][] = [
    [
      "gaps with Exact",
      () => plan("Exact", [{ type: "Private", cidrMask: 20 }]),
      "there is a gap before net-private-2",
    ],
    [
      "an end before the VPC's with Exact",
      () => plan("Exact", [{ type: "Private", cidrMask: 18 }]),
      "end before the VPC 10.0.0.0/16 does",
    ],
    [
      "subnets larger than the zone",
      () => plan("Auto", [{ type: "Private", cidrMask: 17 }]),
      "the subnets need 32768 addresses a zone, the VPC has 16384",
    ],
    [
      "a size that is no power of two",
      () => plan("Auto", [{ type: "Private", size: 100 }]),
      "size must be a power of two",
    ],
    [
      "a size and a mask that differ",
      () => plan("Auto", [{ type: "Private", size: 256, cidrMask: 23 }]),
      "size 256 is not that of a /23",
    ],
    [
      "two of one type without names",
      () => plan("Auto", [{ type: "Private" }, { type: "Private" }]),
      "need names that differ",
    ],
    [
      "explicit blocks for some only",
      () => plan("Auto", [{ type: "Private", cidrBlocks: ["10.0.0.0/24"] }, { type: "Public" }]),
      "one block for each of the 3 zones",
    ],
    [
      "explicit blocks with AutoMerge",
      () => plan("AutoMerge", [{ type: "Private", cidrBlocks: zones.map((_zone, index) => `10.0.${index}.0/24`) }]),
      'use "Auto" or "Exact"',
    ],
    [
      "blocks that overlap",
      () => plan("Auto", [{ type: "Private", cidrBlocks: zones.map(() => "10.0.0.0/24") }]),
      "overlaps another one",
    ],
    [
      "default subnets in a tiny VPC",
      () => planSubnets({ ...place, vpc: Ipv4Block.parse("10.0.0.0/26") }, "Auto", undefined),
      "need a /26 a zone",
    ],
    ["no subnets", () => plan("Auto", []), "at least one subnet"],
  ];
  for (const [name, act, says] of refused) {
    it(`refuses ${name}`, () => expect(act).to.throw(says));
  }

  it("the layout of a plan, given to Auto, is the same plan", () => {
    const specs = fc.array(
      fc.record({
        type: fc.constantFrom("Public" as const, "Private" as const, "Isolated" as const),
        cidrMask: fc.integer({ min: 22, max: 24 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(specs, (given) => {
        const named = given.map((spec, index) => ({ ...spec, name: `n${index}` }));
        const planned = planOrNothing(named);
        // Specs that leave room behind a wider one make Legacy go back; a layout cannot say that.
        const firsts = planned.map(({ block }) => block.first);
        fc.pre(
          planned.length > 0 && firsts.every((first, index) => index === 0 || first > (firsts[index - 1] as number)),
        );
        const layout = layoutOf(planned, "net", zones.length);
        const again = planSubnets(place, "Auto", layout).filter(({ type }) => type !== "Unused");
        expect(again.map(({ block }) => block.toString()).sort()).to.deep.equal(
          planned.map(({ block }) => block.toString()).sort(),
        );
      }),
      { numRuns: 50 },
    );
  });
});
