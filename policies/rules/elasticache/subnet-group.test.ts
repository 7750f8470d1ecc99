import { from, testRule, unknownString } from "../../testing/rule-tester";
import { CLUSTER } from "./cache";
import { elasticacheSubnetGroupCheck } from "./subnet-group";

const GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
const SUBNET = "aws:ec2/subnet:Subnet";
const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const cache = { description: "Sessions of the portal", engine: "redis" };
const inGroup = { ...cache, subnetGroupName: from("group") };
const group = (subnetIds: unknown) => ({ type: GROUP, name: "group", props: { name: "sessions", subnetIds } });
const a = { type: SUBNET, name: "a", props: { mapPublicIpOnLaunch: false }, outputs: { id: "subnet-a" } };
const b = { type: SUBNET, name: "b", props: {}, outputs: { id: "subnet-b" } };
const open = { type: SUBNET, name: "open", props: { mapPublicIpOnLaunch: true }, outputs: { id: "subnet-c" } };
const ofAws = (props: object) => ({ type: DEFAULT_SUBNET, name: "default", props });
const GATEWAY = { type: "aws:ec2/internetGateway:InternetGateway", name: "gateway" };
const tied = (subnetId: unknown, routes?: unknown) => [
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: "tie",
    props: { subnetId, routeTableId: from("table") },
  },
  {
    type: "aws:ec2/routeTable:RouteTable",
    name: "table",
    props: { vpcId: "vpc-1", ...(routes === undefined ? {} : { routes }) },
  },
];
const route = (props: object) => ({
  type: "aws:ec2/route:Route",
  name: "route",
  props: { routeTableId: from("table"), destinationCidrBlock: "0.0.0.0/0", ...props },
});
const toInternet = { cidrBlock: "0.0.0.0/0", gatewayId: from("gateway") };
const inA = (...others: readonly { type: string; name: string }[]) => [group([from("a")]), a, GATEWAY, ...others];
const INPUT = "subnetGroupName";
const ADDRESS = "Subnet.mapPublicIpOnLaunch";

testRule(elasticacheSubnetGroupCheck, {
  valid: [
    {
      name: "private subnets",
      props: { ...cache, subnetGroupName: "sessions" },
      others: [group(["subnet-a", "subnet-b"]), a, b],
    },
    { name: "made in the same preview", props: inGroup, others: [group([from("a"), from("b")]), a, b, open] },
    { name: "Memcached", type: CLUSTER, props: { ...inGroup, engine: "memcached" }, others: [group([from("a")]), a] },
    {
      name: "default subnet with its addresses off",
      props: inGroup,
      others: [group([from("default")]), ofAws({ mapPublicIpOnLaunch: false })],
    },
    {
      name: "route to a NAT gateway",
      props: inGroup,
      others: inA(
        ...tied(from("a"), [{ cidrBlock: "0.0.0.0/0", natGatewayId: unknownString }]),
        route({ natGatewayId: unknownString }),
      ),
    },
    {
      name: "routes to a VPN and out alone",
      props: inGroup,
      others: inA(
        ...tied(from("a"), [
          { cidrBlock: "10.0.0.0/8", gatewayId: "vgw-1" },
          { ipv6CidrBlock: "::/0", gatewayId: "eigw-1" },
        ]),
        route({ gatewayId: unknownString }),
      ),
    },
    {
      name: "route to the internet in another subnet's table",
      props: inGroup,
      others: inA(b, ...tied(from("b"), [toInternet])),
    },
    { name: "group made elsewhere, by name", props: { ...cache, subnetGroupName: "clinic" } },
    {
      name: "group made elsewhere beside one of its own",
      props: { ...cache, subnetGroupName: "clinic" },
      others: [group([from("open")]), open],
    },
    { name: "subnets made elsewhere", props: inGroup, others: [group(["subnet-x", "subnet-y"]), open] },
    { name: "a subnet made elsewhere too", props: inGroup, others: [group([from("a"), "subnet-x"]), a] },
    { name: "list computed of private subnets", props: inGroup, others: [group(from("a", "b")), a, b] },
  ],
  invalid: [
    { name: "left out (default VPC)", props: cache, finds: INPUT },
    { name: "default group", props: { ...cache, subnetGroupName: "default" }, finds: INPUT },
    {
      name: "one subnet is public",
      props: { ...cache, subnetGroupName: "sessions" },
      others: [group(["subnet-a", "subnet-c"]), a, open],
      finds: ADDRESS,
    },
    { name: "public, made in the same preview", props: inGroup, others: [group([from("open")]), open], finds: ADDRESS },
    {
      name: "public, whatever the others are",
      props: inGroup,
      others: [group([from("open"), unknownString]), open],
      finds: ADDRESS,
    },
    {
      name: "default subnet",
      type: CLUSTER,
      props: inGroup,
      others: [group([from("default")]), ofAws({})],
      finds: "DefaultSubnet.mapPublicIpOnLaunch",
    },
    {
      name: "route to the internet in its table",
      props: inGroup,
      others: inA(...tied(from("a"), [toInternet])),
      finds: "RouteTable.routes[0].gatewayId",
    },
    {
      name: "route to the internet beside its table",
      props: inGroup,
      others: inA(...tied(from("a")), route({ gatewayId: from("gateway") })),
      finds: "Route.gatewayId",
    },
    {
      name: "route to the internet by id",
      props: inGroup,
      others: inA(...tied("subnet-a"), route({ gatewayId: "igw-1" })),
      finds: "Route.gatewayId",
    },
    {
      name: "list computed of public subnets of both kinds",
      props: inGroup,
      others: [group(from("open", "default")), open, ofAws({})],
      finds: [ADDRESS, "DefaultSubnet.mapPublicIpOnLaunch"],
    },
    { name: "list computed of public subnets", props: inGroup, others: [group(from("open")), open, a], finds: ADDRESS },
  ],
  notJudged: [
    { name: "another type", type: GROUP, props: {}, because: "other-type" },
    { name: "node of a group", type: CLUSTER, props: { replicationGroupId: "sessions" }, because: "exempt" },
    {
      name: "group of another stack",
      props: { ...cache, subnetGroupName: unknownString },
      because: "unknown",
      finds: INPUT,
    },
    {
      name: "one subnet of another stack",
      props: inGroup,
      others: [group([from("a"), unknownString]), a],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "one chosen of private and public subnets beside one by its id",
      props: inGroup,
      others: [group(["subnet-x", from("a", "open")]), a, open],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "subnets of another stack",
      props: inGroup,
      others: [group(unknownString)],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "list computed of private and public subnets",
      props: inGroup,
      others: [group(from("a", "open")), a, open],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "one chosen of private and public subnets",
      props: inGroup,
      others: [group([from("a", "open")]), a, open],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
  ],
});
