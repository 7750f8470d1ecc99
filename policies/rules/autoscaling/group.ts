import type { AttachmentArgs, GroupArgs, TrafficSourceAttachmentArgs } from "@pulumi/aws/autoscaling";
import { all, any, fromBoolean, unknown, unnamed, type Answer } from "../../answer";
import { absent, every, is, matches, present, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

const group = on<GroupArgs>("aws:autoscaling/group:Group");
const attachment = on<AttachmentArgs>("aws:autoscaling/attachment:Attachment");
const trafficSourceAttachment = on<TrafficSourceAttachmentArgs>(
  "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
);

export const autoscalingGroupElbHealthcheckRequired = group.relation({
  id: "autoscaling-group-elb-healthcheck-required",
  title: "Groups behind a load balancer replace what the load balancer finds unhealthy",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.312(b)",
    ],
    nistCsf: ["ID.AM-5", "ID.BE-5", "PR.DS-4", "PR.PT-5"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-group-elb-healthcheck-required.html",
  says: "stands behind a load balancer and keeps instances that the load balancer finds unhealthy",
  fix: 'Set healthCheckType: "ELB".',
  appliesWhen: (p, stack) =>
    any(
      present(p.loadBalancers),
      present(p.targetGroupArns),
      present(p.trafficSources),
      stack.partner(p, attachment, "autoscalingGroupName").exists(),
      stack.partner(p, trafficSourceAttachment, "autoscalingGroupName").exists(),
    ),
  otherwise: "It stands behind no load balancer.",
  // A group may name several kinds of check, separated by commas; VPC Lattice has one of its own.
  requires: (p) => matches(p.healthCheckType, /(^|,)\s*(ELB|VPC_LATTICE)\s*(,|$)/),
});

export const autoscalingLaunchTemplate = group.rule({
  id: "autoscaling-launch-template",
  title: "Groups start instances from a launch template",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-templates.html",
  says: "starts its instances from a launch configuration, or says nowhere from what",
  fix: 'Set launchTemplate: { id: template.id, version: "$Latest" } and drop launchConfiguration.',
  why: "AWS adds nothing to launch configurations any more, and new accounts can make none.",
  requires: (p) =>
    all(any(present(p.launchTemplate), unnamed(present(p.mixedInstancesPolicy))), absent(p.launchConfiguration)),
});

export const autoscalingGroupTagsPropagated = group.rule({
  id: "autoscaling-group-tags-propagated",
  title: "Groups hand their tags, the data classification among them, to their instances",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
  says: "starts instances that do not say what data they handle, or lack one of its tags",
  fix: 'Set tags: [{ key: "phiguard:classification", value: "phi", propagateAtLaunch: true }].',
  why: "The provider's default tags do not reach a group, nor its instances. The keys are set by the pack's classificationTags.",
  remedy: { "tags[*].propagateAtLaunch": true },
  requires: (p, settings) =>
    all(
      some(p.tags, (tag) => isKey((tag as Reading<{ key: string }>).key, settings.classificationTags, pathOf(p.tags))),
      every(p.tags, (tag) => is((tag as Reading<{ propagateAtLaunch: boolean }>).propagateAtLaunch, true)),
    ),
});

/** No single key is wrong where none of them is the one asked for: the list is. */
function isKey(key: Reading<string>, accepted: readonly string[], list: string): Answer {
  const value = valueOf(key);
  return value === UNKNOWN ? unknown(pathOf(key)) : fromBoolean(accepted.includes(String(value)), list);
}
