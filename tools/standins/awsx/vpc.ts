import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Ipv4Block } from "./ipv4-block";
import { checkNatGateways, natStrategy, type NatStrategy } from "./nat-gateways";
import {
  LayoutError,
  type PlannedSubnet,
  type SubnetSpec,
  type SubnetStrategy,
  type Tags,
  layoutOf,
  planSubnets,
} from "./subnet-layout";
import { type EndpointSpec, addEndpoints, dnsSettings } from "./vpc-endpoints";

export interface VpcArgs {
  assignGeneratedIpv6CidrBlock?: pulumi.Input<boolean>;
  availabilityZoneCidrMask?: number;
  availabilityZoneNames?: string[];
  cidrBlock?: string;
  enableDnsHostnames?: pulumi.Input<boolean>;
  enableDnsSupport?: pulumi.Input<boolean>;
  ipv4IpamPoolId?: pulumi.Input<string>;
  natGateways?: { strategy?: string; elasticIpAllocationIds?: pulumi.Input<string>[] };
  numberOfAvailabilityZones?: number;
  region?: pulumi.Input<string>;
  subnetNameTagStrategy?: string;
  subnetSpecs?: SubnetSpec[];
  subnetStrategy?: SubnetStrategy;
  tags?: Tags;
  vpcEndpointSpecs?: EndpointSpec[];
  vpcEndpointStrategy?: string;
}

export interface MadeSubnet {
  plan: PlannedSubnet;
  subnet: aws.ec2.Subnet;
  routeTable: aws.ec2.RouteTable;
}

/** `awsx.ec2.Vpc`: a VPC with subnets in each zone, a route table for each, gateways and endpoints. */
export class Vpc extends pulumi.ComponentResource {
  private readonly subnets: MadeSubnet[] = [];
  private readonly associations: aws.ec2.RouteTableAssociation[] = [];
  private readonly routes: aws.ec2.Route[] = [];
  private readonly natGateways: aws.ec2.NatGateway[] = [];
  private readonly eips: aws.ec2.Eip[] = [];

  constructor(
    private readonly vpcName: string,
    private readonly args: VpcArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("awsx:ec2:Vpc", vpcName, {}, opts);
  }

  /** Makes the children. Throws for arguments that contradict themselves. */
  async build(): Promise<pulumi.Inputs> {
    const { args, vpcName } = this;
    const zones = await this.zones();
    const strategy = natStrategy(args.natGateways?.strategy);
    const allocationIds = args.natGateways?.elasticIpAllocationIds ?? [];
    if (args.ipv4IpamPoolId !== undefined && args.cidrBlock === undefined) {
      throw new LayoutError("the stand-in has no address pools: give cidrBlock beside ipv4IpamPoolId");
    }
    const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
    const place = { vpcName, vpc: Ipv4Block.parse(cidrBlock), zones };
    const planned = planSubnets(
      place,
      args.subnetStrategy ?? "Legacy",
      args.subnetSpecs,
      args.availabilityZoneCidrMask,
    );
    checkNatGateways(strategy, planned, allocationIds.length, zones.length);

    const sharedTags = this.tags({ Name: vpcName }, args.tags);
    const vpc = new aws.ec2.Vpc(
      vpcName,
      { ...(args as aws.ec2.VpcArgs), ...dnsSettings(args), cidrBlock, tags: sharedTags },
      { parent: this },
    );
    const internetGateway = new aws.ec2.InternetGateway(
      vpcName,
      { ...this.region(), vpcId: vpc.id, tags: sharedTags },
      { parent: vpc, dependsOn: [vpc] },
    );
    zones.forEach((zone, zoneIndex) => {
      planned
        .filter((plan) => plan.zone === zone && plan.type !== "Unused")
        .sort((a, b) => rank(a) - rank(b))
        .forEach((plan, position) => {
          const made = this.addSubnet(vpc, plan, zoneIndex + position * zones.length, sharedTags);
          if (isPublic(plan) && this.needsGateway(strategy, zoneIndex)) {
            this.addNatGateway(made.subnet, zoneIndex, allocationIds);
          }
          this.addRoute(made, internetGateway, strategy, zoneIndex);
        });
    });
    const vpcEndpoints = addEndpoints(args, vpc, this.subnets, zones, sharedTags);
    const ofType = (type: string): aws.ec2.Subnet[] =>
      this.subnets.filter(({ plan }) => plan.type.toLowerCase() === type).map(({ subnet }) => subnet);
    const ids = (subnets: aws.ec2.Subnet[]): pulumi.Output<string>[] => subnets.map((subnet) => subnet.id);
    const outputs = {
      vpc,
      vpcId: vpc.id,
      vpcEndpoints,
      internetGateway,
      subnets: this.subnets.map(({ subnet }) => subnet),
      publicSubnets: ofType("public"),
      privateSubnets: ofType("private"),
      isolatedSubnets: ofType("isolated"),
      publicSubnetIds: ids(ofType("public")),
      privateSubnetIds: ids(ofType("private")),
      isolatedSubnetIds: ids(ofType("isolated")),
      routeTables: this.subnets.map(({ routeTable }) => routeTable),
      routeTableAssociations: this.associations,
      routes: this.routes,
      natGateways: this.natGateways,
      eips: this.eips,
      subnetLayout: this.layout(planned, zones.length),
    };
    this.registerOutputs(outputs);
    return outputs;
  }

