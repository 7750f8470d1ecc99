import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LayoutError, type Tags } from "./subnet-layout";
import type { MadeSubnet, VpcArgs } from "./vpc";

export interface EndpointSpec extends Omit<aws.ec2.VpcEndpointArgs, "vpcId" | "serviceName" | "tags"> {
  serviceName: string;
  tags?: Tags;
}

/** The declared type in lower case; an endpoint without one is a gateway. Undefined when it is not known yet. */
function endpointType(spec: EndpointSpec): string | undefined {
  const { vpcEndpointType } = spec;
  if (vpcEndpointType === undefined) {
    return "gateway";
  }
  return typeof vpcEndpointType === "string" ? vpcEndpointType.toLowerCase() : undefined;
}

/** Private DNS of an interface endpoint works only with both DNS settings on: the strategy "Auto" turns them on. */
export function dnsSettings(args: VpcArgs): Pick<VpcArgs, "enableDnsHostnames" | "enableDnsSupport"> {
  const wantsDns =
    args.vpcEndpointStrategy === "Auto" &&
    (args.vpcEndpointSpecs ?? []).some(
      (spec) => endpointType(spec) === "interface" && (spec.privateDnsEnabled ?? true) === true,
    );
  if (!wantsDns) {
    return {};
  }
  for (const name of ["enableDnsHostnames", "enableDnsSupport"] as const) {
    if (args[name] === false) {
      throw new LayoutError(`vpcEndpointStrategy "Auto" needs ${name} for the private DNS of interface endpoints`);
    }
  }
  return { enableDnsHostnames: args.enableDnsHostnames ?? true, enableDnsSupport: args.enableDnsSupport ?? true };
}

/** One endpoint a spec. The strategy "Auto" fills in subnets, security group and route tables of this VPC. */
export function addEndpoints(
  args: VpcArgs,
  vpc: aws.ec2.Vpc,
  subnets: readonly MadeSubnet[],
  zones: readonly string[],
  sharedTags: Tags,
): aws.ec2.VpcEndpoint[] {
  const auto = args.vpcEndpointStrategy === "Auto";
  return (args.vpcEndpointSpecs ?? []).map((spec) => {
    const type = endpointType(spec);
    if (auto && type === undefined) {
      throw new LayoutError(`vpcEndpointStrategy "Auto" needs a plain vpcEndpointType for ${spec.serviceName}`);
    }
    const region = spec.region ?? args.region;
    const tags = pulumi
      .all([pulumi.output(sharedTags), pulumi.output(spec.tags)])
      .apply(([shared, own]) => ({ ...shared, ...own }));
    const filled: Partial<aws.ec2.VpcEndpointArgs> = {};
    if (auto && type === "interface") {
      filled.privateDnsEnabled = spec.privateDnsEnabled ?? true;
      if (spec.subnetIds === undefined && spec.subnetConfigurations === undefined) {
        filled.subnetIds = oneSubnetEachZone(subnets, zones);
      }
      filled.securityGroupIds = spec.securityGroupIds ?? [endpointSecurityGroup(spec, region, vpc, tags).id];
    } else if (auto && type === "gateway") {
      filled.routeTableIds = spec.routeTableIds ?? subnets.map(({ routeTable }) => routeTable.id);
    }
    return new aws.ec2.VpcEndpoint(
      spec.serviceName,
      { ...spec, ...(region !== undefined && { region }), ...filled, tags, vpcId: vpc.id },
      { parent: vpc, dependsOn: [vpc] },
    );
  });
}

function oneSubnetEachZone(subnets: readonly MadeSubnet[], zones: readonly string[]): pulumi.Output<string>[] {
  return zones.flatMap((zone) => {
    const inZone = subnets.filter(({ plan }) => plan.zone === zone);
    const chosen = ["private", "isolated", "public"]
      .map((type) => inZone.find(({ plan }) => plan.type.toLowerCase() === type))
      .find((made) => made !== undefined);
    return chosen === undefined ? [] : [chosen.subnet.id];
  });
}

/** HTTPS from inside the VPC, nothing else. */
function endpointSecurityGroup(
  spec: EndpointSpec,
  region: pulumi.Input<string | undefined> | undefined,
  vpc: aws.ec2.Vpc,
  tags: Tags,
): aws.ec2.SecurityGroup {
  const place = region === undefined ? {} : { region };
  const group = new aws.ec2.SecurityGroup(
    `${spec.serviceName}-sg`,
    { ...place, vpcId: vpc.id, tags },
    { parent: vpc, dependsOn: [vpc] },
  );
  const addressType = typeof spec.ipAddressType === "string" ? spec.ipAddressType.toLowerCase() : "";
  new aws.ec2.SecurityGroupRule(
    `${spec.serviceName}-ingress`,
    {
      ...place,
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [vpc.cidrBlock],
      ...(["ipv6", "dualstack"].includes(addressType) && { ipv6CidrBlocks: [vpc.ipv6CidrBlock] }),
    },
    { parent: vpc, dependsOn: [group] },
  );
  return group;
}
