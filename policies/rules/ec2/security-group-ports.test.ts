import { from, testRule, unknownString, unknownValue, type InvalidRow, type Row } from "../../testing/rule-tester";
import type { Rule } from "../../rule";
import {
  restrictedCommonPorts,
  restrictedRdp,
  restrictedSsh,
  securityGroupNoDatabasePortsOpen,
  securityGroupNoPublicHttp,
  vpcSgOpenOnlyToAuthorizedPorts,
} from "./security-group";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
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
  more: { valid?: readonly Row[]; invalid?: readonly InvalidRow[]; alsoRefuses?: readonly number[] } = {},
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
      ...["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/eip:Eip", GROUP, "awsx:ec2:Vpc"].map((type) => ({
        name: `a range made from ${type}, not known yet`,
        props: { ingress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [from("net")] }] },
        others: [{ type, name: "net" }],
      })),
      { name: "an address without a length", props: { ingress: [tcp(port, port, "203.0.113.7")] } },
      { name: "private IPv6 in capitals", props: { ingress: [tcp(port, port, "FC00::/7")] } },
      { name: "the widest network of IPv6", props: { ingress: [tcp(port, port, "2000::/16")] } },
      {
        name: "HTTPS by a protocol not known yet",
        props: { ingress: [{ ...tcp(443, 443), protocol: unknownString }] },
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
        name: "no protocol",
        props: { ingress: [{ fromPort: port, toPort: port, cidrBlocks: [WORLD] }] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "no ports",
        props: { ingress: [{ protocol: "tcp", cidrBlocks: [WORLD] }] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "every port, as -1",
        props: { ingress: [tcp(-1, -1)] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "two networks as wide as one may be",
        props: { ingress: [tcp(port, port, "8.0.0.0/7")] },
        finds: "ingress[0].cidrBlocks[0]",
      },
      {
        name: "two networks of IPv6",
        props: { ingress: [tcp(port, port, "2000::/15")] },
        finds: "ingress[0].ipv6CidrBlocks[0]",
      },
      {
        name: "a range of IPv6 that looks private further on",
        props: { ingress: [tcp(port, port, "2fc0::/8")] },
        finds: "ingress[0].ipv6CidrBlocks[0]",
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
      ...(more.invalid ?? []),
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

testPort(restrictedSsh, 22, {
  valid: [
    ...beside(21, 23, 0).valid,
    { name: "UDP", props: { ingress: [{ ...tcp(22, 22), protocol: "udp" }] } },
    { name: "UDP by number", props: { ingress: [{ ...tcp(22, 22), protocol: "17" }] } },
  ],
});
testPort(restrictedCommonPorts, 3306, {
  valid: [
    ...beside(19, 22, 3305, 3307, 4332, 4334).valid,
    { name: "what the team allows", config: { blockedPorts: ["22"] }, props: { ingress: [tcp(3389, 3389)] } },
  ],
  alsoRefuses: [20, 21, 3389, 4333],
  invalid: [
    {
      name: "what the team refuses",
      config: { blockedPorts: ["22", "8000-8010"] },
      props: { ingress: [tcp(8010, 8010)] },
      finds: "ingress[0].cidrBlocks[0]",
    },
    {
      name: "port 0, where nobody can read what the team refuses",
      config: { blockedPorts: ["telnet"] },
      props: { ingress: [tcp(0, 0)] },
      finds: "ingress[0].cidrBlocks[0]",
    },
    {
      name: "port 65535, where nobody can read what the team refuses",
      config: { blockedPorts: ["telnet"] },
      props: { ingress: [tcp(65535, 65535)] },
      finds: "ingress[0].cidrBlocks[0]",
    },
    {
      name: "HTTPS, where nobody can read what the team refuses",
      config: { blockedPorts: ["22", "telnet"] },
      props: { ingress: [tcp(443, 443)] },
      finds: "ingress[0].cidrBlocks[0]",
    },
  ],
});
testPort(restrictedRdp, 3389, {
  ...beside(3388, 3390),
  invalid: ["udp", "17"].map((protocol) => ({
    name: `UDP, as ${protocol}`,
    props: { ingress: [{ ...tcp(3389, 3389), protocol }] },
    finds: "ingress[0].cidrBlocks[0]",
  })),
});
testPort(securityGroupNoPublicHttp, 80, {
  valid: [
    ...beside(79, 81).valid,
    ...[79, 81].map((port) => ({
      name: `no source, port ${port}`,
      props: { ingress: [{ protocol: "tcp", fromPort: port, toPort: port }] },
    })),
    ...[{ self: true }, { prefixListIds: ["pl-1"] }].map((source) => ({
      name: `from ${Object.keys(source).join()}`,
      props: { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, ...source }] },
    })),
    ...[{ prefixListIds: ["pl-1"] }, { sourceSecurityGroupId: "sg-1" }, { self: true }].map((source) => ({
      name: `stand-alone, from ${Object.keys(source).join()}`,
      type: RULE,
      props: { type: "ingress", protocol: "tcp", fromPort: 80, toPort: 80, ...source },
    })),
    ...[
      { prefixListId: "pl-1" },
      { referencedSecurityGroupId: "sg-1" },
      { cidrIpv4: "10.0.0.0/16" },
      { cidrIpv6: "fd00::/64" },
    ].map((source) => ({
      name: `a rule of its own, from ${Object.keys(source).join()}`,
      type: INGRESS,
      props: { ipProtocol: "tcp", fromPort: 80, toPort: 80, ...source },
    })),
  ],
  invalid: [
    {
      name: "no source",
      props: { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80 }] },
      finds: "ingress[0].cidrBlocks",
    },
  ],
});
testPort(securityGroupNoDatabasePortsOpen, 5432, {
  ...beside(
    ...[22, 24, 1432, 1435, 1520, 1522, 2482, 2484, 5431, 5433, 5600, 5602, 6378, 6380, 7198, 7200, 9091, 9093],
    ...[9159, 9161, 9199, 9201, 9299, 9301, 11210, 11212, 27016, 27019],
  ),
  alsoRefuses: [23, 1433, 1434, 1521, 2483, 6379, 7199, 9160, 9200, 9300, 5601, 9092, 11211, 27017, 27018],
});
/** What the team authorises, and a port that it lets in or not. */
const authorised = (port: number, ...authorizedPublicPorts: readonly string[]): Row => ({
  name: `port ${port} where ${authorizedPublicPorts.join(" and ")} may be open`,
  config: { authorizedPublicPorts },
  props: { ingress: [tcp(port, port)] },
});
const finds = "ingress[0].cidrBlocks[0]";

