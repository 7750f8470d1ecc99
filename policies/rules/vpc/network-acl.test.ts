import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { naclNoAllPortsIngress, naclNoUnrestrictedSshRdp, vpcNetworkAclUnusedCheck } from "./network-acl";

const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";
const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const entry = (fromPort: number, toPort: number, more: object = {}): object => ({
  ruleNo: 100,
  action: "allow",
  protocol: "tcp",
  fromPort,
  toPort,
  cidrBlock: "0.0.0.0/0",
  ...more,
});
const own = (fromPort: number, toPort: number, more: object = {}): object =>
  entry(fromPort, toPort, { action: undefined, ruleAction: "allow", ...more });
const all = { protocol: "-1" };
const world6 = { cidrBlock: undefined, ipv6CidrBlock: "::/0" };
const refused = (more: object = {}): object[] => [
  entry(20, 22, { action: "deny", ...more }),
  entry(3389, 3389, { action: "deny", ...more }),
];

testRule(naclNoUnrestrictedSshRdp, {
  valid: [
    { name: "no entries", props: {} },
    { name: "HTTPS", props: { ingress: [entry(443, 443)] } },
    { name: "just below and above", props: { ingress: [entry(19, 19), entry(23, 3388), entry(3390, 65535)] } },
    { name: "a network", props: { ingress: [entry(22, 22, { cidrBlock: "10.0.0.0/16" })] } },
    { name: "a deny", props: { ingress: [entry(22, 22, { action: "deny" })] } },
    { name: "refused before it is allowed", props: { ingress: [entry(0, 0, { ...all, ruleNo: 200 }), ...refused()] } },
    {
      name: "refused before it is allowed, IPv6",
      props: {
        ingress: [entry(0, 0, { ...all, ...world6, ruleNo: 200 }), entry(0, 0, { ...all, ...world6, action: "DENY" })],
      },
    },
    { name: "outward", props: { egress: [entry(22, 22)] } },
    { name: "outward, stand-alone", type: ENTRY, props: own(22, 22, { egress: true }) },
    { name: "a deny, stand-alone", type: ENTRY, props: own(22, 22, { ruleAction: "deny" }) },
  ],
  invalid: [
    ...[20, 21, 22, 3389].map((port) => ({
      name: `port ${port}`,
      props: { ingress: [entry(port, port)] },
      finds: "ingress[0].cidrBlock",
    })),
    { name: "in a range", props: { ingress: [entry(1024, 65535)] }, finds: "ingress[0].cidrBlock" },
    { name: "all protocols", props: { ingress: [entry(0, 0, all)] }, finds: "ingress[0].cidrBlock" },
    ...[
      { name: "after it is allowed", more: { ruleNo: 300 } },
      { name: "under the same number", more: { ruleNo: 200 } },
      { name: "to one network", more: { cidrBlock: "10.0.0.0/16" } },
      { name: "by IPv6 alone", more: world6 },
      { name: "over UDP", more: { protocol: "udp" } },
      { name: "by an entry that allows", more: { action: "allow", cidrBlock: "10.0.0.0/16" } },
    ].map(({ name, more }) => ({
      name: `refused ${name}`,
      props: { ingress: [entry(0, 0, { ...all, ruleNo: 200 }), ...refused(more)] },
      finds: "ingress[0].cidrBlock",
    })),
    {
      name: "one port of them refused",
      props: { ingress: [entry(0, 0, { ...all, ruleNo: 200 }), entry(22, 22, { action: "deny" })] },
      finds: "ingress[0].cidrBlock",
    },
    {
      name: "IPv6, refused by IPv4 alone",
      props: {
        ingress: [entry(0, 0, { ...all, ...world6, ruleNo: 200 }), entry(0, 0, { ...all, action: "deny" })],
      },
      finds: "ingress[0].ipv6CidrBlock",
    },
    {
      name: "IPv6, protocol by number, action in capitals",
      props: {
        ingress: [entry(22, 22, { action: "ALLOW", protocol: "6", cidrBlock: undefined, ipv6CidrBlock: "::/0" })],
      },
      finds: "ingress[0].ipv6CidrBlock",
    },
    { name: "stand-alone", type: ENTRY, props: own(22, 22), finds: "cidrBlock" },
    { name: "default ACL", type: DEFAULT_ACL, props: { ingress: [entry(0, 0, all)] }, finds: "ingress[0].cidrBlock" },
  ],
  notJudged: [
    another,
    { name: "entries not known yet", props: { ingress: unknownValue }, because: "unknown", finds: "ingress" },
    ...[
      { name: "its own", ruleNo: unknownValue, others: 100 },
      { name: "that of a refusal", ruleNo: 200, others: unknownValue },
    ].map(({ name, ruleNo, others }) => ({
      name: `number not known yet: ${name}`,
      props: { ingress: [entry(0, 0, { ...all, ruleNo }), ...refused({ ruleNo: others })] },
      because: "unknown" as const,
    })),
    {
      name: "range not known yet",
      props: { ingress: [entry(22, 22, { cidrBlock: unknownString })] },
      because: "unknown",
      finds: "ingress[0].cidrBlock",
    },
  ],
});

