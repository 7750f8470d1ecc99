import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { eipAttached } from "./eip";

const NAT = "aws:ec2/natGateway:NatGateway";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const network = { loadBalancerType: "network" };
const user = (type: string, props: object): OtherResource => ({ type, name: "user", props });

const USERS: readonly (readonly [type: string, property: string, wrap: (id: unknown) => unknown])[] = [
  ["aws:ec2/eipAssociation:EipAssociation", "allocationId", (id) => id],
  ["aws:ec2/eipAssociation:EipAssociation", "publicIp", (id) => id],
  [NAT, "allocationId", (id) => id],
  [NAT, "secondaryAllocationIds", (id) => [id]],
  [NAT, "availabilityZoneAddresses", (id) => [{ availabilityZone: "us-east-1a", allocationIds: [id] }]],
  ["aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation", "allocationId", (id) => id],
  ["aws:lb/loadBalancer:LoadBalancer", "subnetMappings", (id) => [{ subnetId: "subnet-1", allocationId: id }]],
  ["aws:alb/loadBalancer:LoadBalancer", "subnetMappings", (id) => [{ subnetId: "subnet-1", allocationId: id }]],
  ["aws:elasticloadbalancingv2/loadBalancer:LoadBalancer", "subnetMappings", (id) => [{ allocationId: id }]],
  ["aws:applicationloadbalancing/loadBalancer:LoadBalancer", "subnetMappings", (id) => [{ allocationId: id }]],
  ["aws:transfer/server:Server", "endpointDetails", (id) => ({ addressAllocationIds: [id] })],
  ["aws:redshift/cluster:Cluster", "elasticIp", (id) => id],
];

