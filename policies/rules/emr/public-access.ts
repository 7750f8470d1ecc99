import type { RouteTableAssociationArgs, SubnetArgs } from "@pulumi/aws/ec2";
import type { BlockPublicAccessConfigurationArgs, ClusterArgs } from "@pulumi/aws/emr";
import { all, any, fromBoolean, no, not, unknown, unnamed, type Answer } from "../../answer";
import { atLeast, atMost, every, is, matches, notFalse, notTrue, present, some } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

/** A route of its own, or one in the list of a table. */
interface RouteLike {
  readonly gatewayId: string;
}

const cluster = on<ClusterArgs>("aws:emr/cluster:Cluster");
const blockPublicAccess = on<BlockPublicAccessConfigurationArgs>(
  "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration",
);

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const subnet: Kind<SubnetArgs> = { types: ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET] };
const association: Kind<RouteTableAssociationArgs> = {
  types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
};
const routeTable: Kind<{ readonly routes: RouteLike[] }> = {
  types: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
};
const route: Kind<RouteLike & { readonly routeTableId: string }> = { types: ["aws:ec2/route:Route"] };
const internetGateway: Kind<unknown> = { types: ["aws:ec2/internetGateway:InternetGateway"] };

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
    all(namesSome(p), ...subnetsOf(p, stack).map((found) => isPrivate(found, stack)), unnamed(isOfThisStack(p, stack))),
});

/** Else EMR places the cluster itself. */
function namesSome({ ec2Attributes: place }: Reading<ClusterArgs>): Answer {
  return any(present(place.subnetId), unnamed(present(place.subnetIds)));
}

function subnetsOf(p: Reading<ClusterArgs>, stack: StackView): readonly Reading<SubnetArgs>[] {
  return stack.named(p.ec2Attributes, subnet).certain;
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

function isPrivate(found: Reading<SubnetArgs>, stack: StackView): Answer {
  const { type } = resourceOf(found);
  return all(
    // AWS makes default subnets with the setting on; the provider leaves it so.
    type === DEFAULT_SUBNET ? is(found.mapPublicIpOnLaunch, false) : notTrue(found.mapPublicIpOnLaunch),
    ...tablesOf(found, stack).flatMap((table) => [
      every(table.routes, (item) => avoidsGateway(item as Reading<RouteLike>, stack)),
      ...stack.partner(table, route, "routeTableId").certain.map((item) => avoidsGateway(item, stack)),
    ]),
  );
}

/** Tables that this program ties to the subnet; the main table of a VPC has no way out unless somebody adds one. */
function tablesOf(found: Reading<SubnetArgs>, stack: StackView): readonly Reading<{ readonly routes: RouteLike[] }>[] {
  return stack
    .partner(found, association, "subnetId")
    .certain.flatMap(({ routeTableId }) => stack.named(routeTableId, routeTable).certain);
}

/** At preview the gateway's id is not known, but what it was made from is. */
function avoidsGateway(item: Reading<RouteLike>, stack: StackView): Answer {
  const isGateway =
    valueOf(item.gatewayId) === UNKNOWN
      ? fromBoolean(stack.refersTo(item.gatewayId, internetGateway))
      : matches(item.gatewayId, /^igw-/);
  return not(isGateway, pathOf(item.gatewayId));
}