testPort(vpcSgOpenOnlyToAuthorizedPorts, 8443, {
  alsoRefuses: [442, 444, 80, 1, 0, 65535],
  valid: [
    authorised(80, "443", "80"),
    authorised(443, "443", "80"),
    authorised(8444, "8443 - 8444"),
    authorised(90, "80-90", "85"),
    authorised(65535, "0-65535"),
    { ...authorised(90, "80-90", "91-95"), props: { ingress: [tcp(90, 91)] } },
    { ...authorised(1, "0-65535"), props: { ingress: [tcp(0, 65535)] } },
  ],
  invalid: [
    { ...authorised(81, "443", "80"), finds },
    { ...authorised(79, "443", "80"), finds },
    { ...authorised(444, "443", "80"), finds },
    { ...authorised(443, "8443-8444"), finds },
    { ...authorised(8445, "8443-8444"), finds },
    { ...authorised(8442, "8443-8444"), finds },
    { ...authorised(91, "80-90", "85"), finds },
    { ...authorised(65535, "0-65534"), finds },
    { ...authorised(0, "1-65535"), finds },
    { ...authorised(443, "443", "https"), finds },
    { ...authorised(443), finds },
    { ...authorised(443, "443", "80 or so"), finds },
    { ...authorised(443, "443", "port 80"), finds },
    { ...authorised(0, "1-65535"), props: { ingress: [{ protocol: "tcp", cidrBlocks: [WORLD] }] }, finds },
    { ...authorised(65535, "0-65534"), props: { ingress: [{ protocol: "tcp", cidrBlocks: [WORLD] }] }, finds },
    {
      ...authorised(8443, "443"),
      props: { ingress: [{ ...tcp(8443, 8443), protocol: "udp" }] },
      finds,
    },
  ],
});
