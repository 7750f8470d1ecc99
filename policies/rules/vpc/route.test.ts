import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { natGatewayForDefaultRoute, noUnrestrictedRouteToIgw, vpcPeeringLeastPrivilege } from "./route";

const TABLE = "aws:ec2/routeTable:RouteTable";
const IGW = { type: "aws:ec2/internetGateway:InternetGateway", name: "igw" };
const world = { destinationCidrBlock: "0.0.0.0/0" };

testRule(noUnrestrictedRouteToIgw, {
  valid: [
    { name: "through a NAT gateway", props: { ...world, natGatewayId: "nat-1", routeTableId: "rtb-1" } },
    { name: "a named network", props: { destinationCidrBlock: "203.0.113.0/24", gatewayId: "igw-1" } },
    { name: "a VPN gateway", props: { ...world, gatewayId: "vgw-1" } },
    {
      name: "a VPN gateway made in the same preview",
      props: { ...world, gatewayId: from("vgw") },
      others: [{ type: "aws:ec2/vpnGateway:VpnGateway", name: "vgw" }],
    },
    {
      name: "a table that says it is public",
      props: { ...world, gatewayId: from("igw"), routeTableId: from("t") },
      others: [IGW, { type: TABLE, name: "t", props: { tags: { SubnetType: "Public" } } }],
    },
    {
      name: "a default table that says it is public",
      props: { ...world, gatewayId: "igw-1", routeTableId: from("t") },
      others: [{ type: "aws:ec2/defaultRouteTable:DefaultRouteTable", name: "t", props: { tags: { tier: "public" } } }],
    },
    { name: "table without routes", type: TABLE, props: {} },
    {
      name: "public table",
      type: TABLE,
      props: { tags: { tier: "public" }, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] },
    },
    { name: "private table", type: TABLE, props: { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] } },
    {
      name: "private table, tags not known yet",
      type: TABLE,
      props: { tags: unknownValue, routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] },
    },
  ],
  invalid: [
    { name: "by id", props: { ...world, gatewayId: "igw-1", routeTableId: "rtb-1" }, finds: "gatewayId" },
    { name: "IPv6", props: { destinationIpv6CidrBlock: "::/0", gatewayId: "igw-1" }, finds: "gatewayId" },
    ...["publicly", "non-public"].map((tier) => ({
      name: `a table that says ${tier}`,
      type: TABLE,
      props: { tags: { tier }, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] },
      finds: "routes[0].gatewayId",
    })),
    {
      name: "by reference, table without a tag",
      props: { ...world, gatewayId: from("igw"), routeTableId: from("t") },
      others: [IGW, { type: TABLE, name: "t", props: { tags: { Name: "app" } } }],
      finds: ["gatewayId"],
    },
    {
      name: "a table of another stack by id, beside a public one",
      props: { ...world, gatewayId: "igw-1", routeTableId: "rtb-2" },
      others: [{ type: TABLE, name: "t", props: { tags: { tier: "public" } }, outputs: { id: "rtb-1" } }],
      finds: "gatewayId",
    },
    {
      name: "a table of another stack, beside a public one",
      props: { ...world, gatewayId: "igw-1", routeTableId: unknownString },
      others: [{ type: TABLE, name: "t", props: { tags: { tier: "public" } } }],
      finds: "gatewayId",
    },
    {
      name: "in a table",
      type: TABLE,
      props: {
        tags: { Name: "app" },
        routes: [
          { cidrBlock: "10.0.0.0/8", gatewayId: "igw-1" },
          { cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
        ],
      },
      finds: ["routes[1].gatewayId"],
    },
    {
      name: "in the default table",
      type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
      props: { routes: [{ ipv6CidrBlock: "::/0", gatewayId: "igw-1" }] },
      finds: "routes[0].gatewayId",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    {
      name: "gateway from another stack",
      props: { ...world, gatewayId: unknownString },
      because: "unknown",
      finds: "gatewayId",
    },
    {
      name: "tags of the table not known yet",
      type: TABLE,
      props: { tags: unknownValue, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] },
      because: "unknown",
      finds: "tags",
    },
  ],
});

