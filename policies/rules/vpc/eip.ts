import type { EipArgs } from "@pulumi/aws/ec2";
import { any, unnamed, type Answer } from "../../answer";
import { present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const eip = on<EipArgs>("aws:ec2/eip:Eip");

/** What can use an elastic address, and where it names the address. */
const USERS: readonly { readonly types: readonly string[]; readonly properties: readonly string[] }[] = [
  { types: ["aws:ec2/eipAssociation:EipAssociation"], properties: ["allocationId", "publicIp"] },
  {
    types: ["aws:ec2/natGateway:NatGateway"],
    properties: ["allocationId", "secondaryAllocationIds", "availabilityZoneAddresses"],
  },
  { types: ["aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation"], properties: ["allocationId"] },
  {
    types: [
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:alb/loadBalancer:LoadBalancer",
      "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
      "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
    ],
    properties: ["subnetMappings"],
  },
  { types: ["aws:transfer/server:Server"], properties: ["endpointDetails"] },
  { types: ["aws:redshift/cluster:Cluster"], properties: ["elasticIp"] },
];

export const eipAttached = eip.relation({
  id: "eip-attached",
  title: "Every elastic address is in use",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)"], nistCsf: ["PR.DS-3"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/eip-attached.html",
  says: "belongs to no instance, interface, gateway or load balancer of this stack",
  fix: "Attach it (an aws.ec2.NatGateway's allocationId, an aws.ec2.EipAssociation), or release it.",
  requires: (p, stack) =>
    any(
      present(p.instance),
      unnamed(present(p.networkInterface)),
      ...USERS.flatMap(({ types, properties }) => properties.map((property) => isUsedBy(p, stack, types, property))),
    ),
});

function isUsedBy(p: Reading<EipArgs>, stack: StackView, types: readonly string[], property: string): Answer {
  const users: Kind<Record<string, unknown>> = { types };
  return unnamed(stack.partner(p, users, property).exists());
}
