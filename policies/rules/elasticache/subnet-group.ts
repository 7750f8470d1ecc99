import type { SubnetArgs } from "@pulumi/aws/ec2";
import type { SubnetGroupArgs } from "@pulumi/aws/elasticache";
import { all, no, not, unknown, type Answer } from "../../answer";
import { is, notTrue, present } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { groupOrCluster, isMember } from "./cache";
import { noInternetRoute } from "./internet-route";

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const subnet: Kind<SubnetArgs> = { types: ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET] };
const subnetGroup: Kind<SubnetGroupArgs> = { types: ["aws:elasticache/subnetGroup:SubnetGroup"] };

export const elasticacheSubnetGroupCheck = groupOrCluster.relation({
  id: "elasticache-subnet-group-check",
  title: "Caches stand in private subnets of their own choice",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html",
  says: "does not stand in private subnets",
  fix: "Make an aws.elasticache.SubnetGroup of private subnets and set subnetGroupName to its name.",
  why: "Left out, AWS takes the default group: the subnets of the default VPC, which are public.",
  appliesWhen: (p) => not(isMember(p)),
  otherwise: "The replication group that it belongs to decides.",
  requires: (p, stack) => {
    const path = pathOf(p.subnetGroupName);
    if (present(p.subnetGroupName).truth === false || valueOf(p.subnetGroupName) === "default") return no(path);
    const [group] = stack.named(p.subnetGroupName, subnetGroup).certain;
    return group === undefined ? unknown(path) : standsPrivate(group.subnetIds, stack);
  },
});

function standsPrivate(subnetIds: Reading<string[]>, stack: StackView): Answer {
  const open = unknown(pathOf(subnetIds));
  const subnets = stack.named(subnetIds, subnet).certain;
  const items = itemsOf(subnetIds);
  const answers = subnets.map((found) => all(givesNoAddress(found), noInternetRoute(found, stack)));
  if (items !== UNKNOWN && subnets.length <= items.length)
    return subnets.length < items.length ? all(...answers, open) : all(...answers);
  // What a list was made from may be more than what it holds: public ones may have been left out.
  const agree = new Set(answers.map(({ truth }) => truth)).size === 1;
  return agree ? all(...answers) : open;
}

/** AWS makes default subnets with the setting on. */
function givesNoAddress(p: Reading<SubnetArgs>): Answer {
  return resourceOf(p).type === DEFAULT_SUBNET ? is(p.mapPublicIpOnLaunch, false) : notTrue(p.mapPublicIpOnLaunch);
}
