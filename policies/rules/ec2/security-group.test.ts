import { from, testRule, unknownString, unknownValue, type Row } from "../../testing/rule-tester";
import type { Rule } from "../../rule";
import {
  restrictedCommonPorts,
  restrictedRdp,
  restrictedSsh,
  securityGroupDescriptionRequired,
  securityGroupNoAllPortsIngress,
  securityGroupNoDatabasePortsOpen,
  securityGroupNoPublicHttp,
  securityGroupNoUnrestrictedEgress,
  vpcSgOpenOnlyToAuthorizedPorts,
} from "./security-group";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const WORLD = "0.0.0.0/0";
const WORLD6 = "::/0";

const tcp = (fromPort: number, toPort: number, cidr: string = WORLD): object => ({
  protocol: "tcp",
  fromPort,
  toPort,
  ...(cidr.includes(":") ? { ipv6CidrBlocks: [cidr] } : { cidrBlocks: [cidr] }),
});

/** The rows that every rule on ports shares, for a port it refuses to the world and the range it stands in. */
function testPort(
  rule: Rule,
  port: number,
  more: { valid?: readonly Row[]; alsoRefuses?: readonly number[] } = {},
): void {
  testRule(rule, {
    valid: [
      { name: "no rules", props: {} },
      { name: "a network", props: { ingress: [tcp(port, port, "10.0.0.0/16")] } },
      { name: "the widest network of one owner", props: { ingress: [tcp(port, port, "10.0.0.0/8")] } },
      { name: "private IPv6", props: { ingress: [tcp(port, port, "fc00::/7")] } },
      {
        name: "another group",
        props: { ingress: [{ protocol: "tcp", fromPort: port, toPort: port, securityGroups: ["sg-1"] }] },
      },
      { name: "HTTPS", props: { ingress: [tcp(443, 443)] } },
      { name: "ping", props: { ingress: [{ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: [WORLD] }] } },
      { name: "outward", props: { egress: [tcp(port, port)] } },
      { name: "outward, stand-alone", type: RULE, props: { type: "egress", ...tcp(port, port) } },
      {
        name: "the VPC's own range, not known yet",
        props: { ingress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [from("vpc")] }] },
        others: [{ type: "aws:ec2/vpc:Vpc", name: "vpc" }],
      },
      ...(more.valid ?? []),
    ],
    invalid: [
      { name: "inline", props: { ingress: [tcp(port, port)] }, finds: "ingress[0].cidrBlocks[0]" },
      { name: "inline, IPv6", props: { ingress: [tcp(port, port, WORLD6)] }, finds: "ingress[0].ipv6CidrBlocks[0]" },
      {
        name: "second of the ranges of the second rule",
        props: {
          ingress: [
            tcp(443, 443),
            { protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["10.0.0.0/8", WORLD] },
          ],
        },
        finds: "ingress[1].cidrBlocks[1]",
      },
      { name: "in a range of ports", props: { ingress: [tcp(port - 1, port + 1)] }, finds: "ingress[0].cidrBlocks[0]" },
      {
        name: "protocol by number, ports as text",
        props: { ingress: [{ protocol: "6", fromPort: String(port), toPort: String(port), cidrBlocks: [WORLD] }] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "all protocols",
        props: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [WORLD] }] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "half of the internet",
        props: { ingress: [tcp(port, port, "0.0.0.0/1")] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "both families",
        props: { ingress: [{ ...tcp(port, port), ipv6CidrBlocks: [WORLD6] }] },
        finds: ["ingress[0].cidrBlocks[0]", "ingress[0].ipv6CidrBlocks[0]"],
      },
      { name: "stand-alone rule", type: RULE, props: { type: "ingress", ...tcp(port, port) }, finds: "cidrBlocks[0]" },
      {
        name: "stand-alone rule, IPv6",
        type: RULE,
        props: { type: "ingress", ...tcp(port, port, WORLD6) },
        finds: "ipv6CidrBlocks[0]",
      },
      {
        name: "ingress rule",
        type: INGRESS,
        props: { ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv4: WORLD },
        finds: "cidrIpv4",
      },
      {
        name: "ingress rule, IPv6",
        type: INGRESS,
        props: { ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv6: WORLD6 },
        finds: "cidrIpv6",
      },
      {
        name: "ingress rule, all protocols",
        type: INGRESS,
        props: { ipProtocol: "-1", cidrIpv4: WORLD },
        finds: "cidrIpv4",
      },
      {
        name: "default group",
        type: DEFAULT_GROUP,
        props: { ingress: [tcp(port, port)] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "a certain breach beside an unknown rule",
        props: { ingress: [unknownValue, tcp(port, port)] },
        finds: "ingress[1].cidrBlocks[0]",
      },
      ...(more.alsoRefuses ?? []).map((other) => ({
        name: `port ${other}`,
        props: { ingress: [tcp(other, other)] },
        finds: "ingress[0].cidrBlocks[0]",
      })),
    ],
    notJudged: [
      another,
      { name: "rules not known yet", props: { ingress: unknownValue }, because: "unknown", finds: "ingress" },
      {
        name: "range from another stack",
        props: { ingress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [unknownString] }] },
        because: "unknown",
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "port not known yet",
        props: { ingress: [{ protocol: "tcp", fromPort: unknownValue, toPort: 65535, cidrBlocks: [WORLD] }] },
        because: "unknown",
        finds: "ingress[0].fromPort",
      },
      {
        name: "protocol not known yet",
        props: { ingress: [{ protocol: unknownString, fromPort: port, toPort: port, cidrBlocks: [WORLD] }] },
        because: "unknown",
        finds: "ingress[0].protocol",
      },
    ],
  });
}

