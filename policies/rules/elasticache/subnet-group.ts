import type { SubnetGroupArgs } from "@pulumi/aws/elasticache";
import { all, no, not, unknown, yes, type Answer } from "../../answer";
import { present } from "../../predicates";
import { itemsOf, pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { effective } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { isPrivateSubnet, subnetOfAnyKind } from "../vpc/private-subnet";
import { groupOrCluster, isMember } from "./cache";

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
    if (group !== undefined) return standsPrivate(group.subnetIds, stack);
    // A group that is named and made elsewhere was laid out there.
    return valueOf(p.subnetGroupName) === UNKNOWN ? unknown(path) : yes;
  },
});

function standsPrivate(subnetIds: Reading<string[]>, stack: StackView): Answer {
  const open = unknown(pathOf(subnetIds));
  const subnets = stack.named(subnetIds, subnetOfAnyKind).certain;
  const items = itemsOf(subnetIds);
  const answers = subnets.map((found) => isPrivateSubnet(found, stack));
  if (items !== UNKNOWN) {
    // Subnets that are named by their ids and made elsewhere were laid out there.
    const ids = items.map(valueOf);
    const byReference = subnets.filter((found) => !ids.includes(effective(resourceOf(found), "id"))).length;
    const notKnown = ids.filter((id) => id === UNKNOWN).length;
    if (byReference <= notKnown) return byReference < notKnown ? all(...answers, open) : all(...answers);
  }
  // What a list was made from may be more than what it holds: public ones may have been left out.
  const agree = new Set(answers.map(({ truth }) => truth)).size === 1;
  return agree ? all(...answers) : open;
}
