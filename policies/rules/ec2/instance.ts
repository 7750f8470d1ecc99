import { all, any, not, unnamed, type Answer } from "../../answer";
import { absent, is, notFalse, oneOf, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import {
  asTemplate,
  decidesItself,
  FROM_TEMPLATE,
  INSTANCE,
  LAUNCH_CONFIGURATION,
  LAUNCH_TEMPLATE,
  type Compute,
} from "./compute";
import { startsNodes } from "./node-template";

const started = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION);
const instanceOrTemplate = on<Compute>(INSTANCE, LAUNCH_TEMPLATE);
const instance = on<Compute>(INSTANCE);

/** The types that can be EBS-optimised and are not by default ("Amazon EBS-optimized instance types", previous generations). */
const OPTIMISED_ON_REQUEST = [
  "c1.xlarge",
  "c3.xlarge",
  "c3.2xlarge",
  "c3.4xlarge",
  "g2.2xlarge",
  "i2.xlarge",
  "i2.2xlarge",
  "i2.4xlarge",
  "m1.large",
  "m1.xlarge",
  "m2.2xlarge",
  "m2.4xlarge",
  "m3.xlarge",
  "m3.2xlarge",
  "r3.xlarge",
  "r3.2xlarge",
  "r3.4xlarge",
] as const;

export const ebsOptimizedInstance = started.rule({
  id: "ebs-optimized-instance",
  title: "Instances have bandwidth of their own to their volumes",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-7", "PR.PT-5", "RC.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-optimized.html",
  says: "shares the bandwidth to its volumes with its other traffic",
  fix: "Set ebsOptimized: true, or take an instance type of the current generation.",
  why: "Every type of the current generation is EBS-optimised whatever the setting says.",
  remedy: { ebsOptimized: true },
  appliesWhen: (p) => decidesItself(p, p.ebsOptimized, p.instanceType),
  otherwise: FROM_TEMPLATE,
  requires: (p) => any(is(p.ebsOptimized, true), unnamed(isOptimisedAnyway(p.instanceType))),
});

/** All other types always are, or can't be at all (t2, the smallest of older generations). Where no type is named it may be any. */
function isOptimisedAnyway(type: Reading<unknown>): Answer {
  return not(any(absent(type), oneOf(type, OPTIMISED_ON_REQUEST)));
}

export const ec2InstanceDetailedMonitoringEnabled = started.rule({
  id: "ec2-instance-detailed-monitoring-enabled",
  title: "Instances report their metrics every minute",
  severity: "low",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.CM-2", "DE.CM-5", "DE.DP-4", "DE.DP-5", "ID.RA-1", "ID.RA-5", "ID.SC-4"],
    soc2: ["CC7.2"],
  },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
  says: "reports its metrics every five minutes only",
  fix: "Set monitoring: true (on a launch template monitoring: { enabled: true }).",
  why: "A launch configuration monitors in detail unless it says otherwise.",
  remedy: { monitoring: true },
  appliesWhen: (p) => decidesItself(p, p.monitoring),
  otherwise: FROM_TEMPLATE,
  requires: (p, _settings, { type }) => {
    if (type === LAUNCH_CONFIGURATION) return notFalse(p.enableMonitoring);
    return is(type === LAUNCH_TEMPLATE ? asTemplate(p).monitoring.enabled : p.monitoring, true);
  },
});

export const ec2InstanceProfileAttached = instanceOrTemplate.relation({
  id: "ec2-instance-profile-attached",
  title: "Instances act under a role of their own",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(d)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4", "PR.PT-3"],
  },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
  says: "has no role, so that its programs need keys of a user",
  fix: "Set iamInstanceProfile to a profile with a role that may do what the programs need.",
  why: "EKS refuses a template with a profile, as the node group names the nodes' role; so does a compute environment of Batch.",
  appliesWhen: (p, stack) => all(decidesItself(p, p.iamInstanceProfile), not(startsNodes(p, stack))),
  otherwise: "Its launch template decides, and is judged in its place, or EKS or Batch gives its nodes their role.",
  requires: (p, _stack, { type }) => {
    if (type !== LAUNCH_TEMPLATE) return present(p.iamInstanceProfile);
    const profile = asTemplate(p).iamInstanceProfile;
    return any(present(profile.arn), present(profile.name));
  },
});

export const ec2InstancesInVpc = instance.rule({
  id: "ec2-instances-in-vpc",
  title: "Instances stand in a subnet that the program names",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/ec2-instances-in-vpc.html",
  says: "names no subnet, so that it lands in the default VPC",
  fix: "Set subnetId to a private subnet of your own VPC.",
  why: "Subnets of a default VPC give every instance a public address.",
  appliesWhen: (p) => decidesItself(p, p.subnetId, p.networkInterfaces, p.primaryNetworkInterface),
  otherwise: FROM_TEMPLATE,
  requires: (p) =>
    any(present(p.subnetId), unnamed(present(p.networkInterfaces)), unnamed(present(p.primaryNetworkInterface))),
});
