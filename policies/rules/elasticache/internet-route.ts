import type {
  InternetGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";
import { all, no, not, yes, type Answer } from "../../answer";
import { every, matches } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

const association: Kind<RouteTableAssociationArgs> = {
  types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
};
const routeTable: Kind<RouteTableArgs> = { types: ["aws:ec2/routeTable:RouteTable"] };
const route: Kind<RouteArgs> = { types: ["aws:ec2/route:Route"] };
const internetGateway: Kind<InternetGatewayArgs> = { types: ["aws:ec2/internetGateway:InternetGateway"] };

/** No route table that this program ties to the subnet leads to an internet gateway: what makes a subnet public in AWS's own words. */
export function noInternetRoute(subnet: Reading<SubnetArgs>, stack: StackView): Answer {
  const tables = stack
    .partner(subnet, association, "subnetId")
    .certain.flatMap(({ routeTableId }) => stack.named(routeTableId, routeTable).certain);
  return all(
    ...tables.flatMap((table) => [
      every(table.routes as unknown as Reading<{ gatewayId: string }[]>, ({ gatewayId }) =>
        leadsElsewhere(gatewayId, stack),
      ),
      ...stack.partner(table, route, "routeTableId").certain.map(({ gatewayId }) => leadsElsewhere(gatewayId, stack)),
    ]),
  );
}

function leadsElsewhere(gateway: Reading<string>, stack: StackView): Answer {
  if (valueOf(gateway) === UNKNOWN) return stack.refersTo(gateway, internetGateway) ? no(pathOf(gateway)) : yes;
  return not(matches(gateway, /^igw-/), pathOf(gateway));
}
