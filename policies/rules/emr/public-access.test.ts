import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { emrBlockPublicAccess, emrMasterNoPublicIp } from "./public-access";

const another = { name: "another type", type: "aws:emr/studio:Studio", props: {}, because: "other-type" } as const;
const permitted = (...ranges: (readonly [unknown, unknown])[]): object => ({
  blockPublicSecurityGroupRules: true,
  permittedPublicSecurityGroupRuleRanges: ranges.map(([minRange, maxRange]) => ({ minRange, maxRange })),
});
const RANGE = "permittedPublicSecurityGroupRuleRanges[0]";

testRule(emrBlockPublicAccess, {
  valid: [
    { name: "nothing permitted", props: { blockPublicSecurityGroupRules: true } },
    { name: "port 22", props: permitted([22, 22]) },
    { name: "left out", props: {} },
  ],
  invalid: [
    { name: "off", props: { blockPublicSecurityGroupRules: false }, finds: "blockPublicSecurityGroupRules" },
    { name: "up to 23", props: permitted([22, 23]), finds: `${RANGE}.maxRange` },
    { name: "from 21", props: permitted([21, 22]), finds: `${RANGE}.minRange` },
    { name: "everything", props: permitted([0, 65535]), finds: [`${RANGE}.minRange`, `${RANGE}.maxRange`] },
    {
      name: "second range",
      props: permitted([22, 22], [22, 8443]),
      finds: "permittedPublicSecurityGroupRuleRanges[1].maxRange",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { blockPublicSecurityGroupRules: unknownValue },
      because: "unknown",
      finds: "blockPublicSecurityGroupRules",
    },
  ],
});

const cluster = (ec2Attributes?: unknown): object => ({
  name: "claims",
  releaseLabel: "emr-7.5.0",
  serviceRole: "arn:aws:iam::111122223333:role/emr",
  ...(ec2Attributes === undefined ? {} : { ec2Attributes }),
});
const instanceProfile = "arn:aws:iam::111122223333:instance-profile/emr";
const inNet = cluster({ instanceProfile, subnetId: from("net") });