  private async zones(): Promise<string[]> {
    const { availabilityZoneNames, numberOfAvailabilityZones, region } = this.args;
    if (availabilityZoneNames !== undefined) {
      if (numberOfAvailabilityZones !== undefined) {
        throw new LayoutError("give availabilityZoneNames or numberOfAvailabilityZones, not both");
      }
      return availabilityZoneNames;
    }
    if (region !== undefined && typeof region !== "string") {
      throw new LayoutError("region must be a plain string when availabilityZoneNames is not given");
    }
    const count = numberOfAvailabilityZones ?? 3;
    const { names } = await aws.getAvailabilityZones(region === undefined ? {} : { region }, { parent: this });
    if (names.length < count) {
      throw new LayoutError(
        `the region has ${names.length} zones, ${count} are wanted; set numberOfAvailabilityZones or availabilityZoneNames`,
      );
    }
    return names.slice(0, count);
  }

  private addSubnet(vpc: aws.ec2.Vpc, plan: PlannedSubnet, ipv6Index: number, sharedTags: Tags): MadeSubnet {
    const { args } = this;
    const tagName = this.nameTag(plan);
    const assignIpv6 = pulumi
      .all([plan.assignIpv6AddressOnCreation, args.assignGeneratedIpv6CidrBlock])
      .apply(([own, whole]) => own ?? whole ?? false);
    const subnet = new aws.ec2.Subnet(
      plan.resourceName,
      {
        ...this.region(),
        vpcId: vpc.id,
        availabilityZone: plan.zone,
        mapPublicIpOnLaunch: isPublic(plan),
        cidrBlock: plan.block.toString(),
        assignIpv6AddressOnCreation: assignIpv6,
        ipv6CidrBlock: pulumi
          .all([vpc.ipv6CidrBlock, assignIpv6])
          .apply(([block, assign]) => (assign ? ipv6Subnet(block, ipv6Index) : undefined)) as pulumi.Output<string>,
        tags: this.tags(sharedTags, plan.tags, { Name: tagName, SubnetType: plan.type }),
      },
      { parent: vpc, dependsOn: [vpc] },
    );
    const routeTable = new aws.ec2.RouteTable(
      plan.resourceName,
      { ...this.region(), vpcId: vpc.id, tags: this.tags(sharedTags, { Name: tagName, SubnetType: plan.type }) },
      { parent: subnet, dependsOn: [subnet] },
    );
    this.associations.push(
      new aws.ec2.RouteTableAssociation(
        plan.resourceName,
        { ...this.region(), routeTableId: routeTable.id, subnetId: subnet.id },
        { parent: routeTable, dependsOn: [routeTable] },
      ),
    );
    const made = { plan, subnet, routeTable };
    this.subnets.push(made);
    return made;
  }

