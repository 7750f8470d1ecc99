import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { every } from "../../predicates";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { UNKNOWN } from "../../value";

/** One line of a security group or network ACL, in the words of all their resource types. */
export interface NetworkRule {
  readonly type: string;
  readonly protocol: string;
  readonly ipProtocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlocks: string[];
  readonly ipv6CidrBlocks: string[];
  readonly cidrIpv4: string;
  readonly cidrIpv6: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock: string;
  readonly description: string;
}

/** First and last port, both included. */
export type PortRange = readonly [from: number, to: number];

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "-1": "all" };

/**
 * No address range open to the world may use what `reaches` is about; names the range. Security groups and ACLs let a rule name ranges in
 * several properties, of IPv4 and of IPv6.
 */
export function closedToWorld(rule: Reading<NetworkRule>, reaches: Answer): Answer {
  const closed = (range: Reading<string>): Answer => any(not(isWorld(range), pathOf(range)), not(reaches));
  return all(
    every(rule.cidrBlocks, (range) => closed(range as Reading<string>)),
    every(rule.ipv6CidrBlocks, (range) => closed(range as Reading<string>)),
    ...[rule.cidrIpv4, rule.cidrIpv6, rule.cidrBlock, rule.ipv6CidrBlock].map(closed),
  );
}

/** What a range made in this program from a network can't be: the whole internet. */
const NETWORK_TYPES: ReadonlySet<string> = new Set([
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/eip:Eip",
  "aws:ec2/securityGroup:SecurityGroup",
  "awsx:ec2:Vpc",
]);

/** Wider than any network of one owner: IPv4 ranges wider than /8, IPv6 ranges wider than /16 other than the private ones (fc00::/7). */
export function isWorld(range: Reading<string>): Answer {
  const value = valueOf(range);
  if (value === UNKNOWN) {
    const references = referencesOf(range) ?? [];
    return references.length > 0 && references.every((urn) => NETWORK_TYPES.has(typeOf(urn)))
      ? no(pathOf(range))
      : unknown(pathOf(range));
  }
  if (typeof value !== "string") return no(pathOf(range));
  const [address = "", bits = ""] = value.trim().split("/");
  if (bits === "") return no(pathOf(range));
  const wide = address.includes(":") ? Number(bits) < 16 && !/^f[cde]/i.test(address) : Number(bits) < 8;
  return fromBoolean(wide, pathOf(range));
}

/** Whether the rule lets traffic to one of these ports through. A rule for all protocols has no ports; one without ports has them all. */
export function reachesPorts(
  rule: Reading<NetworkRule>,
  ranges: readonly PortRange[],
  protocols: readonly ("tcp" | "udp")[] = ["tcp"],
): Answer {
  const protocol = protocolOf(rule);
  if (protocol === UNKNOWN) return all(unknown(...protocolPaths(rule)), portsReach(rule, ranges));
  if (protocol === "all") return yes;
  return all(fromBoolean((protocols as readonly string[]).includes(protocol)), portsReach(rule, ranges));
}

/** Whether the rule lets everything through: every protocol, or every port of TCP or UDP. */
export function reachesEverything(rule: Reading<NetworkRule>): Answer {
  const protocol = protocolOf(rule);
  if (protocol === UNKNOWN) return unknown(...protocolPaths(rule));
  if (protocol === "all") return yes;
  if (protocol !== "tcp" && protocol !== "udp") return no();
  const from = port(rule.fromPort, 0);
  const to = port(rule.toPort, 65535);
  return all(
    from === UNKNOWN ? unknown(pathOf(rule.fromPort)) : fromBoolean(from <= 1),
    to === UNKNOWN ? unknown(pathOf(rule.toPort)) : fromBoolean(to >= 65535),
  );
}

/** Every protocol at once. */
export function isAllProtocols(rule: Reading<NetworkRule>): Answer {
  const protocol = protocolOf(rule);
  return protocol === UNKNOWN ? unknown(...protocolPaths(rule)) : fromBoolean(protocol === "all");
}

function portsReach(rule: Reading<NetworkRule>, ranges: readonly PortRange[]): Answer {
  const from = port(rule.fromPort, 0);
  const to = port(rule.toPort, 65535);
  return any(
    ...ranges.map(([first, last]) =>
      all(
        from === UNKNOWN ? unknown(pathOf(rule.fromPort)) : fromBoolean(from <= last),
        to === UNKNOWN ? unknown(pathOf(rule.toPort)) : fromBoolean(to >= first),
      ),
    ),
  );
}

function port(r: Reading<number>, whenAbsent: number): number | typeof UNKNOWN {
  const value = valueOf(r);
  if (value === UNKNOWN) return UNKNOWN;
  const figure = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isNaN(figure) || figure < 0 ? whenAbsent : figure;
}

function protocolOf(rule: Reading<NetworkRule>): string | typeof UNKNOWN {
  const [inline, own] = [valueOf(rule.protocol), valueOf(rule.ipProtocol)];
  if (inline === UNKNOWN || own === UNKNOWN) return UNKNOWN;
  const written = inline ?? own;
  // What is no protocol at all may be any.
  const named = typeof written === "string" || typeof written === "number" ? String(written).toLowerCase() : "-1";
  return PROTOCOL_NUMBERS[named] ?? named;
}

function protocolPaths(rule: Reading<NetworkRule>): string[] {
  return [rule.protocol, rule.ipProtocol].filter((r) => valueOf(r) === UNKNOWN).map(pathOf);
}
