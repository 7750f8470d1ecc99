import type { RouteTableArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, no, not, unknown, unnamed, type Answer } from "../../answer";
import { every, matches } from "../../predicates";
import { entriesOf, pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

/** A route of its own, or one in the list of a table. */
interface RouteLike {
  readonly destinationCidrBlock: string;
  readonly destinationIpv6CidrBlock: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock: string;
  readonly gatewayId: string;
}

interface RouteOrTable extends RouteLike {
  readonly routeTableId: string;
  readonly routes: RouteLike[];
  readonly tags: Record<string, string>;
}

const ROUTE = "aws:ec2/route:Route";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";

const route = on<RouteOrTable>(ROUTE, "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable");
const routeTable = on<RouteTableArgs>("aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable");

export const noUnrestrictedRouteToIgw = route.relation({
  id: "no-unrestricted-route-to-igw",
  title: "Only tables that say they are public route to the internet gateway",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"], nistCsf: ["DE.AE-1", "PR.AC-3", "PR.AC-5", "PR.PT-4"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/no-unrestricted-route-to-igw.html",
  says: "sends all traffic to the internet gateway",
  fix: 'Route through a NAT gateway (natGatewayId), or tag the table of a public subnet, e.g. tags: { SubnetType: "Public" }.',
  why: "Load balancers and NAT gateways need such a route. A table that has a tag with the value public says that it is meant; awsx.ec2.Vpc sets one.",
  requires: (p, stack, resource) => {
    const routes =
      resource.type === ROUTE
        ? staysInside(p as unknown as Reading<RouteLike>)
        : every(p.routes, (item) => staysInside(item as Reading<RouteLike>));
    // Reads the tags only where it matters, so that a table without such a route is not held up by tags not known yet.
    return routes.truth === true ? routes : any(routes, isPublic(p, stack, resource.type));
  },
});

function staysInside(item: Reading<RouteLike>): Answer {
  const everywhere = any(
    ...[item.destinationCidrBlock, item.destinationIpv6CidrBlock, item.cidrBlock, item.ipv6CidrBlock].map((range) =>
      matches(range, /\/0$/),
    ),
  );
  return not(all(everywhere, isInternetGateway(item.gatewayId)), pathOf(item.gatewayId));
}

/** At preview the gateway's id is not known, but what it was made from is. */
function isInternetGateway(gatewayId: Reading<string>): Answer {
  if (valueOf(gatewayId) !== UNKNOWN) return matches(gatewayId, /^igw-/);
  const references = referencesOf(gatewayId) ?? [];
  if (references.some((urn) => typeOf(urn) === INTERNET_GATEWAY)) return fromBoolean(true);
  return references.length > 0 && references.every((urn) => typeOf(urn).startsWith("aws:ec2/"))
    ? no(pathOf(gatewayId))
    : unknown(pathOf(gatewayId));
}

function isPublic(p: Reading<RouteOrTable>, stack: StackView, type: string): Answer {
  if (type !== ROUTE) return saysPublic(p.tags);
  const tables = stack.named(p.routeTableId, routeTable);
  // A table of another stack is not ours to excuse.
  return tables.count() === 0 ? no() : tables.every((table) => saysPublic(table.tags as unknown as Reading<unknown>));
}

/** A tag whose value is `public`, whatever its key: `SubnetType`, `tier`, `network`. */
function saysPublic(tags: Reading<unknown>): Answer {
  const entries = entriesOf(tags);
  if (entries === UNKNOWN) return unknown(pathOf(tags));
  // What is wrong is the route, not each of the tags.
  return unnamed(any(...entries.map(([, value]) => matches(value, /^public$/i))));
}