/** Just below and just above what is refused. */
const beside = (...ports: readonly number[]): { valid: readonly Row[] } => ({
  valid: ports.map((port) => ({ name: `port ${port}`, props: { ingress: [tcp(port, port)] } })),
});

testPort(restrictedSsh, 22, beside(21, 23));
testPort(restrictedCommonPorts, 3306, { ...beside(19, 22, 3305, 3307, 4332, 4334), alsoRefuses: [20, 21, 3389, 4333] });
testPort(restrictedRdp, 3389, beside(3388, 3390));
testPort(securityGroupNoPublicHttp, 80, beside(79, 81));
testPort(securityGroupNoDatabasePortsOpen, 5432, {
  ...beside(22, 24, 1432, 1435, 5431, 5433, 27016, 27019),
  alsoRefuses: [23, 1433, 1434, 1521, 2483, 6379, 7199, 9160, 9200, 9300, 5601, 9092, 11211, 27017, 27018],
});
testPort(vpcSgOpenOnlyToAuthorizedPorts, 8443, { alsoRefuses: [442, 444, 80, 1, 65534] });

const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [WORLD] };

testRule(securityGroupNoAllPortsIngress, {
  valid: [
    { name: "no rules", props: {} },
    { name: "one port", props: { ingress: [tcp(443, 443)] } },
    { name: "many ports, not all", props: { ingress: [tcp(1024, 65535)] } },
    { name: "all but the last", props: { ingress: [tcp(0, 65534)] } },
    { name: "all, from a network", props: { ingress: [{ ...all, cidrBlocks: ["10.0.0.0/16"] }] } },
    { name: "all, from itself", props: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] } },
    { name: "ping", props: { ingress: [{ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: [WORLD] }] } },
    { name: "outward", props: { egress: [all] } },
  ],
  invalid: [
    { name: "all protocols", props: { ingress: [all] }, finds: "ingress[0].cidrBlocks[0]" },
    { name: "all, in the word", props: { ingress: [{ ...all, protocol: "all" }] }, finds: "ingress[0].cidrBlocks[0]" },
    { name: "all ports of TCP", props: { ingress: [tcp(0, 65535)] }, finds: "ingress[0].cidrBlocks[0]" },
    { name: "all ports of TCP but 0", props: { ingress: [tcp(1, 65535)] }, finds: "ingress[0].cidrBlocks[0]" },
    {
      name: "all ports of UDP",
      props: { ingress: [{ ...tcp(0, 65535), protocol: "udp" }] },
      finds: "ingress[0].cidrBlocks[0]",
    },
    {
      name: "IPv6",
      props: { ingress: [{ ...all, cidrBlocks: [], ipv6CidrBlocks: [WORLD6] }] },
      finds: "ingress[0].ipv6CidrBlocks[0]",
    },
    { name: "stand-alone rule", type: RULE, props: { type: "ingress", ...all }, finds: "cidrBlocks[0]" },
    { name: "ingress rule", type: INGRESS, props: { ipProtocol: "-1", cidrIpv4: WORLD }, finds: "cidrIpv4" },
  ],
  notJudged: [
    another,
    {
      name: "protocol not known yet",
      props: { ingress: [{ ...all, protocol: unknownString }] },
      because: "unknown",
      finds: "ingress[0].protocol",
    },
    {
      name: "direction not known yet",
      type: RULE,
      props: { ...all, type: unknownString },
      because: "unknown",
      finds: "type",
    },
  ],
});

