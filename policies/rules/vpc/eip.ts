import type { EipArgs } from "@pulumi/aws/ec2";
import { all, any, unknown, unnamed, yes, type Answer } from "../../answer";
import { is, notTrue, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { leavesOpen } from "../../open-names";

const eip = on<EipArgs>("aws:ec2/eip:Eip");

/** The inputs in which something names an address, and those that tell whether a load balancer can have one. */
interface UserArgs {
  readonly allocationId: string;
  readonly publicIp: string;
  readonly secondaryAllocationIds: string[];
  readonly availabilityZoneAddresses: object[];
  readonly subnetMappings: object[];
  readonly endpointDetails: object;
  readonly elasticIp: string;
  readonly loadBalancerType: string;
  readonly internal: boolean;
}

interface User extends Kind<UserArgs> {
  /** Each input that names an address, with the way to it inside. */
  readonly paths: readonly (readonly [input: keyof UserArgs, ...inside: string[]])[];
  /** Whether it can have one at all; always unless given. */
  readonly canHave?: (user: Reading<UserArgs>) => Answer;
}

/** What can use an elastic address. */
const USERS: readonly User[] = [
  { types: ["aws:ec2/eipAssociation:EipAssociation"], paths: [["allocationId"], ["publicIp"]] },
  {
    types: ["aws:ec2/natGateway:NatGateway"],
    paths: [["allocationId"], ["secondaryAllocationIds"], ["availabilityZoneAddresses", "allocationIds"]],
  },
  { types: ["aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation"], paths: [["allocationId"]] },
  {
    types: [
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:alb/loadBalancer:LoadBalancer",
      "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
      "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
    ],
    paths: [["subnetMappings", "allocationId"]],
    // Elastic Load Balancing API, SubnetMapping: AllocationId is for internet-facing network load balancers.
    canHave: (p) => all(is(p.loadBalancerType, "network"), notTrue(p.internal)),
  },
  { types: ["aws:transfer/server:Server"], paths: [["endpointDetails", "addressAllocationIds"]] },
  { types: ["aws:redshift/cluster:Cluster"], paths: [["elasticIp"]] },
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
    any(present(p.instance), unnamed(present(p.networkInterface)), ...USERS.map((user) => isUsedBy(p, stack, user))),
});

function isUsedBy(p: Reading<EipArgs>, stack: StackView, user: User): Answer {
  const answers = user.paths.map(([input, ...inside]) => {
    const partners = stack.partner(p, user, input);
    if (partners.count() > 0) return yes;
    // An address that is not known yet may be this one.
    const open = stack.all(user).filter((one) => leavesOpen(partners, one[input], stack, eip, ...inside));
    return any(...open.map((one) => all(user.canHave?.(one) ?? yes, unknown(pathOf(one[input])))));
  });
  return unnamed(any(...answers));
}
