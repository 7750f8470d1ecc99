import type { RouteTableArgs, VpcArgs, VpcPeeringConnectionArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { every, matches, present } from "../../predicates";
import { entriesOf, pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { isWorld } from "../ec2/network-rule";
import { rangeCovers } from "./address-range";

/** A route of its own, or one in the list of a table. */
interface RouteLike {
  readonly destinationCidrBlock: string;
  readonly destinationIpv6CidrBlock: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock: string;
  readonly gatewayId: string;
  readonly networkInterfaceId: string;
  /** Provider 6 and before. */
  readonly instanceId: string;
  readonly vpcPeeringConnectionId: string;
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

const peering = on<VpcPeeringConnectionArgs>("aws:ec2/vpcPeeringConnection:VpcPeeringConnection");
const vpc = on<VpcArgs>("aws:ec2/vpc:Vpc");

/** A route resource is one route; a table may hold many. */
function everyRoute(p: Reading<RouteOrTable>, type: string, holds: (item: Reading<RouteLike>) => Answer): Answer {
  if (type === ROUTE) return holds(p as unknown as Reading<RouteLike>);
  return every(p.routes, (item) => holds(item as Reading<RouteLike>));
}

/** The range of addresses that a route is for, in whichever of the properties it stands. */
function destinations(item: Reading<RouteLike>): readonly Reading<string>[] {
  return [item.destinationCidrBlock, item.destinationIpv6CidrBlock, item.cidrBlock, item.ipv6CidrBlock];
}

function isDefaultRoute(item: Reading<RouteLike>): Answer {
  return any(...destinations(item).map((range) => matches(range, /\/0$/)));
}

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
    const routes = everyRoute(p, resource.type, staysInside);
    // Reads the tags only where it matters, so that a table without such a route is not held up by tags not known yet.
    return routes.truth === true ? routes : any(routes, isPublic(p, stack, resource.type));
  },
});

function staysInside(item: Reading<RouteLike>): Answer {
  return not(all(isDefaultRoute(item), isInternetGateway(item.gatewayId)), pathOf(item.gatewayId));
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

export const natGatewayForDefaultRoute = route.rule({
  id: "nat-gateway-for-default-route",
  title: "Traffic leaves by a NAT gateway, not by an instance",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html",
  says: "sends all traffic by way of a network interface or an instance",
  fix: "Route through a NAT gateway: natGatewayId: nat.id. Firewalls behind a Gateway Load Balancer are reached by vpcEndpointId.",
  why: "An instance that passes traffic on must be patched, and is one host that fails alone.",
  requires: (p, _settings, { type }) =>
    everyRoute(p, type, (item) =>
      all(
        ...[item.networkInterfaceId, item.instanceId].map((target) =>
          not(all(present(target), isDefaultRoute(item)), pathOf(target)),
        ),
      ),
    ),
});

export const vpcPeeringLeastPrivilege = route.relation({
  id: "vpc-peering-least-privilege",
  title: "Peered networks reach each other's subnets, not all of each other",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html",
  says: "sends traffic for a whole network, or for everywhere, to a peer",
  fix: "Name the subnet that is meant: destinationCidrBlock: peerSubnet.cidrBlock.",
  why: "The range of a peer that another stack makes is not known here: there only ranges wider than any network of one owner are refused.",
  requires: (p, stack, { type }) =>
    everyRoute(p, type, (item) => {
      if (present(item.vpcPeeringConnectionId).truth === false) return yes;
      const peers = peerRanges(item.vpcPeeringConnectionId, stack);
      return all(
        ...destinations(item).map((range) =>
          not(any(isWorld(range), ...peers.map((peer) => coversRange(range, peer))), pathOf(range)),
        ),
      );
    }),
});

/** The ranges of both networks of the peering, where this stack makes them. */
function peerRanges(connectionId: Reading<string>, stack: StackView): readonly Reading<string>[] {
  return stack
    .named(connectionId, peering)
    .certain.flatMap((connection) => [connection.peerVpcId, connection.vpcId])
    .flatMap((id) => stack.named(id, vpc).certain)
    .map((network) => network.cidrBlock as Reading<string>);
}

function coversRange(range: Reading<string>, network: Reading<string>): Answer {
  const [outer, inner] = [valueOf(range), valueOf(network)];
  if (inner === UNKNOWN) return unknown(pathOf(network));
  return fromBoolean(typeof outer === "string" && typeof inner === "string" && rangeCovers(outer, inner));
}
