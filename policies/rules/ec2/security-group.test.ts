import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  securityGroupDescriptionRequired,
  securityGroupNoAllPortsIngress,
  securityGroupNoUnrestrictedEgress,
} from "./security-group";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const WORLD = "0.0.0.0/0";
const WORLD6 = "::/0";

const tcp = (fromPort: unknown, toPort: unknown): object => ({
  protocol: "tcp",
  fromPort,
  toPort,
  cidrBlocks: [WORLD],
});

const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [WORLD] };

testRule(securityGroupNoAllPortsIngress, {
  valid: [
    { name: "no rules", props: {} },
    { name: "one port", props: { ingress: [tcp(443, 443)] } },
    { name: "many ports, not all", props: { ingress: [tcp(1024, 65535)] } },
    { name: "all but the last", props: { ingress: [tcp(0, 65534)] } },
    { name: "all but the first two", props: { ingress: [tcp(2, 65535)] } },
    { name: "all, from a network", props: { ingress: [{ ...all, cidrBlocks: ["10.0.0.0/16"] }] } },
    { name: "all, from itself", props: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] } },
    { name: "ping", props: { ingress: [{ protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: [WORLD] }] } },
    { name: "outward", props: { egress: [all] } },
  ],
  invalid: [
    { name: "all protocols", props: { ingress: [all] }, finds: "ingress[0].cidrBlocks[0]" },
    { name: "all, in the word", props: { ingress: [{ ...all, protocol: "all" }] }, finds: "ingress[0].cidrBlocks[0]" },
    { name: "all ports of TCP", props: { ingress: [tcp(0, 65535)] }, finds: "ingress[0].cidrBlocks[0]" },
    {
      name: "TCP without ports",
      props: { ingress: [{ protocol: "tcp", cidrBlocks: [WORLD] }] },
      finds: "ingress[0].cidrBlocks[0]",
    },
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
    {
      name: "default group",
      type: DEFAULT_GROUP,
      props: { ingress: [all] },
      finds: "ingress[0].cidrBlocks[0]",
    },
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
      name: "first port not known yet",
      props: { ingress: [tcp(unknownValue, 65535)] },
      because: "unknown",
      finds: "ingress[0].fromPort",
    },
    {
      name: "last port not known yet",
      props: { ingress: [tcp(0, unknownValue)] },
      because: "unknown",
      finds: "ingress[0].toPort",
    },
    {
      name: "protocol of an ingress rule not known yet",
      type: INGRESS,
      props: { ipProtocol: unknownString, cidrIpv4: WORLD },
      because: "unknown",
      finds: "ipProtocol",
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
const internal = { "phiguard:classification": "internal" };

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
    { name: "all, nobody says of what", props: { egress: [all] }, finds: "egress[0].cidrBlocks[0]" },
    {
      name: "rule of another stack's group, by id",
      type: EGRESS,
      props: { ipProtocol: "-1", cidrIpv4: WORLD, securityGroupId: "sg-2" },
      others: [{ type: GROUP, name: "group", props: { tags: internal }, outputs: { id: "sg-1" } }],
      finds: "cidrIpv4",
    },
    {
      name: "rule of another stack's group",
      type: EGRESS,
      props: { ipProtocol: "-1", cidrIpv4: WORLD, securityGroupId: unknownString },
      others: [{ type: GROUP, name: "group", props: { tags: internal } }],
      finds: "cidrIpv4",
    },
    {
      name: "all, to the world by IPv6",
      props: { tags, egress: [{ ...all, cidrBlocks: [], ipv6CidrBlocks: [WORLD6] }] },
      finds: "egress[0].ipv6CidrBlocks[0]",
    },
    { name: "default group", type: DEFAULT_GROUP, props: { tags, egress: [all] }, finds: "egress[0].cidrBlocks[0]" },
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
    { name: "no PHI", props: { tags: internal, egress: [all] }, because: "exempt" },
    {
      name: "rule of a group without PHI",
      type: EGRESS,
      props: { ipProtocol: "-1", cidrIpv4: WORLD, securityGroupId: from("group") },
      others: [
        { type: GROUP, name: "group", props: { tags: internal } },
        { type: GROUP, name: "phi", props: { tags } },
      ],
      because: "exempt",
    },
    { name: "tags not known yet", props: { tags: unknownValue, egress: [all] }, because: "unknown", finds: "tags" },
    {
      name: "protocol not known yet",
      props: { tags, egress: [{ ...all, protocol: unknownString }] },
      because: "unknown",
      finds: "egress[0].protocol",
    },
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
    {
      name: "the provider's own text in small letters",
      props: { description: "managed by pulumi" },
      finds: "description",
    },
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
