import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { eipAttached } from "./eip";

const NAT = "aws:ec2/natGateway:NatGateway";
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
  ],
});
