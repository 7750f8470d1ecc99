import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  ec2ConfidentialHostVsockProxyNotExposed,
  emrSecurityGroupsNotOpen,
  securityGroupAttached,
} from "./attached-groups";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const member = (props: object, type = INSTANCE): OtherResource => ({ type, name: "member", props });

testRule(securityGroupAttached, {
  valid: [
    {
      name: "of an instance",
      props: { description: "Claims workers" },
      others: [member({ vpcSecurityGroupIds: [from("subject")] })],
    },
    {
      name: "by id",
      props: {},
      outputs: { id: "sg-1" },
      others: [member({ vpcSecurityGroupIds: ["sg-0", "sg-1"] })],
    },
    {
      name: "by an id of another form, as emulators give them",
      props: {},
      outputs: { id: "claims-id" },
      others: [member({ vpcSecurityGroupIds: ["claims-id"] })],
    },
    {
      name: "by id, deep in a block",
      props: {},
      outputs: { id: "sg-1" },
      others: [
        member(
          { vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"], retries: 1 } },
          "aws:lambda/function:Function",
        ),
      ],
    },
    {
      name: "by id, in a list of one text",
      props: {},
      outputs: { id: "sg-1" },
      others: [member({ ec2Attributes: { additionalMasterSecurityGroups: "sg-0,sg-1" } }, "aws:emr/cluster:Cluster")],
    },
    {
      name: "handed to another component",
      props: {},
      others: [{ type: "clinic:net:Service", name: "service", props: { groups: [from("subject")] } }],
    },
  ],
  invalid: [
    { name: "of nothing", props: { description: "Claims workers" }, finds: "vpcSecurityGroupIds" },
    {
      name: "of nothing, beside another that is used",
      props: {},
      outputs: { id: "sg-1" },
      others: [
        { type: GROUP, name: "other", outputs: { id: "sg-2" } },
        member({ vpcSecurityGroupIds: [from("other"), "sg-2", "sg-12"] }),
      ],
      finds: "vpcSecurityGroupIds",
    },
    ...[
      [RULE, "securityGroupId"],
      [RULE, "sourceSecurityGroupId"],
      [INGRESS, "referencedSecurityGroupId"],
      ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId"],
      ["aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation", "securityGroupId"],
      ["aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive", "securityGroupId"],
      ["aws:ec2/tag:Tag", "resourceId"],
      [GROUP, "ingress"],
      [DEFAULT_GROUP, "ingress"],
    ].map(([type = "", property = ""]) => ({
      name: `named by ${property} of ${type} alone`,
      props: {},
      others: [member({ [property]: from("subject") }, type)],
      finds: "vpcSecurityGroupIds",
    })),
    {
      name: "another component is handed out",
      props: {},
      parent: "net",
      others: [
        { type: "clinic:net:Net", name: "net" },
        { type: "clinic:net:Net", name: "other" },
        member({ vpcSecurityGroupIds: [from("other")] }),
      ],
      finds: "vpcSecurityGroupIds",
    },
  ],
  notJudged: [
    another,
    { name: "shared", props: { tags: { "phiguard:purpose": "shared" } }, because: "exempt" },
    {
      name: "its component hands something out",
      props: {},
      parent: "net",
      others: [{ type: "clinic:net:Net", name: "net" }, member({ vpcSecurityGroupIds: [from("net")] })],
      because: "unknown",
      finds: "vpcSecurityGroupIds",
    },
    { name: "tags not known yet", props: { tags: unknownValue }, because: "unknown", finds: ["tags.phiguard:purpose"] },
  ],
});

const WORLD = "0.0.0.0/0";
const line = (port: number, cidr = WORLD): object => ({
  protocol: "tcp",
  fromPort: port,
  toPort: port,
  cidrBlocks: [cidr],
});
const group = (props: object, more: Partial<OtherResource> = {}): OtherResource => ({
  type: GROUP,
  name: "group",
  props,
  ...more,
});
const host = { ami: "ami-0123456789abcdef0", enclaveOptions: { enabled: true } };
const inGroup = { ...host, vpcSecurityGroupIds: [from("group")] };
const OPEN = "SecurityGroup.ingress[0].cidrBlocks[0]";

testRule(ec2ConfidentialHostVsockProxyNotExposed, {
  valid: [
    { name: "no groups", props: host },
    { name: "HTTPS alone", props: inGroup, others: [group({ ingress: [line(443)] })] },
    { name: "from a network", props: inGroup, others: [group({ ingress: [line(5000, "10.0.0.0/16")] })] },
    ...[4999, 5001, 7999, 8091, 8999, 9001].map((port) => ({
      name: `port ${port}`,
      props: inGroup,
      others: [group({ ingress: [line(port)] })],
    })),
    {
      name: "as the team set it",
      props: inGroup,
      config: { proxyPorts: ["6000"] },
      others: [group({ ingress: [line(5000)] })],
    },
    {
      name: "a group of another stack, by id",
      props: { ...host, vpcSecurityGroupIds: ["sg-2"] },
      others: [group({ ingress: [line(5000)] }, { outputs: { id: "sg-1" } })],
    },
    {
      name: "a rule of another group",
      props: inGroup,
      others: [
        group({}),
        group({}, { name: "other" }),
        {
          type: INGRESS,
          name: "r",
          props: { securityGroupId: from("other"), ipProtocol: "tcp", fromPort: 5000, toPort: 5000, cidrIpv4: WORLD },
        },
        { type: INGRESS, name: "s", props: { securityGroupId: unknownString, ipProtocol: "-1", cidrIpv4: WORLD } },
      ],
    },
    {
      name: "a rule outward",
      props: inGroup,
      others: [
        group({}),
        { type: RULE, name: "r", props: { type: "egress", securityGroupId: from("group"), ...line(5000) } },
      ],
    },
    {
      name: "no groups on its interface",
      props: { ...host, networkInterfaces: [{ networkInterfaceId: from("eni") }] },
      others: [{ type: "aws:ec2/networkInterface:NetworkInterface", name: "eni" }],
    },
  ],
  invalid: [
    ...[5000, 8000, 8090, 9000].map((port) => ({
      name: `port ${port}`,
      props: inGroup,
      others: [group({ ingress: [line(port)] })],
      finds: OPEN,
    })),
    {
      name: "by id",
      props: { ...host, vpcSecurityGroupIds: ["sg-1"] },
      others: [group({ ingress: [line(8080)] }, { outputs: { id: "sg-1" } })],
      finds: OPEN,
    },
    {
      name: "by name",
      props: { ...host, securityGroups: ["claims"] },
      others: [group({ name: "claims", ingress: [line(8080)] })],
      finds: OPEN,
    },
    {
      name: "the second group",
      props: { ...host, vpcSecurityGroupIds: [from("first"), from("group")] },
      others: [group({}, { name: "first" }), group({ ingress: [line(9000)] })],
      finds: OPEN,
    },
    {
      name: "by a rule of its own",
      props: inGroup,
      others: [
        group({}),
        {
          type: INGRESS,
          name: "r",
          props: { securityGroupId: from("group"), ipProtocol: "tcp", fromPort: 8000, toPort: 8100, cidrIpv4: WORLD },
        },
      ],
      finds: "SecurityGroupIngressRule.cidrIpv4",
    },
    {
      name: "by a rule of the older kind",
      props: inGroup,
      others: [
        group({}),
        { type: RULE, name: "r", props: { type: "ingress", securityGroupId: from("group"), ...line(5000) } },
      ],
      finds: "SecurityGroupRule.cidrBlocks[0]",
    },
    {
      name: "the VPC's default group",
      props: inGroup,
      others: [group({ ingress: [line(5000)] }, { type: DEFAULT_GROUP })],
      finds: "DefaultSecurityGroup.ingress[0].cidrBlocks[0]",
    },
    ...["networkInterfaces", "primaryNetworkInterface"].map((property) => ({
      name: `by ${property}`,
      props: { ...host, [property]: { networkInterfaceId: from("eni") } },
      others: [
        { type: "aws:ec2/networkInterface:NetworkInterface", name: "eni", props: { securityGroups: [from("group")] } },
        group({ ingress: [line(5000)] }),
      ],
      finds: OPEN,
    })),
    {
      name: "by an interface of a launch template",
      type: TEMPLATE,
      props: { ...host, networkInterfaces: [{ securityGroups: [from("group")] }] },
      others: [group({ ingress: [line(5000)] })],
      finds: OPEN,
    },
    {
      name: "as the team set it",
      props: inGroup,
      config: { proxyPorts: ["6000-6010"] },
      others: [group({ ingress: [line(6010)] })],
      finds: OPEN,
    },
    {
      name: "ports that nobody can read",
      props: inGroup,
      config: { proxyPorts: ["any"] },
      others: [group({ ingress: [line(443)] })],
      finds: OPEN,
    },
  ],
  notJudged: [
    another,
    {
      name: "no enclave",
      props: { ...inGroup, enclaveOptions: { enabled: false } },
      others: [group({ ingress: [line(5000)] })],
      because: "exempt",
    },
    {
      name: "a group of another stack",
      props: { ...host, vpcSecurityGroupIds: [unknownString] },
      because: "unknown",
      finds: "vpcSecurityGroupIds",
    },
    {
      name: "lines not known yet",
      props: inGroup,
      others: [group({ ingress: unknownValue })],
      because: "unknown",
      finds: "SecurityGroup.ingress",
    },
  ],
  alike: [TEMPLATE, SPOT],
});

const attributes = (more: object): object => ({
  releaseLabel: "emr-7.1.0",
  ec2Attributes: { instanceProfile: "claims", subnetId: "subnet-0123456789abcdef0", ...more },
});
const open = group({ ingress: [line(22)] });
const openById = group({ ingress: [line(22)] }, { outputs: { id: "sg-1" } });

testRule(emrSecurityGroupsNotOpen, {
  valid: [
    { name: "EMR's own groups", props: attributes({}) },
    { name: "no attributes", props: { releaseLabel: "emr-7.1.0" } },
    {
      name: "a group for a network",
      props: attributes({ emrManagedMasterSecurityGroup: from("group") }),
      others: [group({ ingress: [line(8443, "10.0.0.0/16")] })],
    },
    {
      name: "an open group of others",
      props: attributes({ emrManagedMasterSecurityGroup: "sg-2" }),
      others: [openById],
    },
    {
      name: "an open group of others, groups made in the same preview",
      props: attributes({ emrManagedMasterSecurityGroup: from("shut") }),
      others: [open, group({}, { name: "shut" })],
    },
  ],
  invalid: [
    {
      name: "open to the world",
      props: attributes({ emrManagedMasterSecurityGroup: from("group") }),
      others: [open],
      finds: OPEN,
    },
    ...[
      "emrManagedMasterSecurityGroup",
      "emrManagedSlaveSecurityGroup",
      "serviceAccessSecurityGroup",
      "additionalMasterSecurityGroups",
      "additionalSlaveSecurityGroups",
    ].map((name) => ({
      name: `${name}, by id`,
      props: attributes({ [name]: "sg-0, sg-1" }),
      others: [openById],
      finds: OPEN,
    })),
    {
      name: "by a rule of its own",
      props: attributes({ serviceAccessSecurityGroup: from("group") }),
      others: [
        group({}),
        {
          type: INGRESS,
          name: "r",
          props: { securityGroupId: from("group"), ipProtocol: "udp", fromPort: 1, toPort: 1, cidrIpv6: "::/0" },
        },
      ],
      finds: "SecurityGroupIngressRule.cidrIpv6",
    },
  ],
  notJudged: [
    another,
    {
      name: "a group of another stack",
      props: attributes({ additionalMasterSecurityGroups: unknownString }),
      others: [open],
      because: "unknown",
      finds: "ec2Attributes.additionalMasterSecurityGroups",
    },
    {
      name: "lines not known yet",
      props: attributes({ emrManagedMasterSecurityGroup: from("group") }),
      others: [group({ ingress: unknownValue })],
      because: "unknown",
      finds: "SecurityGroup.ingress",
    },
  ],
});
