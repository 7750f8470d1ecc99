import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { ec2ConfidentialHostNoPublicIp, ec2InstanceNoPublicIp } from "./instance-address";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const EIP = "aws:ec2/eip:Eip";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const server = { ami: "ami-0123456789abcdef0", instanceType: "m5.large", subnetId: "subnet-0123456789abcdef0" };

testRule(ec2InstanceNoPublicIp, {
  valid: [
    { name: "off", props: { ...server, associatePublicIpAddress: false } },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { networkInterfaces: [{ deviceIndex: 0 }, { associatePublicIpAddress: "false" }] },
    },
  ],
  invalid: [
    { name: "on", props: { ...server, associatePublicIpAddress: true }, finds: "associatePublicIpAddress" },
    {
      name: "on, from YAML",
      props: { ...server, associatePublicIpAddress: "true" },
      finds: "associatePublicIpAddress",
    },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { networkInterfaces: [{ associatePublicIpAddress: false }, { associatePublicIpAddress: "true" }] },
      finds: "networkInterfaces[1].associatePublicIpAddress",
      mended: false,
    },
    {
      name: "elastic address of an instance, joined",
      type: ASSOCIATION,
      props: { allocationId: "eipalloc-1", instanceId: "i-1" },
      finds: "instanceId",
      mended: false,
    },
    {
      name: "elastic address of an interface, joined",
      type: ASSOCIATION,
      props: { allocationId: "eipalloc-1", networkInterfaceId: "eni-1" },
      finds: "networkInterfaceId",
      mended: false,
    },
    {
      name: "elastic address of an instance made in the same preview",
      type: EIP,
      props: { instance: from("server") },
      others: [{ type: INSTANCE, name: "server" }],
      finds: "instance",
      mended: false,
    },
    {
      name: "elastic address of an interface",
      type: EIP,
      props: { networkInterface: "eni-1" },
      finds: "networkInterface",
      mended: false,
    },
  ],
  notJudged: [
    another,
    { name: "left to the subnet", props: server, because: "exempt" },
    { name: "launch template without interfaces", type: TEMPLATE, props: {}, because: "exempt" },
    {
      name: "launch template, left to the subnet",
      type: TEMPLATE,
      props: { networkInterfaces: [{ deviceIndex: 0 }] },
      because: "exempt",
    },
    { name: "elastic address of a NAT gateway", type: EIP, props: { domain: "vpc" }, because: "exempt" },
    { name: "association of nothing", type: ASSOCIATION, props: { allocationId: "eipalloc-1" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...server, associatePublicIpAddress: unknownValue },
      because: "unknown",
      finds: "associatePublicIpAddress",
    },
    {
      name: "interfaces not known yet",
      type: TEMPLATE,
      props: { networkInterfaces: unknownValue },
      because: "unknown",
      finds: "networkInterfaces",
    },
  ],
  alike: [SPOT],
});

const host = { ...server, enclaveOptions: { enabled: true } };
const joined = (instanceId: unknown): OtherResource => ({
  type: ASSOCIATION,
  name: "joined",
  props: { allocationId: "eipalloc-1", instanceId },
});
const address = (instance: unknown): OtherResource => ({ type: EIP, name: "address", props: { instance } });

testRule(ec2ConfidentialHostNoPublicIp, {
  valid: [
    { name: "off", props: { ...host, associatePublicIpAddress: false } },
    { name: "left to the subnet", props: host },
    {
      name: "an address of another instance",
      props: host,
      others: [{ type: INSTANCE, name: "other" }, joined(from("other")), address(from("other"))],
    },
    { name: "an address of another stack's instance", props: host, others: [joined(unknownString)] },
    { name: "launch template", type: TEMPLATE, props: { ...host, networkInterfaces: [{ deviceIndex: 0 }] } },
  ],
  invalid: [
    { name: "on", props: { ...host, associatePublicIpAddress: true }, finds: "associatePublicIpAddress" },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { ...host, networkInterfaces: [{ associatePublicIpAddress: "true" }] },
      finds: "networkInterfaces[0].associatePublicIpAddress",
    },
    {
      name: "an elastic address, joined",
      props: host,
      others: [joined(from("subject"))],
      finds: "EipAssociation.instanceId",
    },
    {
      name: "an elastic address, joined by id",
      props: host,
      outputs: { id: "i-1" },
      others: [joined("i-1")],
      finds: "EipAssociation.instanceId",
    },
    { name: "an elastic address", props: host, others: [address(from("subject"))], finds: "Eip.instance" },
  ],
  notJudged: [
    another,
    { name: "no enclave", props: { ...server, associatePublicIpAddress: true }, because: "exempt" },
    {
      name: "enclaves off",
      props: { ...host, enclaveOptions: { enabled: false }, associatePublicIpAddress: true },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { ...host, associatePublicIpAddress: unknownValue },
      because: "unknown",
      finds: "associatePublicIpAddress",
    },
  ],
  alike: [SPOT],
});