const tags = { "phiguard:classification": "phi" };

testRule(securityGroupNoUnrestrictedEgress, {
  valid: [
    { name: "no egress: the provider takes AWS's own rule away", props: { tags } },
    { name: "one port", props: { tags, egress: [tcp(443, 443)] } },
    { name: "all, to a network", props: { tags, egress: [{ ...all, cidrBlocks: ["10.0.0.0/16"] }] } },
    { name: "all, inward (another rule's business)", props: { tags, ingress: [all] } },
    { name: "stand-alone ingress", type: RULE, props: { type: "ingress", ...all }, defaultTags: tags },
  ],
  invalid: [
    { name: "all, to the world", props: { tags, egress: [all] }, finds: "egress[0].cidrBlocks[0]" },
    {
      name: "all, to the world by IPv6",
      props: { tags, egress: [{ ...all, cidrBlocks: [], ipv6CidrBlocks: [WORLD6] }] },
      finds: "egress[0].ipv6CidrBlocks[0]",
    },
    { name: "tagged by the provider", props: { egress: [all] }, defaultTags: tags, finds: "egress[0].cidrBlocks[0]" },
    {
      name: "stand-alone rule of a PHI group",
      type: EGRESS,
      props: { ipProtocol: "-1", cidrIpv4: WORLD, securityGroupId: from("group") },
      others: [{ type: GROUP, name: "group", props: { tags } }],
      finds: "cidrIpv4",
    },
    {
      name: "stand-alone rule of a PHI group named by id",
      type: RULE,
      props: { type: "egress", ...all, securityGroupId: "sg-1" },
      others: [{ type: GROUP, name: "group", props: { tags }, outputs: { id: "sg-1" } }],
      finds: "cidrBlocks[0]",
    },
  ],
  notJudged: [
    another,
    { name: "no PHI", props: { egress: [all] }, because: "exempt" },
    {
      name: "rule of another group",
      type: EGRESS,
      props: { ipProtocol: "-1", cidrIpv4: WORLD, securityGroupId: from("group") },
      others: [
        { type: GROUP, name: "group", props: {} },
        { type: GROUP, name: "phi", props: { tags } },
      ],
      because: "exempt",
    },
    { name: "tags not known yet", props: { tags: unknownValue, egress: [all] }, because: "unknown", finds: "tags" },
    { name: "egress not known yet", props: { tags, egress: unknownValue }, because: "unknown", finds: "egress" },
  ],
});

const description = "HTTPS from the load balancer";

testRule(securityGroupDescriptionRequired, {
  valid: [
    { name: "group", props: { description } },
    { name: "group and rules", props: { description, ingress: [{ description }], egress: [{ description }] } },
    { name: "stand-alone rule", type: RULE, props: { description } },
    { name: "ingress rule", type: INGRESS, props: { description } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "description" },
    { name: "the provider's own text", props: { description: "Managed by Pulumi" }, finds: "description" },
    { name: "the provider's older text", props: { description: "Managed by Terraform" }, finds: "description" },
    { name: "blank", props: { description: " " }, finds: "description" },
    { name: "a rule without", props: { description, ingress: [{ description }, {}] }, finds: "ingress[1].description" },
    {
      name: "an outward rule without",
      props: { description, egress: [{ description: "" }] },
      finds: "egress[0].description",
    },
    { name: "stand-alone rule", type: RULE, props: {}, finds: "description" },
    { name: "egress rule", type: EGRESS, props: {}, finds: "description" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { description: unknownString }, because: "unknown", finds: "description" },
  ],
});
