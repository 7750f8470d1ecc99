import type { SubnetArgs } from "@pulumi/aws/ec2";
import type { BlockPublicAccessConfigurationArgs, ClusterArgs } from "@pulumi/aws/emr";
import { all, any, fromBoolean, no, not, unknown, unnamed, type Answer } from "../../answer";
import { atLeast, atMost, every, notFalse, present, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { isPrivateSubnet, subnetOfAnyKind } from "../vpc/private-subnet";

const cluster = on<ClusterArgs>("aws:emr/cluster:Cluster");
const blockPublicAccess = on<BlockPublicAccessConfigurationArgs>(
  "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
);

export const emrBlockPublicAccess = blockPublicAccess.rule({
  id: "emr-block-public-access",
  title: "EMR refuses clusters whose security groups are open to the world on other ports than 22",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
  says: "lets clusters start whose security groups are open to the world",
  fix: "Set blockPublicSecurityGroupRules: true and leave permittedPublicSecurityGroupRuleRanges out.",
  remedy: { blockPublicSecurityGroupRules: true, permittedPublicSecurityGroupRuleRanges: undefined },
  requires: (p) =>
    all(
      notFalse(p.blockPublicSecurityGroupRules),
      every(p.permittedPublicSecurityGroupRuleRanges, (item) => {
        const { minRange, maxRange } = item as Reading<{ readonly minRange: number; readonly maxRange: number }>;
        return all(atLeast(minRange, 22), atMost(maxRange, 22));
      }),
    ),
});

export const emrMasterNoPublicIp = cluster.relation({
  id: "emr-master-no-public-ip",
  title: "EMR clusters stand in private subnets",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html",
  says: "stands in a subnet that gives its nodes public addresses or a way to the internet gateway",
  fix: "Set ec2Attributes.subnetId to a subnet with mapPublicIpOnLaunch: false whose route table has no route to an internet gateway.",
  why: "Without a subnet EMR takes one of the default VPC, which is public.",
  adviseIfOpen: "Which subnet of a VPC component or of another stack is meant is known only when it is made.",
  appliesWhen: (p, stack) => any(not(namesSome(p)), isOfThisStack(p, stack)),
  otherwise: "Its subnets are made elsewhere, where they are judged for the addresses that they give.",
  requires: (p, stack) =>
    all(
      namesSome(p),
      ...subnetsOf(p, stack).map((found) => isPrivateSubnet(found, stack)),
      unnamed(isOfThisStack(p, stack)),
    ),
});

/** Else EMR places the cluster itself. */
function namesSome({ ec2Attributes: place }: Reading<ClusterArgs>): Answer {
  return any(present(place.subnetId), unnamed(present(place.subnetIds)));
}

function subnetsOf(p: Reading<ClusterArgs>, stack: StackView): readonly Reading<SubnetArgs>[] {
  return stack.named(p.ec2Attributes, subnetOfAnyKind).certain;
}

/** This program makes the subnets; open where an id is not known and nothing tells which subnet it will be. */
function isOfThisStack(p: Reading<ClusterArgs>, stack: StackView): Answer {
  const { subnetId, subnetIds } = p.ec2Attributes;
  return any(
    fromBoolean(subnetsOf(p, stack).length > 0),
    isOpen(subnetId),
    some(subnetIds, (id) => isOpen(id as Reading<string>)),
  );
}

/** Unknown where the id is, else false. */
function isOpen(id: Reading<string>): Answer {
  return valueOf(id) === UNKNOWN ? unknown(pathOf(id)) : no();
}