testRule(eipAttached, {
  valid: [
    { name: "of an instance", props: { domain: "vpc", instance: "i-0123456789abcdef0" } },
    { name: "of an interface", props: { domain: "vpc", networkInterface: "eni-0123456789abcdef0" } },
    ...USERS.map(([type, property, wrap]) => ({
      name: `${property} of ${type}`,
      props: { domain: "vpc" },
      others: [user(type, { [property]: wrap(from("subject")) })],
    })),
    {
      name: "of a NAT gateway, by id",
      props: { domain: "vpc" },
      outputs: { id: "eipalloc-1" },
      others: [user(NAT, { allocationId: "eipalloc-1" })],
    },
  ],
  invalid: [
    { name: "of nothing", props: { domain: "vpc" }, finds: "instance" },
    {
      name: "beside another's NAT gateway",
      props: { domain: "vpc" },
      others: [{ type: "aws:ec2/eip:Eip", name: "other" }, user(NAT, { allocationId: from("other") })],
      finds: "instance",
    },
    {
      name: "in a DNS record alone",
      props: { domain: "vpc" },
      others: [user("aws:route53/record:Record", { records: [from("subject")] })],
      finds: "instance",
    },
    {
      name: "beside a load balancer in subnets, whose mappings AWS will tell",
      props: { domain: "vpc" },
      others: [
        {
          ...user(LOAD_BALANCER, { ...network, subnets: ["subnet-1", "subnet-2"] }),
          outputs: { subnetMappings: unknownValue },
        },
      ],
      finds: "instance",
    },
    {
      name: "beside a load balancer in subnets of another stack",
      props: { domain: "vpc" },
      others: [
        user(LOAD_BALANCER, { ...network, subnetMappings: [{ subnetId: unknownString }, { subnetId: "subnet-2" }] }),
      ],
      finds: "instance",
    },
    ...[{}, { loadBalancerType: "application" }, { loadBalancerType: "gateway" }, { ...network, internal: true }].map(
      (props) => ({
        name: `beside a load balancer that can't have one: ${JSON.stringify(props)}`,
        props: { domain: "vpc" },
        others: [user(LOAD_BALANCER, { ...props, subnetMappings: unknownValue })],
        finds: "instance",
      }),
    ),
    {
      name: "beside a load balancer with an address of its own in a subnet of another stack",
      props: { domain: "vpc" },
      others: [
        { type: "pulumi:pulumi:StackReference", name: "network" },
        { type: "aws:ec2/eip:Eip", name: "other" },
        user(LOAD_BALANCER, {
          ...network,
          subnetMappings: [{ subnetId: from("network"), allocationId: from("other") }],
        }),
      ],
      finds: "instance",
    },
    {
      name: "beside a NAT gateway with an address of its own, whose further ones AWS will tell",
      props: { domain: "vpc" },
      others: [
        { type: "aws:ec2/eip:Eip", name: "other" },
        {
          ...user(NAT, { allocationId: from("other") }),
          outputs: { secondaryAllocationIds: unknownValue, availabilityZoneAddresses: unknownValue },
        },
      ],
      finds: "instance",
    },
    {
      name: "beside a NAT gateway with an address of a component",
      props: { domain: "vpc" },
      others: [
        { type: "clinic:network:Addresses", name: "addresses" },
        { type: "aws:ec2/eip:Eip", name: "a", parent: "addresses" },
        { type: "aws:ec2/eip:Eip", name: "b", parent: "addresses" },
        user(NAT, { allocationId: from("addresses") }),
      ],
      finds: "instance",
    },
    {
      name: "beside NAT gateways whose addresses come from others of the program",
      props: { domain: "vpc" },
      others: [
        { type: "aws:ec2/eip:Eip", name: "other" },
        { type: "aws:ec2/networkInterface:NetworkInterface", name: "interface" },
        user(NAT, { secondaryAllocationIds: [from("other"), from("interface")] }),
        { type: NAT, name: "second", outputs: { secondaryAllocationIds: unknownValue } },
      ],
      finds: "instance",
    },
    {
      name: "beside a file server without addresses in a VPC of another stack",
      props: { domain: "vpc" },
      others: [user("aws:transfer/server:Server", { endpointDetails: { vpcId: unknownString } })],
      finds: "instance",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    {
      name: "a NAT gateway's address is not known yet",
      props: { domain: "vpc" },
      others: [user(NAT, { allocationId: unknownString })],
      because: "unknown",
      finds: "NatGateway.allocationId",
    },
    ...[{}, { internal: false }].map((props) => ({
      name: "a load balancer's address is not known yet",
      props: { domain: "vpc" },
      others: [
        user(LOAD_BALANCER, { ...network, ...props, subnetMappings: [{ subnetId: "s", allocationId: unknownString }] }),
      ],
      because: "unknown" as const,
      finds: "LoadBalancer.subnetMappings",
    })),
    {
      name: "nor is whether the load balancer can have one",
      props: { domain: "vpc" },
      others: [user(LOAD_BALANCER, { loadBalancerType: unknownString, subnetMappings: unknownValue })],
      because: "unknown",
      finds: ["LoadBalancer.loadBalancerType", "LoadBalancer.subnetMappings"],
    },
    {
      name: "one address of a load balancer is another's, one comes from another stack",
      props: { domain: "vpc" },
      others: [
        { type: "pulumi:pulumi:StackReference", name: "network" },
        { type: "aws:ec2/eip:Eip", name: "other" },
        user(LOAD_BALANCER, {
          ...network,
          subnetMappings: [{ allocationId: from("other") }, { allocationId: from("network") }],
        }),
      ],
      because: "unknown",
      finds: "LoadBalancer.subnetMappings",
    },
    {
      name: "one of two addresses of a component",
      props: { domain: "vpc" },
      parent: "addresses",
      others: [
        { type: "clinic:network:Addresses", name: "addresses" },
        { type: "aws:ec2/eip:Eip", name: "other", parent: "addresses" },
        user(NAT, { allocationId: from("addresses") }),
      ],
      because: "unknown",
      finds: "NatGateway.allocationId",
    },
    {
      name: "addresses of a NAT gateway's zones are not known yet",
      props: { domain: "vpc" },
      others: [user(NAT, { availabilityZoneAddresses: [{ allocationIds: [unknownString] }] })],
      because: "unknown",
      finds: "NatGateway.availabilityZoneAddresses",
    },
    {
      name: "addresses of a file server are not known yet",
      props: { domain: "vpc" },
      others: [user("aws:transfer/server:Server", { endpointDetails: { addressAllocationIds: unknownValue } })],
      because: "unknown",
      finds: "Server.endpointDetails",
    },
  ],
});