  private needsGateway(strategy: NatStrategy, zoneIndex: number): boolean {
    const wanted = strategy === "None" ? 0 : strategy === "Single" ? 1 : zoneIndex + 1;
    return this.natGateways.length < wanted;
  }

  private addNatGateway(subnet: aws.ec2.Subnet, zoneIndex: number, allocationIds: pulumi.Input<string>[]): void {
    const name = `${this.vpcName}-${zoneIndex + 1}`;
    const options = { parent: subnet, dependsOn: [subnet] };
    const tags = this.tags(this.args.tags, { Name: name });
    let allocationId = allocationIds[zoneIndex];
    if (allocationId === undefined) {
      const eip = new aws.ec2.Eip(name, { ...this.region(), tags }, options);
      this.eips.push(eip);
      allocationId = eip.allocationId;
    }
    this.natGateways.push(
      new aws.ec2.NatGateway(name, { ...this.region(), subnetId: subnet.id, allocationId, tags }, options),
    );
  }

  /** Public subnets reach the internet themselves, private ones through a gateway, isolated ones not at all. */
  private addRoute(
    made: MadeSubnet,
    internet: aws.ec2.InternetGateway,
    strategy: NatStrategy,
    zoneIndex: number,
  ): void {
    const nat = strategy === "Single" ? this.natGateways[0] : this.natGateways[zoneIndex];
    const kind = made.plan.type.toLowerCase();
    const target =
      kind === "public"
        ? { gatewayId: internet.id }
        : kind === "private" && nat !== undefined
          ? { natGatewayId: nat.id }
          : undefined;
    if (target !== undefined) {
      this.routes.push(
        new aws.ec2.Route(
          made.plan.resourceName,
          { ...this.region(), routeTableId: made.routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...target },
          { parent: made.routeTable, dependsOn: [made.routeTable] },
        ),
      );
    }
  }

  /** With the strategy "AvailabilityZone" `vpc-public-1` is tagged `vpc-public-1a`; resource names stay. */
  private nameTag(plan: PlannedSubnet): string {
    if (this.args.subnetNameTagStrategy !== "AvailabilityZone") {
      return plan.resourceName;
    }
    const suffix = plan.zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "");
    return plan.resourceName.replace(/-\d+$/, `-${suffix}`);
  }

  private layout(planned: readonly PlannedSubnet[], zoneCount: number): SubnetSpec[] {
    const { subnetSpecs, subnetStrategy = "Legacy" } = this.args;
    return subnetSpecs !== undefined && (subnetStrategy === "Auto" || subnetStrategy === "Exact")
      ? subnetSpecs
      : layoutOf(planned, this.vpcName, zoneCount);
  }

  private region(): { region?: pulumi.Input<string> } {
    return this.args.region === undefined ? {} : { region: this.args.region };
  }

  private tags(...all: (Tags | undefined)[]): pulumi.Output<Record<string, string>> {
    return pulumi
      .all(all.map((tags) => pulumi.output(tags)))
      .apply((each) => Object.assign({}, ...each) as Record<string, string>);
  }
}

function isPublic(plan: PlannedSubnet): boolean {
  return plan.type.toLowerCase() === "public";
}

/** Public subnets first: they hold the gateways the others need. */
function rank(plan: PlannedSubnet): number {
  return ["public", "private", "isolated"].indexOf(plan.type.toLowerCase());
}

/** The n-th /64 of the VPC's /56. */
function ipv6Subnet(block: string | undefined, index: number): string {
  const match = /^([0-9a-f]+:[0-9a-f]+:[0-9a-f]+):([0-9a-f]+)::\/56$/i.exec(block ?? "");
  if (match === null) {
    throw new LayoutError(
      "subnets with assignIpv6AddressOnCreation need an IPv6 block of the VPC; set assignGeneratedIpv6CidrBlock",
    );
  }
  const group = (Number.parseInt(match[2] as string, 16) & 0xff00) | index;
  return `${match[1]}:${group.toString(16)}::/64`;
}
