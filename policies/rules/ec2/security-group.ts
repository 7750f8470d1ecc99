import type { SecurityGroupArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, not, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { every, is, matches, present } from "../../predicates";
import { pathOf, resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on, type ResourceRule } from "../../rule";
import { texts } from "../../rule-config";
import type { StackView } from "../../stack-view";
import {
  closedToWorld,
  isAllProtocols,
  reachesEverything,
  reachesPorts,
  type NetworkRule,
  type PortRange,
} from "./network-rule";
import { ALL_PORTS, allPortsBut, portRanges } from "./port-ranges";

/** A group with its inline rules, or one rule of a group: the properties of all of them. */
export interface SecurityGroupLike extends NetworkRule {
  readonly ingress: NetworkRule[];
  readonly egress: NetworkRule[];
  readonly securityGroupId: string;
}

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const ingress = on<SecurityGroupLike>(GROUP, RULE, INGRESS_RULE, DEFAULT_GROUP);
const egress = on<SecurityGroupLike>(GROUP, RULE, EGRESS_RULE, DEFAULT_GROUP);
const described = on<SecurityGroupLike>(GROUP, RULE, INGRESS_RULE, EGRESS_RULE);
export const securityGroup = on<SecurityGroupArgs>(GROUP, DEFAULT_GROUP);
const ingressOf = on<SecurityGroupLike>(RULE, INGRESS_RULE);

const GROUPS = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

type Requires = ResourceRule<SecurityGroupLike>["requires"];

/** Every line of the resource that lets traffic in, whichever of the resource types holds it. */
function everyIngress(holds: (rule: Reading<NetworkRule>) => Answer): Requires {
  return (p, _settings, resource) => lines(p, resource, "ingress", INGRESS_RULE, holds);
}

function lines(
  p: Reading<SecurityGroupLike>,
  resource: Resource,
  direction: "ingress" | "egress",
  ownType: string,
  holds: (rule: Reading<NetworkRule>) => Answer,
): Answer {
  const self = p as unknown as Reading<NetworkRule>;
  if (resource.type === ownType) return holds(self);
  if (resource.type === RULE) return any(not(is(p.type, direction)), holds(self));
  return every(p[direction], (rule) => holds(rule as Reading<NetworkRule>));
}

/** Every line that lets traffic into the group: its own, and those that resources of this stack add to it. */
export function everyIngressOf(
  group: Reading<SecurityGroupArgs>,
  stack: StackView,
  holds: (rule: Reading<NetworkRule>) => Answer,
): Answer {
  const holders = [group as unknown as Reading<SecurityGroupLike>];
  holders.push(...stack.partner(group, ingressOf, "securityGroupId").certain);
  return all(...holders.map((holder) => lines(holder, resourceOf(holder), "ingress", INGRESS_RULE, holds)));
}

function notOpen(...ports: readonly PortRange[]): Requires {
  return everyIngress((rule) => closedToWorld(rule, reachesPorts(rule, ports)));
}

export const restrictedSsh = ingress.rule({
  id: "restricted-ssh",
  title: "Nobody on the internet reaches SSH",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["DE.AE-1", "PR.AC-3", "PR.AC-5", "PR.DS-7", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6", "CC7.2"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/restricted-ssh.html",
  says: "lets the whole internet reach SSH (port 22)",
  fix: "Drop the rule and use Session Manager, or name the addresses: cidrBlocks: [officeCidr].",
  requires: notOpen([22, 22]),
});

const blockedPorts = texts({
  name: "blockedPorts",
  description: "Ports, or ranges such as 20-21, that must not be open to the internet.",
  // AWS Config's own list for the managed rule of this name.
  fallback: ["20", "21", "3306", "3389", "4333"],
});

export const restrictedCommonPorts = ingress.rule({
  id: "restricted-common-ports",
  title: "Nobody on the internet reaches FTP, MySQL, RDP or mSQL",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["DE.AE-1", "PR.AC-3", "PR.AC-5", "PR.DS-7", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html",
  says: "lets the whole internet reach FTP, MySQL, RDP or mSQL (ports 20, 21, 3306, 3389, 4333)",
  fix: "Let in a security group (securityGroups, referencedSecurityGroupId) instead of an address range.",
  config: [blockedPorts],
  requires: (p, settings, resource) =>
    notOpen(...portRanges(blockedPorts.of(settings), ALL_PORTS))(p, settings, resource),
});

export const restrictedRdp = ingress.rule({
  id: "restricted-rdp",
  title: "Nobody on the internet reaches remote desktops",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.6"] },
  source: GROUPS,
  says: "lets the whole internet reach remote desktops (port 3389)",
  fix: "Drop the rule and use Fleet Manager, or name the addresses: cidrBlocks: [officeCidr].",
  // RDP speaks UDP beside TCP since version 8.
  requires: everyIngress((rule) => closedToWorld(rule, reachesPorts(rule, [[3389, 3389]], ["tcp", "udp"]))),
});

/** Addresses, a prefix list or a group, in the words of all the resource types. */
function namesSource(rule: Reading<NetworkRule>): Answer {
  const source = rule as unknown as Reading<Record<(typeof SOURCES)[number], string>>;
  return fromBoolean(
    SOURCES.some((property) => present(source[property]).truth === true),
    pathOf(rule.cidrBlocks),
  );
}

const SOURCES = [
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListIds",
  "securityGroups",
  "self",
  "cidrIpv4",
  "cidrIpv6",
  "prefixListId",
  "sourceSecurityGroupId",
  "referencedSecurityGroupId",
] as const;

export const securityGroupNoPublicHttp = ingress.rule({
  id: "security-group-no-public-http",
  title: "Nobody on the internet speaks plain HTTP to a workload",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: GROUPS,
  says: "lets the whole internet in by plain HTTP (port 80)",
  fix: "Open port 443 alone.",
  // AWS refuses a line without any source, so one that a program writes is unfinished: whom it will let in can't be told.
  requires: everyIngress((rule) =>
    all(
      closedToWorld(rule, reachesPorts(rule, [[80, 80]])),
      any(namesSource(rule), not(reachesPorts(rule, [[80, 80]]))),
    ),
  ),
});

export const securityGroupNoAllPortsIngress = ingress.rule({
  id: "security-group-no-all-ports-ingress",
  title: "No security group lets all traffic of the internet in",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)"],
    nistCsf: ["DE.AE-1", "PR.AC-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: GROUPS,
  says: "lets all traffic of the internet in",
  fix: 'Name protocol and port: { protocol: "tcp", fromPort: 443, toPort: 443, ... }.',
  requires: everyIngress((rule) => closedToWorld(rule, reachesEverything(rule))),
});

/** Ports of data stores and of Telnet that no health workload serves to the world; the registry is IANA's service names and ports. */
const DATABASE_PORTS: readonly PortRange[] = [
  [23, 23], // Telnet
  [1433, 1434], // SQL Server
  [1521, 1521], // Oracle
  [2483, 2483], // Oracle
  [5432, 5432], // PostgreSQL
  [5601, 5601], // Kibana
  [6379, 6379], // Redis
  [7199, 7199], // Cassandra
  [9092, 9092], // Kafka
  [9160, 9160], // Cassandra
  [9200, 9200], // Elasticsearch
  [9300, 9300], // Elasticsearch
  [11211, 11211], // Memcached
  [27017, 27018], // MongoDB
];

export const securityGroupNoDatabasePortsOpen = ingress.rule({
  id: "security-group-no-database-ports-open",
  title: "Nobody on the internet reaches a database, cache, broker or Telnet",
  severity: "critical",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.6"] },
  source: GROUPS,
  says: "lets the whole internet reach a database, cache, broker or Telnet",
  fix: "Let in the security group of the workload instead of an address range.",
  requires: notOpen(...DATABASE_PORTS),
});

const authorizedPublicPorts = texts({
  name: "authorizedPublicPorts",
  description: "Ports, or ranges such as 8443-8444, that may be open to the internet.",
  fallback: ["443"],
});

export const vpcSgOpenOnlyToAuthorizedPorts = ingress.rule({
  id: "vpc-sg-open-only-to-authorized-ports",
  title: "The internet reaches HTTPS and nothing else",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.6"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html",
  says: "lets the whole internet reach a port other than HTTPS (443) that nobody authorised",
  fix: "Open port 443 alone, or name the addresses.",
  config: [authorizedPublicPorts],
  requires: (p, settings, resource) => {
    const others = allPortsBut(portRanges(authorizedPublicPorts.of(settings), []));
    return everyIngress((rule) => closedToWorld(rule, reachesPorts(rule, others, ["tcp", "udp"])))(
      p,
      settings,
      resource,
    );
  },
});

export const securityGroupNoUnrestrictedEgress = egress.relation({
  id: "security-group-no-unrestricted-egress",
  title: "Security groups around PHI do not let all traffic out",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(e)(1)", "164.502(b)"] },
  source: GROUPS,
  says: "lets all traffic out to the whole internet",
  fix: 'Name protocol and port, or a prefix list of the service: { protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: [...] }.',
  why: "The provider takes away AWS's own allow-all rule, so a group without egress lets nothing out.",
  appliesWhen: (p, stack, resource) => aroundPhi(p, stack, resource),
  otherwise: "The group's tags, or the provider's default tags, say that no PHI stands behind it.",
  requires: (p, _stack, resource) =>
    lines(p, resource, "egress", EGRESS_RULE, (rule) => closedToWorld(rule, isAllProtocols(rule))),
});

/** A stand-alone rule has the classification of the group it belongs to; a group of another stack says nothing here. */
function aroundPhi(p: Reading<SecurityGroupLike>, stack: StackView, resource: Resource): Answer {
  const [group] = stack.named(p.securityGroupId, securityGroup).certain;
  return mayHoldPhi(group === undefined ? resource : resourceOf(group), stack.settings);
}

/** Anything but blanks and what the provider writes where the program says nothing. */
const DESCRIPTION = /^(?!\s*$|Managed by (Pulumi|Terraform)\s*$)/i;

export const securityGroupDescriptionRequired = described.rule({
  id: "security-group-description-required",
  title: "Security groups and their rules say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: GROUPS,
  says: "does not say what it is for",
  fix: 'Set description on the group and on each rule, e.g. "HTTPS from the load balancer".',
  requires: (p) =>
    all(
      isDescribed(p.description),
      every(p.ingress, (rule) => isDescribed((rule as Reading<NetworkRule>).description)),
      every(p.egress, (rule) => isDescribed((rule as Reading<NetworkRule>).description)),
    ),
});

function isDescribed(description: Reading<string>): Answer {
  return matches(description, DESCRIPTION);
}
