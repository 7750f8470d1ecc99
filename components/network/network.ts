import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, assertOneOf, assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { egressRules, ingressRules, type Inbound } from "./acl-rules";
import { isPrivate, parseCidr, subnetMasks } from "./cidr";
import type { InterfaceService } from "./endpoint-policy";
import { Endpoints } from "./endpoints";
import { FlowLog } from "./flow-log";
import { PartnerEndpoints, type PartnerService } from "./partner-endpoints";
import { withoutPublicAddresses } from "./public-address";
import { TransitAttachment, type TransitGateway } from "./transit-attachment";

export interface NetworkArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Private IPv4 block with a prefix in [16, 22], such as 10.20.0.0/16. */
  readonly cidrBlock: string;
  /** Availability zones, in [2, 3]. */
  readonly zones: number;
  /** One NAT gateway is cheaper; one a zone survives the loss of a zone. */
  readonly natGateways: "single" | "one-per-zone";
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long flow logs stay; one of the values CloudWatch Logs has, a year or more. */
  readonly flowLogRetentionDays: number;
  readonly interfaceServices: readonly InterfaceService[];
  /** Last part of the name of the flow log's role, where the account has a network in another region, too. */
  readonly flowLogRole?: string;
  /** A transit gateway that exists, and what is reached through it. */
  readonly transitGateway?: TransitGateway;
  /** Services of other organisations that are reached by PrivateLink. */
  readonly partnerServices?: readonly PartnerService[];
  /** Who from outside may begin a connection, beside nobody; security groups have to let them in, too. */
  readonly inbound?: readonly Inbound[];
}

const NAT_STRATEGY = { single: "Single", "one-per-zone": "OnePerAz" } as const;