const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;
const routeTableId = "rtb-0123456789abcdef0";

testRule(natGatewayForDefaultRoute, {
  valid: [
    { name: "through a NAT gateway", props: { routeTableId, ...world, natGatewayId: "nat-0123456789abcdef0" } },
    {
      name: "a named network by way of an interface",
      props: { routeTableId, destinationCidrBlock: "192.168.0.0/16", networkInterfaceId: "eni-1" },
    },
    { name: "a firewall's endpoint", props: { routeTableId, ...world, vpcEndpointId: "vpce-1" } },
    { name: "table without routes", type: TABLE, props: {} },
    { name: "table", type: TABLE, props: { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] } },
  ],
  invalid: [
    {
      name: "by way of an interface",
      props: { routeTableId, ...world, networkInterfaceId: "eni-0123456789abcdef0" },
      finds: "networkInterfaceId",
    },
    {
      name: "by way of an interface made in the same preview",
      props: { routeTableId, ...world, networkInterfaceId: from("eni") },
      others: [{ type: "aws:ec2/networkInterface:NetworkInterface", name: "eni" }],
      finds: "networkInterfaceId",
    },
    {
      name: "IPv6",
      props: { destinationIpv6CidrBlock: "::/0", networkInterfaceId: "eni-1" },
      finds: "networkInterfaceId",
    },
    { name: "by way of an instance", props: { ...world, instanceId: "i-1" }, finds: "instanceId" },
    {
      name: "in a table",
      type: TABLE,
      props: {
        routes: [
          { cidrBlock: "10.0.0.0/8", networkInterfaceId: "eni-1" },
          { cidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" },
        ],
      },
      finds: "routes[1].networkInterfaceId",
    },
    {
      name: "in the default table, IPv6",
      type: DEFAULT_TABLE,
      props: { routes: [{ ipv6CidrBlock: "::/0", instanceId: "i-1" }] },
      finds: "routes[0].instanceId",
    },
  ],
  notJudged: [
    another,
    {
      name: "destination not known yet",
      props: { destinationCidrBlock: unknownString, networkInterfaceId: "eni-1" },
      because: "unknown",
      finds: "destinationCidrBlock",
    },
    { name: "routes not known yet", type: TABLE, props: { routes: unknownValue }, because: "unknown", finds: "routes" },
  ],
});

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const VPC = "aws:ec2/vpc:Vpc";
const toPeer = (destinationCidrBlock: unknown, vpcPeeringConnectionId: unknown = from("peering")): object => ({
  routeTableId,
  destinationCidrBlock,
  vpcPeeringConnectionId,
});
/** Two networks of this stack, 10.0.0.0/16 and the peer's 10.1.0.0/16. */
const peered = (ids: object = {}, cidrBlock: unknown = "10.1.0.0/16"): OtherResource[] => [
  { type: VPC, name: "own", props: { cidrBlock: "10.0.0.0/16" } },
  { type: VPC, name: "peer", props: { cidrBlock }, outputs: { id: "vpc-2" } },
  {
    type: PEERING,
    name: "peering",
    props: { vpcId: from("own"), peerVpcId: from("peer"), ...ids },
    outputs: { id: "pcx-1" },
  },
];
const DESTINATION = "destinationCidrBlock";