testRule(naclNoAllPortsIngress, {
  valid: [
    { name: "no entries", props: {} },
    { name: "HTTPS", props: { ingress: [entry(443, 443)] } },
    { name: "answers", props: { ingress: [entry(1024, 65535)] } },
    { name: "all, from a network", props: { ingress: [entry(0, 0, { ...all, cidrBlock: "10.0.0.0/16" })] } },
    { name: "a deny", props: { ingress: [entry(0, 0, { ...all, action: "deny" })] } },
  ],
  invalid: [
    { name: "all protocols", props: { ingress: [entry(0, 0, all)] }, finds: "ingress[0].cidrBlock" },
    { name: "all ports", props: { ingress: [entry(0, 65535)] }, finds: "ingress[0].cidrBlock" },
    { name: "stand-alone", type: ENTRY, props: own(0, 0, all), finds: "cidrBlock" },
    { name: "default ACL", type: DEFAULT_ACL, props: { ingress: [entry(0, 0, all)] }, finds: "ingress[0].cidrBlock" },
  ],
  notJudged: [
    another,
    {
      name: "protocol not known yet",
      props: { ingress: [entry(0, 0, { protocol: unknownString })] },
      because: "unknown",
      finds: "ingress[0].protocol",
    },
  ],
});

const vpcId = "vpc-0123456789abcdef0";
const associated = (networkAclId: unknown): OtherResource => ({
  type: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  name: "associated",
  props: { networkAclId, subnetId: "subnet-1" },
});

testRule(vpcNetworkAclUnusedCheck, {
  valid: [
    { name: "of a subnet", props: { vpcId, subnetIds: ["subnet-0123456789abcdef0"] } },
    { name: "of subnets not known yet", props: { vpcId, subnetIds: unknownValue } },
    { name: "associated", props: { vpcId }, others: [associated(from("subject"))] },
    { name: "associated, by id", props: { vpcId }, outputs: { id: "acl-1" }, others: [associated("acl-1")] },
  ],
  invalid: [
    { name: "of nothing", props: { vpcId }, finds: ["subnetIds", "NetworkAclAssociation"] },
    { name: "of an empty list", props: { vpcId, subnetIds: [] }, finds: ["subnetIds", "NetworkAclAssociation"] },
    {
      name: "beside another's association",
      props: { vpcId },
      others: [{ type: "aws:ec2/networkAcl:NetworkAcl", name: "other" }, associated(from("other"))],
      finds: ["subnetIds", "NetworkAclAssociation"],
    },
  ],
  notJudged: [
    another,
    {
      name: "associated with an ACL not known yet",
      props: { vpcId },
      others: [associated(unknownString)],
      because: "unknown",
      finds: "NetworkAclAssociation.networkAclId",
    },
  ],
});
