import type {
  InternetGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";
import { all, no, not, yes, type Answer } from "../../answer";
import { every, is, matches, notTrue } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

export const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";

export const subnetOfAnyKind: Kind<SubnetArgs> = { types: ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET] };

const association: Kind<RouteTableAssociationArgs> = {
  types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
};
const routeTable: Kind<RouteTableArgs> = {
  types: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
};
const route: Kind<RouteArgs> = { types: ["aws:ec2/route:Route"] };
const internetGateway: Kind<InternetGatewayArgs> = { types: ["aws:ec2/internetGateway:InternetGateway"] };

/** The subnet gives out no public addresses and has no way to an internet gateway. */
export function isPrivateSubnet(subnet: Reading<SubnetArgs>, stack: StackView): Answer {
  return all(givesNoAddress(subnet), noInternetRoute(subnet, stack));
}

/** What starts in the subnet gets a public IPv4 address only if it asks for one. */
export function givesNoAddress(subnet: Reading<SubnetArgs>): Answer {
  // AWS makes default subnets with the setting on; the provider leaves it so.
  return resourceOf(subnet).type === DEFAULT_SUBNET
    ? is(subnet.mapPublicIpOnLaunch, false)
    : notTrue(subnet.mapPublicIpOnLaunch);
}

/**
 * No route table that this program ties to the subnet leads to an internet gateway: what makes a subnet public in AWS's own words. The main
 * table of a VPC has no way out unless somebody adds one.
 */
function noInternetRoute(subnet: Reading<SubnetArgs>, stack: StackView): Answer {
  return stack.partner(subnet, association, "subnetId").every(({ routeTableId }) =>
    stack.named(routeTableId, routeTable).every((table) =>
      all(
        every(table.routes as unknown as Reading<{ gatewayId: string }[]>, ({ gatewayId }) =>
          leadsElsewhere(gatewayId, stack),
        ),
        stack.partner(table, route, "routeTableId").every(({ gatewayId }) => leadsElsewhere(gatewayId, stack)),
      ),
    ),
  );
}

/** At preview the gateway's id is not known, but what it was made from is. */
function leadsElsewhere(gateway: Reading<string>, stack: StackView): Answer {
  if (valueOf(gateway) === UNKNOWN) return stack.refersTo(gateway, internetGateway) ? no(pathOf(gateway)) : yes;
  return not(matches(gateway, /^igw-/), pathOf(gateway));
}
