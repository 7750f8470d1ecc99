import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { noUnrestrictedRouteToIgw } from "./route";

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
    {
      name: "by reference, table without a tag",
      props: { ...world, gatewayId: from("igw"), routeTableId: from("t") },
      others: [IGW, { type: TABLE, name: "t", props: { tags: { Name: "app" } } }],
      finds: ["gatewayId"],
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
