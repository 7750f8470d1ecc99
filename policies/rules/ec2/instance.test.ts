import {
  from,
  testRule,
  unknownString,
  unknownValue,
  type InvalidRow,
  type OtherResource,
  type Row,
} from "../../testing/rule-tester";
import {
  ebsOptimizedInstance,
  ec2InstanceDetailedMonitoringEnabled,
  ec2InstanceProfileAttached,
  ec2InstancesInVpc,
} from "./instance";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const ami = "ami-0123456789abcdef0";
const server = { ami, instanceType: "m5.large", subnetId: "subnet-0123456789abcdef0" };
const launchTemplate = { id: "lt-0123456789abcdef0" };
const fromTemplate = { name: "from a launch template", props: { launchTemplate }, because: "exempt" } as const;
const maybeFromTemplate = {
  name: "not known yet whether from a launch template",
  props: { launchTemplate: unknownValue },
  because: "unknown",
  finds: "launchTemplate",
} as const;

const nodesFrom = (id: unknown): OtherResource[] => [
  { type: "aws:eks/nodeGroup:NodeGroup", name: "nodes", props: { launchTemplate: { id, version: "1" } } },
  {
    type: "aws:batch/computeEnvironment:ComputeEnvironment",
    name: "jobs",
    props: { computeResources: { instanceRole: "nodes", launchTemplate: { launchTemplateId: id } } },
  },
];

const ON_REQUEST = [
  ["c1.xlarge", "c3.xlarge", "c3.2xlarge", "c3.4xlarge", "g2.2xlarge", "i2.xlarge", "i2.2xlarge", "i2.4xlarge"],
  ["m1.large", "m1.xlarge", "m2.2xlarge", "m2.4xlarge", "m3.xlarge", "m3.2xlarge"],
  ["r3.xlarge", "r3.2xlarge", "r3.4xlarge"],
].flat();

testRule(ebsOptimizedInstance, {
  valid: [
    { name: "on", props: { ...server, instanceType: "m3.xlarge", ebsOptimized: true } },
    { name: "a type of the current generation", props: server },
    { name: "a burstable type of the current generation", props: { ...server, instanceType: "t3.micro" } },
    { name: "a type that can't be", props: { ...server, instanceType: "t2.micro" } },
    { name: "a neighbour of one that can", props: { ...server, instanceType: "m3.large" } },
    { name: "launch template, as text", type: TEMPLATE, props: { imageId: ami, ebsOptimized: "true" } },
    { name: "launch configuration", type: CONFIGURATION, props: { imageId: ami, instanceType: "r5.large" } },
  ],
  invalid: [
    { name: "off", props: { ...server, instanceType: "m3.xlarge", ebsOptimized: false }, finds: "ebsOptimized" },
    ...ON_REQUEST.map((instanceType): InvalidRow => ({
      name: `left out, ${instanceType}`,
      props: { ...server, instanceType },
      finds: "ebsOptimized",
    })),
    { name: "no type named", props: { ami }, finds: "ebsOptimized" },
    { name: "launch template without a type", type: TEMPLATE, props: { imageId: ami }, finds: "ebsOptimized" },
    {
      name: "launch configuration",
      type: CONFIGURATION,
      props: { imageId: ami, instanceType: "r3.xlarge" },
      finds: "ebsOptimized",
    },
    {
      name: "a template's setting turned off",
      props: { launchTemplate, instanceType: "m3.xlarge", ebsOptimized: false },
      finds: "ebsOptimized",
    },
    {
      name: "a template's type changed",
      props: { launchTemplate, instanceType: "m3.xlarge" },
      finds: "ebsOptimized",
    },
  ],
  notJudged: [
    another,
    fromTemplate,
    maybeFromTemplate,
    {
      name: "type not known yet",
      props: { ...server, instanceType: unknownString },
      because: "unknown",
      finds: "instanceType",
    },
    {
      name: "not known yet",
      props: { ...server, instanceType: "m3.xlarge", ebsOptimized: unknownValue },
      because: "unknown",
      finds: "ebsOptimized",
    },
  ],
});