/** A VPC with public and private subnets in each zone, flow logs, endpoints, and its defaults closed. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** The same one by one: how many there are is known at preview. */
  readonly privateSubnets: pulumi.Output<string>[];
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Public subnets one by one. */
  readonly publicSubnets: pulumi.Output<string>[];
  /** Ids of the interface endpoints by service. */
  readonly endpointIds: ReadonlyMap<InterfaceService, pulumi.Output<string>>;
  /** Addresses of S3, for the security groups of what reads objects. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Addresses of DynamoDB behind its gateway endpoint. */
  readonly dynamodbPrefixListId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:network:Network", name, {}, opts);
    const { site, tags } = args;
    assertWhole("Network", name, "zones", args.zones, 2, 3);
    assertOneOf("Network", name, "natGateways", args.natGateways, ["single", "one-per-zone"]);
    const block = parseCidr(args.cidrBlock);
    if (block === undefined || block.prefix < 16 || block.prefix > 22 || !isPrivate(block)) {
      throw new ArgumentError(
        "Network",
        name,
        "cidrBlock",
        "a private IPv4 block with a prefix in [16, 22]",
        args.cidrBlock,
      );
    }
    const child = { parent: this };
    const masks = subnetMasks(block.prefix, args.zones);
    const vpcName = nameFor(site, "other", "vpc");
    const vpc = new awsx.ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock: args.cidrBlock,
        numberOfAvailabilityZones: args.zones,
        availabilityZoneCidrMask: masks.zoneMask,
        natGateways: { strategy: NAT_STRATEGY[args.natGateways] },
        subnetStrategy: "Auto",
        // Larger blocks first: Auto keeps the order and would leave a gap before a larger one.
        subnetSpecs: [
          { type: "Private", name: "private", cidrMask: masks.privateMask, assignIpv6AddressOnCreation: false, tags },
          { type: "Public", name: "public", cidrMask: masks.publicMask, assignIpv6AddressOnCreation: false, tags },
        ],
        subnetNameTagStrategy: "Legacy",
        vpcEndpointStrategy: "Legacy",
        assignGeneratedIpv6CidrBlock: false,
        instanceTenancy: "default",
        enableDnsSupport: true,
        enableDnsHostnames: true,
        enableNetworkAddressUsageMetrics: true,
        tags: { ...tags, Name: vpcName },
      },
      { ...child, transforms: [withoutPublicAddresses] },
    );
    this.vpcId = vpc.vpcId;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.publicSubnetIds = vpc.publicSubnetIds;
    // How many there are is known before they are made: one a zone. The list that awsx gives has no length at preview.
    const oneByOne = (all: pulumi.Output<string[]>): pulumi.Output<string>[] =>
      Array.from({ length: args.zones }, (_, index) => all.apply((ids) => ids[index] as string));
    this.privateSubnets = oneByOne(vpc.privateSubnetIds);
    this.publicSubnets = oneByOne(vpc.publicSubnetIds);
    this.closeDefaults(name, args, vpc);
    new FlowLog(
      `${name}-flow-log`,
      {
        site,
        tags,
        vpcId: vpc.vpcId,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.flowLogRetentionDays,
        role: args.flowLogRole,
      },
      child,
    );
    const endpoints = new Endpoints(
      `${name}-endpoints`,
      {
        site,
        tags,
        vpcId: vpc.vpcId,
        vpcCidr: args.cidrBlock,
        subnetIds: this.privateSubnets,
        routeTableIds: vpc.routeTables.apply((tables) => tables.map((table) => table.id)),
        interfaceServices: args.interfaceServices,
      },
      child,
    );
    this.s3PrefixListId = endpoints.s3PrefixListId;
    this.reachOthers(name, args, vpc);
    this.endpointIds = endpoints.endpointIds;
    this.dynamodbPrefixListId = endpoints.dynamodbPrefixListId;
    this.registerOutputs({ vpcId: this.vpcId });
  }

  /** What the stack's configuration names outside of the VPC. */
  private reachOthers(name: string, { site, tags, ...args }: NetworkArgs, vpc: awsx.ec2.Vpc): void {
    const child = { parent: this };
    const place = { site, tags, vpcId: vpc.vpcId, subnetIds: this.privateSubnets };
    if (args.transitGateway !== undefined) {
      new TransitAttachment(
        `${name}-transit`,
        {
          ...place,
          gateway: args.transitGateway,
          routeTableIds: this.privateSubnets.map((subnetId) => routeTableOf(vpc, subnetId)),
        },
        child,
      );
    }
    const services = args.partnerServices ?? [];
    if (services.length > 0) {
      new PartnerEndpoints(`${name}-partners`, { ...place, services, vpcCidr: args.cidrBlock }, child);
    }
  }

  /** Subnets get network ACLs of their own, and what AWS makes with every VPC lets nothing through any more. */
  private closeDefaults(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc): void {
    const child = { parent: this };
    const { site, tags } = args;
    const named = (role: string): Tags => ({ ...tags, Name: nameFor(site, "other", role) });
    const inboundOf = (kind: Inbound["subnets"]): Inbound[] =>
      (args.inbound ?? []).filter(({ subnets }) => subnets === kind);
    const acls = (["private", "public"] as const).map(
      (kind) =>
        new aws.ec2.NetworkAcl(
          `${name}-${kind}-acl`,
          {
            vpcId: vpc.vpcId,
            subnetIds: kind === "private" ? vpc.privateSubnetIds : vpc.publicSubnetIds,
            ingress: ingressRules(args.cidrBlock, args.transitGateway?.routes, inboundOf(kind)),
            egress: egressRules(args.cidrBlock, args.transitGateway?.routes, inboundOf(kind)),
            tags: named(`${kind}-acl`),
          },
          child,
        ),
    );
    new aws.ec2.DefaultNetworkAcl(
      `${name}-default-acl`,
      {
        defaultNetworkAclId: vpc.vpc.apply((inner) => inner.defaultNetworkAclId),
        ingress: [],
        egress: [],
        tags: named("default-acl-closed"),
      },
      // Only when no subnet uses it any more; AWS alone moves subnets in and out of the default one.
      { ...child, dependsOn: acls, ignoreChanges: ["subnetIds"] },
    );
    new aws.ec2.DefaultSecurityGroup(
      `${name}-default-group`,
      { vpcId: vpc.vpcId, ingress: [], egress: [], tags: named("default-group-closed") },
      child,
    );
  }
}

/** awsx makes a route table a subnet, and tells which by their associations alone. */
function routeTableOf(vpc: awsx.ec2.Vpc, subnetId: pulumi.Output<string>): pulumi.Output<string> {
  const pairs = vpc.routeTableAssociations.apply((associations) =>
    pulumi.all(associations.map((of) => pulumi.all([of.subnetId, of.routeTableId]))),
  );
  return pulumi.all([subnetId, pairs]).apply(([id, all]) => all.find(([subnet]) => subnet === id)?.[1] as string);
}
