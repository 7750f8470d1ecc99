import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  autoscalingGroupElbHealthcheckRequired,
  autoscalingGroupTagsPropagated,
  autoscalingLaunchTemplate,
} from "./group";

const GROUP = "aws:autoscaling/group:Group";
const ATTACHMENT = "aws:autoscaling/attachment:Attachment";
const TRAFFIC_SOURCE = "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;

const size = { minSize: 2, maxSize: 4 };
const launchTemplate = { id: "lt-0123456789abcdef0", version: "$Latest" };
const targetGroupArns = ["arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/claims/0123456789abcdef"];
const behind = { ...size, launchTemplate, targetGroupArns };
const attached = (name: unknown, type = ATTACHMENT): { type: string; name: string; props: object } => ({
  type,
  name: "attached",
  props: { autoscalingGroupName: name },
});

testRule(autoscalingGroupElbHealthcheckRequired, {
  valid: [
    { name: "checked by the load balancer", props: { ...behind, healthCheckType: "ELB" } },
    { name: "among others", props: { ...behind, healthCheckType: "EBS, ELB" } },
    { name: "before others", props: { ...behind, healthCheckType: "ELB,EBS" } },
    {
      name: "by VPC Lattice",
      props: { ...size, trafficSources: [{ identifier: "arn", type: "vpc-lattice" }], healthCheckType: "VPC_LATTICE" },
    },
    {
      name: "attached by a resource of its own",
      props: { ...size, healthCheckType: "ELB" },
      others: [attached(from("subject"))],
    },
  ],
  invalid: [
    { name: "left out (EC2)", props: behind, finds: "healthCheckType" },
    { name: "EC2", props: { ...behind, healthCheckType: "EC2" }, finds: "healthCheckType" },
    { name: "a word that holds ELB", props: { ...behind, healthCheckType: "ELBA" }, finds: "healthCheckType" },
    { name: "a word that ends in ELB", props: { ...behind, healthCheckType: "AELB" }, finds: "healthCheckType" },
    { name: "classic load balancer", props: { ...size, loadBalancers: ["claims"] }, finds: "healthCheckType" },
    {
      name: "traffic source",
      props: { ...size, trafficSources: [{ identifier: targetGroupArns[0], type: "elbv2" }] },
      finds: "healthCheckType",
    },
    {
      name: "target groups not known yet",
      props: { ...size, targetGroupArns: unknownValue },
      finds: "healthCheckType",
    },
    {
      name: "attached, by reference",
      props: size,
      others: [attached(from("subject"))],
      finds: "healthCheckType",
    },
    {
      name: "attached, by name",
      props: { ...size, name: "claims" },
      others: [attached("claims")],
      finds: "healthCheckType",
    },
    {
      name: "traffic source attached",
      props: size,
      others: [attached(from("subject"), TRAFFIC_SOURCE)],
      finds: "healthCheckType",
    },
  ],
  notJudged: [
    another,
    { name: "no load balancer", props: size, because: "exempt" },
    { name: "empty lists", props: { ...size, loadBalancers: [], targetGroupArns: [] }, because: "exempt" },
    {
      name: "another group is attached",
      props: { ...size, name: "claims" },
      others: [
        { type: GROUP, name: "other" },
        attached(from("other")),
        { ...attached("x", TRAFFIC_SOURCE), name: "t" },
      ],
      because: "exempt",
    },
    {
      name: "who is attached is not known yet",
      props: size,
      others: [attached(unknownString)],
      because: "unknown",
      finds: "Attachment.autoscalingGroupName",
    },
    {
      name: "kind of check not known yet",
      props: { ...behind, healthCheckType: unknownString },
      because: "unknown",
      finds: "healthCheckType",
    },
  ],
});

testRule(autoscalingLaunchTemplate, {
  valid: [
    { name: "launch template", props: { ...size, launchTemplate } },
    {
      name: "mixed instances",
      props: {
        ...size,
        mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } },
      },
    },
    {
      name: "template made in the same preview",
      props: { ...size, launchTemplate: { id: from("t"), version: "$Latest" } },
      others: [{ type: "aws:ec2/launchTemplate:LaunchTemplate", name: "t" }],
    },
  ],
  invalid: [
    {
      name: "launch configuration",
      props: { ...size, launchConfiguration: "claims" },
      finds: ["launchTemplate", "launchConfiguration"],
    },
    { name: "nothing", props: size, finds: "launchTemplate" },
    { name: "both", props: { ...size, launchTemplate, launchConfiguration: "claims" }, finds: "launchConfiguration" },
  ],
  notJudged: [
    another,
    {
      name: "a launch configuration that may turn out empty",
      props: { ...size, launchTemplate, launchConfiguration: unknownString },
      because: "unknown",
      finds: "launchConfiguration",
    },
  ],
});

const classified = { key: "phiguard:classification", value: "phi", propagateAtLaunch: true };
const named = { key: "Name", value: "claims", propagateAtLaunch: true };

testRule(autoscalingGroupTagsPropagated, {
  valid: [
    { name: "all of them", props: { ...size, tags: [named, classified] } },
    {
      name: "by another key of the settings",
      props: { ...size, tags: [{ ...classified, key: "DataClassification" }] },
    },
    {
      name: "by the team's own key",
      props: { ...size, tags: [{ ...classified, key: "data" }] },
      settings: { classificationTags: ["data"] },
    },
    { name: "values not known yet", props: { ...size, tags: [{ ...classified, value: unknownString }] } },
  ],
  invalid: [
    {
      name: "the classification stays behind",
      props: { ...size, tags: [named, { ...classified, propagateAtLaunch: false }] },
      finds: "tags[1].propagateAtLaunch",
    },
    {
      name: "another tag stays behind",
      props: { ...size, tags: [{ ...named, propagateAtLaunch: false }, classified] },
      finds: "tags[0].propagateAtLaunch",
    },
    {
      name: "not said",
      props: { ...size, tags: [{ key: classified.key, value: "phi" }] },
      finds: "tags[0].propagateAtLaunch",
    },
    { name: "no classification", props: { ...size, tags: [named] }, finds: "tags", mended: false },
    { name: "no tags", props: size, finds: "tags", mended: false },
    { name: "empty list", props: { ...size, tags: [] }, finds: "tags", mended: false },
  ],
  notJudged: [
    another,
    { name: "tags not known yet", props: { ...size, tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "a key not known yet",
      props: { ...size, tags: [named, { ...named, key: unknownString }] },
      because: "unknown",
      finds: "tags[1].key",
    },
    {
      name: "not known yet whether it is handed on",
      props: { ...size, tags: [{ ...classified, propagateAtLaunch: unknownValue }] },
      because: "unknown",
      finds: "tags[0].propagateAtLaunch",
    },
  ],
});