const net = (props: object = {}, name = "net"): OtherResource => ({
  type: "aws:ec2/subnet:Subnet",
  name,
  props: { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24", ...props },
});
const table = (routes?: unknown[]): OtherResource => ({
  type: "aws:ec2/routeTable:RouteTable",
  name: "table",
  props: { vpcId: "vpc-1", ...(routes === undefined ? {} : { routes }) },
});
const tie = (subnetId: unknown = from("net")): OtherResource => ({
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  name: "tie",
  props: { subnetId, routeTableId: from("table") },
});
const route = (rest: object): OtherResource => ({
  type: "aws:ec2/route:Route",
  name: "route",
  props: { routeTableId: from("table"), destinationCidrBlock: "0.0.0.0/0", ...rest },
});
const igw: OtherResource = { type: "aws:ec2/internetGateway:InternetGateway", name: "igw" };
const nat: OtherResource = { type: "aws:ec2/natGateway:NatGateway", name: "nat" };

testRule(emrMasterNoPublicIp, {
  valid: [
    {
      name: "private subnet",
      props: cluster({ instanceProfile, subnetId: "subnet-1" }),
      others: [{ ...net({ mapPublicIpOnLaunch: false }), outputs: { id: "subnet-1" } }],
    },
    { name: "by reference, setting left out", props: inNet, others: [net()] },
    {
      name: "way out by a NAT gateway",
      props: inNet,
      others: [net(), table(), tie(), route({ natGatewayId: from("nat") }), nat],
    },
    {
      name: "way out by a NAT gateway, inline",
      props: inNet,
      others: [net(), table([{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }]), tie()],
    },
    {
      name: "way out for IPv6 alone",
      props: inNet,
      others: [net(), table([{ ipv6CidrBlock: "::/0", gatewayId: "eigw-1" }]), tie()],
    },
    {
      name: "way to a network of its own",
      props: inNet,
      others: [
        net(),
        table(),
        tie(),
        route({ gatewayId: from("vgw") }),
        { type: "aws:ec2/vpnGateway:VpnGateway", name: "vgw" },
      ],
    },
    {
      name: "internet gateway of another subnet",
      props: inNet,
      others: [net(), net({}, "public"), table(), tie(from("public")), route({ gatewayId: from("igw") }), igw],
    },
    {
      name: "several subnets",
      props: cluster({ instanceProfile, subnetIds: [from("net"), from("net2")] }),
      others: [net(), net({}, "net2")],
    },
    {
      name: "default subnet that gives no addresses",
      props: inNet,
      others: [{ ...net({ mapPublicIpOnLaunch: false }), type: "aws:ec2/defaultSubnet:DefaultSubnet" }],
    },
    {
      name: "the one subnet of a component",
      props: cluster({ instanceProfile, subnetId: from("vpc") }),
      others: [
        { type: "awsx:ec2:Vpc", name: "vpc" },
        { ...net(), parent: "vpc" },
      ],
    },
  ],
  invalid: [
    { name: "no subnet", props: cluster({ instanceProfile }), finds: "ec2Attributes.subnetId" },
    { name: "nothing said", props: cluster(), finds: "ec2Attributes.subnetId" },
    {
      name: "subnet of others only",
      props: cluster({ instanceProfile }),
      others: [net()],
      finds: "ec2Attributes.subnetId",
    },
    {
      name: "gives addresses",
      props: inNet,
      others: [net({ mapPublicIpOnLaunch: true })],
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "one of several gives addresses",
      props: cluster({ instanceProfile, subnetIds: [from("net"), from("net2")] }),
      others: [net(), net({ mapPublicIpOnLaunch: true }, "net2")],
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "default subnet",
      props: inNet,
      others: [{ ...net(), type: "aws:ec2/defaultSubnet:DefaultSubnet" }],
      finds: "DefaultSubnet.mapPublicIpOnLaunch",
    },
    {
      name: "route to the internet gateway",
      props: inNet,
      others: [net(), table(), tie(), route({ gatewayId: from("igw") }), igw],
      finds: "Route.gatewayId",
    },
    {
      name: "route to the internet gateway, inline",
      props: inNet,
      others: [net(), table([{ cidrBlock: "0.0.0.0/0", gatewayId: from("igw") }]), tie(), igw],
      finds: "RouteTable.routes[0].gatewayId",
    },
    {
      name: "route of the default table to the internet gateway",
      props: inNet,
      others: [
        net(),
        {
          ...table([{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]),
          type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
        },
        tie(),
      ],
      finds: "DefaultRouteTable.routes[0].gatewayId",
    },
    {
      name: "route to an internet gateway by id",
      props: inNet,
      others: [net(), table([{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]), tie()],
      finds: "RouteTable.routes[0].gatewayId",
    },
  ],
  notJudged: [
    another,
    {
      name: "subnet of elsewhere",
      props: cluster({ instanceProfile, subnetId: "subnet-9" }),
      others: [{ ...net({ mapPublicIpOnLaunch: true }), outputs: { id: "subnet-1" } }],
      because: "exempt",
    },
    {
      name: "subnet of elsewhere, profile not known yet",
      props: cluster({ instanceProfile: unknownString, subnetIds: ["subnet-9"] }),
      because: "exempt",
    },
    {
      name: "a subnet that can't be told",
      props: cluster({ instanceProfile, subnetId: unknownString }),
      because: "unknown",
      finds: "ec2Attributes.subnetId",
    },
    {
      name: "subnets that can't be told",
      props: cluster({ instanceProfile, subnetIds: [unknownString] }),
      because: "unknown",
      finds: "ec2Attributes.subnetIds[0]",
    },
    {
      name: "one of the subnets of a component",
      props: cluster({ instanceProfile, subnetId: from("vpc") }),
      others: [
        { type: "awsx:ec2:Vpc", name: "vpc" },
        { ...net(), parent: "vpc" },
        { ...net({}, "net2"), parent: "vpc" },
      ],
      because: "unknown",
      finds: "ec2Attributes.subnetId",
    },
    {
      name: "addresses not known yet",
      props: inNet,
      others: [net({ mapPublicIpOnLaunch: unknownValue })],
      because: "unknown",
      finds: "Subnet.mapPublicIpOnLaunch",
    },
  ],
});