testRule(vpcPeeringLeastPrivilege, {
  valid: [
    { name: "a subnet of the peer", props: toPeer("10.1.4.0/24"), others: peered() },
    { name: "half of the peer", props: toPeer("10.1.128.0/17"), others: peered() },
    { name: "beside the peer", props: toPeer("10.2.0.0/15"), others: peered() },
    { name: "below the peer", props: toPeer("9.0.0.0/8"), others: peered() },
    { name: "a subnet of a peer made elsewhere", props: toPeer("10.1.0.0/16", "pcx-2"), others: peered() },
    { name: "no peering", props: { routeTableId, ...world, natGatewayId: "nat-1" } },
    { name: "a network that differs in the first octet", props: toPeer("11.1.0.0/16"), others: peered() },
    {
      name: "a network that differs in the third octet",
      props: toPeer("10.1.3.0/24"),
      others: peered({}, "10.1.2.0/24"),
    },
    {
      name: "a network that differs in the fourth octet",
      props: toPeer("10.1.2.16/28"),
      others: peered({}, "10.1.2.0/28"),
    },
    { name: "another address", props: toPeer("10.1.2.1/32"), others: peered({}, "10.1.2.0/32") },
    { name: "no range of IPv4", props: toPeer("pl-1"), others: peered() },
    { name: "a peering of another stack", props: toPeer("10.1.0.0/16", unknownString), others: peered() },
    {
      name: "a peer whose range comes from elsewhere",
      props: toPeer("10.1.0.0/16"),
      others: peered({}, "fd00::/8"),
    },
    {
      name: "a range made from the peer's subnet",
      props: toPeer(from("subnet")),
      others: [...peered(), { type: "aws:ec2/subnet:Subnet", name: "subnet" }],
    },
    {
      name: "table",
      type: TABLE,
      props: { routes: [{ cidrBlock: "10.1.4.0/24", vpcPeeringConnectionId: "pcx-1" }] },
      others: peered(),
    },
    { name: "table, no peering", type: TABLE, props: { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] } },
  ],
  invalid: [
    { name: "all of the peer", props: toPeer("10.1.0.0/16"), others: peered(), finds: DESTINATION },
    {
      name: "all of the peer, an address in the middle",
      props: toPeer("10.1.77.1/16"),
      others: peered(),
      finds: DESTINATION,
    },
    {
      name: "the peer's one address",
      props: toPeer("10.1.2.1/32"),
      others: peered({}, "10.1.2.1/32"),
      finds: DESTINATION,
    },
    { name: "more than the peer", props: toPeer("10.0.0.0/15"), others: peered(), finds: DESTINATION },
    {
      name: "all of the own network, from the peer's side",
      props: toPeer("10.0.0.0/16"),
      others: peered(),
      finds: DESTINATION,
    },
    { name: "everywhere", props: toPeer("0.0.0.0/0", "pcx-2"), finds: DESTINATION },
    { name: "half of everywhere", props: toPeer("0.0.0.0/1", "pcx-2"), finds: DESTINATION },
    {
      name: "everywhere, IPv6",
      props: { destinationIpv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-2" },
      finds: "destinationIpv6CidrBlock",
    },
    {
      name: "by ids",
      props: toPeer("10.1.0.0/16", "pcx-1"),
      others: peered({ peerVpcId: "vpc-2" }),
      finds: DESTINATION,
    },
    {
      name: "in a table",
      type: TABLE,
      props: {
        routes: [
          { cidrBlock: "10.1.4.0/24", vpcPeeringConnectionId: "pcx-1" },
          { cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-1" },
        ],
      },
      others: peered(),
      finds: "routes[1].cidrBlock",
    },
    {
      name: "in the default table",
      type: DEFAULT_TABLE,
      props: { routes: [{ cidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-2" }] },
      finds: "routes[0].cidrBlock",
    },
  ],
  notJudged: [
    another,
    {
      name: "destination not known yet",
      props: toPeer(unknownString, "pcx-2"),
      because: "unknown",
      finds: DESTINATION,
    },
    {
      name: "range of the peer not known yet",
      props: toPeer("10.1.0.0/16"),
      others: peered({}, unknownString),
      because: "unknown",
      finds: "Vpc.cidrBlock",
    },
  ],
});