testRule(ec2InstanceDetailedMonitoringEnabled, {
  valid: [
    { name: "on", props: { ...server, monitoring: true } },
    { name: "launch template", type: TEMPLATE, props: { imageId: ami, monitoring: { enabled: true } } },
    { name: "launch configuration as it comes", type: CONFIGURATION, props: { imageId: ami } },
    { name: "launch configuration, on", type: CONFIGURATION, props: { imageId: ami, enableMonitoring: true } },
  ],
  invalid: [
    { name: "left out", props: server, finds: "monitoring" },
    { name: "off", props: { ...server, monitoring: false }, finds: "monitoring" },
    { name: "a template's setting turned off", props: { launchTemplate, monitoring: false }, finds: "monitoring" },
    {
      name: "launch template, left out",
      type: TEMPLATE,
      props: { imageId: ami },
      finds: "monitoring.enabled",
      mended: false,
    },
    {
      name: "launch template, off",
      type: TEMPLATE,
      props: { imageId: ami, monitoring: { enabled: false } },
      finds: "monitoring.enabled",
      mended: false,
    },
    {
      name: "launch configuration, off",
      type: CONFIGURATION,
      props: { imageId: ami, enableMonitoring: false },
      finds: "enableMonitoring",
      mended: false,
    },
  ],
  notJudged: [
    another,
    fromTemplate,
    maybeFromTemplate,
    { name: "not known yet", props: { ...server, monitoring: unknownValue }, because: "unknown", finds: "monitoring" },
  ],
});

testRule(ec2InstanceProfileAttached, {
  valid: [
    { name: "by name", props: { ...server, iamInstanceProfile: "claims" } },
    {
      name: "made in the same preview",
      props: { ...server, iamInstanceProfile: from("profile") },
      others: [{ type: "aws:iam/instanceProfile:InstanceProfile", name: "profile" }],
    },
    {
      name: "launch template, by name",
      type: TEMPLATE,
      props: { imageId: ami, iamInstanceProfile: { name: "claims" } },
    },
    {
      name: "launch template, by ARN",
      type: TEMPLATE,
      props: {
        imageId: ami,
        iamInstanceProfile: { arn: "arn:aws:iam::111122223333:instance-profile/claims" },
      },
    },
  ],
  invalid: [
    { name: "left out", props: server, finds: "iamInstanceProfile" },
    { name: "empty", props: { ...server, iamInstanceProfile: "" }, finds: "iamInstanceProfile" },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { imageId: ami },
      finds: ["iamInstanceProfile.arn", "iamInstanceProfile.name"],
    },
    {
      name: "launch template, beside the nodes of another",
      type: TEMPLATE,
      props: { imageId: ami },
      others: [{ type: TEMPLATE, name: "other" }, ...nodesFrom(from("other"))],
      finds: ["iamInstanceProfile.arn", "iamInstanceProfile.name"],
    },
    {
      name: "launch template, beside nodes of whatever template",
      type: TEMPLATE,
      props: { imageId: ami },
      others: nodesFrom(unknownString),
      finds: ["iamInstanceProfile.arn", "iamInstanceProfile.name"],
    },
  ],
  notJudged: [
    another,
    fromTemplate,
    maybeFromTemplate,
    ...nodesFrom(from("subject")).map((nodes) => ({
      name: `nodes of a ${nodes.type} get their role from it`,
      type: TEMPLATE,
      props: { imageId: ami },
      others: [nodes],
      because: "exempt" as const,
    })),
  ],
});

const placed: readonly Row[] = [
  { name: "in a subnet", props: server },
  {
    name: "in a subnet made in the same preview",
    props: { ami, subnetId: from("subnet") },
    others: [{ type: "aws:ec2/subnet:Subnet", name: "subnet" }],
  },
  {
    name: "on a network interface",
    props: { ami, networkInterfaces: [{ networkInterfaceId: "eni-1", deviceIndex: 0 }] },
  },
  { name: "on a primary network interface", props: { ami, primaryNetworkInterface: { networkInterfaceId: "eni-1" } } },
];

testRule(ec2InstancesInVpc, {
  valid: placed,
  invalid: [
    { name: "left out", props: { ami, instanceType: "m5.large" }, finds: "subnetId" },
    { name: "empty", props: { ami, subnetId: "" }, finds: "subnetId" },
    { name: "no interface in the list", props: { ami, networkInterfaces: [] }, finds: "subnetId" },
  ],
  notJudged: [another, fromTemplate, maybeFromTemplate],
});
