import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { ec2ConfidentialHostImdsv2, ec2Imdsv2Check, ec2LaunchTemplateImdsHopLimit } from "./instance-metadata";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const server = { ami: "ami-0123456789abcdef0", instanceType: "m5.large" };
const required = { httpTokens: "required" };
const launchTemplate = { id: "lt-0123456789abcdef0" };

testRule(ec2Imdsv2Check, {
  valid: [
    { name: "tokens required", props: { ...server, metadataOptions: required } },
    { name: "no metadata service", props: { ...server, metadataOptions: { httpEndpoint: "disabled" } } },
    { name: "defaults of the region", type: DEFAULTS, props: required },
    { name: "no metadata service in the region", type: DEFAULTS, props: { httpEndpoint: "disabled" } },
  ],
  invalid: [
    { name: "left out", props: server, finds: "metadataOptions.httpTokens" },
    {
      name: "optional",
      props: { ...server, metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional" } },
      finds: "metadataOptions.httpTokens",
    },
    {
      name: "other options only",
      props: { ...server, metadataOptions: { httpPutResponseHopLimit: 1 } },
      finds: "metadataOptions.httpTokens",
    },
    {
      name: "a template's options changed",
      props: { launchTemplate, metadataOptions: { httpTokens: "optional" } },
      finds: "metadataOptions.httpTokens",
    },
    { name: "defaults of the region", type: DEFAULTS, props: {}, finds: "httpTokens", mended: false },
    {
      name: "defaults of the region without a preference",
      type: DEFAULTS,
      props: { httpTokens: "no-preference" },
      finds: "httpTokens",
      mended: false,
    },
  ],
  notJudged: [
    another,
    { name: "from a launch template", props: { launchTemplate }, because: "exempt" },
    {
      name: "not known yet whether from a launch template",
      props: { launchTemplate: unknownValue },
      because: "unknown",
      finds: "launchTemplate",
    },
    {
      name: "not known yet",
      props: { ...server, metadataOptions: { httpTokens: unknownString } },
      because: "unknown",
      finds: "metadataOptions.httpTokens",
    },
    {
      name: "not known yet whether there is a metadata service",
      props: { ...server, metadataOptions: { httpEndpoint: unknownString } },
      because: "unknown",
      finds: "metadataOptions.httpEndpoint",
    },
  ],
  alike: [SPOT, TEMPLATE, CONFIGURATION],
});

const enclaveOptions = { enabled: true };

testRule(ec2ConfidentialHostImdsv2, {
  valid: [
    { name: "tokens required", props: { ...server, enclaveOptions, metadataOptions: required } },
    {
      name: "no metadata service",
      props: { ...server, enclaveOptions, metadataOptions: { httpEndpoint: "disabled" } },
    },
  ],
  invalid: [
    { name: "left out", props: { ...server, enclaveOptions }, finds: "metadataOptions.httpTokens" },
    {
      name: "optional",
      props: { ...server, enclaveOptions, metadataOptions: { httpTokens: "optional" } },
      finds: "metadataOptions.httpTokens",
    },
  ],
  notJudged: [
    another,
    { name: "no enclave", props: server, because: "exempt" },
    { name: "enclaves off", props: { ...server, enclaveOptions: { enabled: false } }, because: "exempt" },
    { name: "options from a launch template", props: { launchTemplate, enclaveOptions }, because: "exempt" },
    {
      name: "not known yet whether it hosts one",
      props: { ...server, enclaveOptions: { enabled: unknownValue } },
      because: "unknown",
      finds: "enclaveOptions.enabled",
    },
  ],
  alike: [TEMPLATE, SPOT],
});

const hops = (httpPutResponseHopLimit: unknown): object => ({
  imageId: server.ami,
  metadataOptions: { ...required, httpPutResponseHopLimit },
});
const nodes = (id: unknown): { type: string; name: string; props: object } => ({
  type: NODE_GROUP,
  name: "nodes",
  props: { clusterName: "claims", launchTemplate: { id, version: "1" } },
});
const LIMIT = "metadataOptions.httpPutResponseHopLimit";

testRule(ec2LaunchTemplateImdsHopLimit, {
  valid: [
    { name: "one", props: hops(1) },
    { name: "left out", props: { imageId: server.ami } },
    { name: "one, user data not known yet", props: { ...hops(1), userData: unknownString } },
    {
      name: "two, for a compute environment of Batch",
      props: hops(2),
      others: [
        {
          type: "aws:batch/computeEnvironment:ComputeEnvironment",
          name: "jobs",
          props: { computeResources: { launchTemplate: { launchTemplateId: from("subject") } } },
        },
      ],
    },
    { name: "two, for an EKS node group", props: hops(2), others: [nodes(from("subject"))] },
    {
      name: "two, for an EKS node group by id",
      props: hops(2),
      outputs: { id: "lt-1" },
      others: [nodes("lt-1")],
    },
    {
      name: "two, for an EKS node group of Cloud Control",
      props: hops(2),
      others: [{ ...nodes(from("subject")), type: "aws-native:eks:Nodegroup" }],
    },
    {
      name: "two, in an ECS cluster",
      props: { ...hops(2), userData: "echo ECS_CLUSTER=claims >> /etc/ecs/ecs.config" },
    },
    {
      name: "two, in an ECS cluster, as base64",
      props: { ...hops(2), userData: Buffer.from("#!/bin/sh\necho ECS_CLUSTER=claims").toString("base64") },
    },
    { name: "two, in an EKS cluster", props: { ...hops(2), userData: "/etc/eks/bootstrap.sh claims" } },
    { name: "two, in an EKS cluster by nodeadm", props: { ...hops(2), userData: "apiVersion: node.eks.aws/v1alpha1" } },
    { name: "two, Bottlerocket", props: { ...hops(2), userData: '[settings.kubernetes]\ncluster-name = "claims"' } },
    { name: "two, Bottlerocket for ECS", props: { ...hops(2), userData: '[settings.ecs]\ncluster = "claims"' } },
    { name: "two, by its tag", props: { ...hops(2), tags: { "kubernetes.io/cluster/claims": "owned" } } },
    { name: "two, as the team set it", props: hops(2), config: { maximumHops: 2 } },
  ],
  invalid: [
    { name: "two", props: hops(2), finds: LIMIT },
    { name: "two, other user data", props: { ...hops(2), userData: "echo MY_ECS_CLUSTERS" }, finds: LIMIT },
    { name: "two, other tags", props: { ...hops(2), tags: { Name: "claims" } }, finds: LIMIT },
    { name: "three in an ECS cluster", props: { ...hops(3), userData: "ECS_CLUSTER=claims" }, finds: LIMIT },
    { name: "three, as the team set two", props: hops(3), config: { maximumHops: 2 }, finds: LIMIT },
    {
      name: "a node group of another template",
      props: hops(2),
      others: [{ type: TEMPLATE, name: "other" }, nodes(from("other"))],
      finds: LIMIT,
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: hops(unknownValue), because: "unknown", finds: LIMIT },
    {
      name: "two, user data not known yet",
      props: { ...hops(2), userData: unknownString },
      because: "unknown",
      finds: "userData",
    },
    { name: "two, tags not known yet", props: { ...hops(2), tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "two, a node group of a template not known yet",
      props: hops(2),
      others: [nodes(unknownString)],
      because: "unknown",
      finds: "NodeGroup.launchTemplate",
    },
  ],
  alike: [CONFIGURATION, INSTANCE, SPOT],
});
