import type { DetectorArgs, DetectorFeatureArgs } from "@pulumi/aws/guardduty";
import { all, any, fromBoolean, not, unnamed, yes, type Answer } from "../../answer";
import { is, oneOf, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { detector } from "./detector";

const FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";

const feature: Kind<DetectorFeatureArgs> = { types: [FEATURE] };
const protection = on<DetectorArgs & DetectorFeatureArgs>(...detector.types, FEATURE);
const cluster: Kind<object> = { types: ["aws:eks/cluster:Cluster"] };

type Protected = Reading<DetectorArgs & DetectorFeatureArgs>;

const DEFAULTS =
  "What a new detector has on by itself depends on when and how the account was set up; only the program can say that it stays on.";
const JUDGED_THERE = "Another feature, or one of a detector of this program, where it is judged.";

/** Spellings of one feature. Only one of the two names of runtime monitoring can be on. */
const RUNTIME = ["RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"] as const;

/** A feature is judged with its detector, on its own where the detector is made elsewhere. */
function isAbout(p: Protected, stack: StackView, type: string, names: readonly string[]): Answer {
  if (type !== FEATURE) return yes;
  const withDetector = stack.named(p.detectorId, detector).count() > 0;
  return all(oneOf(p.name, names), fromBoolean(!withDetector, pathOf(p.detectorId)));
}

/** One of these is switched on for the detector, be it by its older setting inline. */
function isOn(
  p: Protected,
  stack: StackView,
  type: string,
  names: readonly string[],
  inline?: Reading<boolean>,
): Answer {
  if (type === FEATURE) return is(p.status, "ENABLED");
  return any(
    inline === undefined ? unnamed(not(yes)) : unnamed(is(inline, true)),
    stack.partner(p, feature, "detectorId").some((one) => all(oneOf(one.name, names), is(one.status, "ENABLED"))),
  );
}

export const guarddutyS3ProtectionEnabled = protection.relation({
  id: "guardduty-s3-protection-enabled",
  title: "GuardDuty watches what is done to objects in S3",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(ii)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/s3-protection.html",
  says: "does not watch what is done to objects in S3",
  fix: 'new aws.guardduty.DetectorFeature("<name>", { detectorId: detector.id, name: "S3_DATA_EVENTS", status: "ENABLED" })',
  why: DEFAULTS,
  appliesWhen: (p, stack, { type }) => isAbout(p, stack, type, ["S3_DATA_EVENTS"]),
  otherwise: JUDGED_THERE,
  requires: (p, stack, { type }) => isOn(p, stack, type, ["S3_DATA_EVENTS"], p.datasources.s3Logs.enable),
});

export const guarddutyRdsProtectionEnabled = protection.relation({
  id: "guardduty-rds-protection-enabled",
  title: "GuardDuty watches sign-ins to databases",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/rds-protection.html",
  says: "does not watch sign-ins to databases",
  fix: 'new aws.guardduty.DetectorFeature("<name>", { detectorId: detector.id, name: "RDS_LOGIN_EVENTS", status: "ENABLED" })',
  why: DEFAULTS,
  appliesWhen: (p, stack, { type }) => isAbout(p, stack, type, ["RDS_LOGIN_EVENTS"]),
  otherwise: JUDGED_THERE,
  requires: (p, stack, { type }) => isOn(p, stack, type, ["RDS_LOGIN_EVENTS"]),
});

export const guarddutyLambdaProtectionEnabled = protection.relation({
  id: "guardduty-lambda-protection-enabled",
  title: "GuardDuty watches the network traffic of functions",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/lambda-protection.html",
  says: "does not watch the network traffic of functions",
  fix: 'new aws.guardduty.DetectorFeature("<name>", { detectorId: detector.id, name: "LAMBDA_NETWORK_LOGS", status: "ENABLED" })',
  why: DEFAULTS,
  appliesWhen: (p, stack, { type }) => isAbout(p, stack, type, ["LAMBDA_NETWORK_LOGS"]),
  otherwise: JUDGED_THERE,
  requires: (p, stack, { type }) => isOn(p, stack, type, ["LAMBDA_NETWORK_LOGS"]),
});

export const guarddutyMalwareProtectionEnabled = protection.relation({
  id: "guardduty-malware-protection-enabled",
  title: "GuardDuty looks for malware on the disks of instances",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection.html",
  says: "does not look for malware on the disks of instances",
  fix: 'new aws.guardduty.DetectorFeature("<name>", { detectorId: detector.id, name: "EBS_MALWARE_PROTECTION", status: "ENABLED" })',
  why: DEFAULTS,
  appliesWhen: (p, stack, { type }) => isAbout(p, stack, type, ["EBS_MALWARE_PROTECTION"]),
  otherwise: JUDGED_THERE,
  requires: (p, stack, { type }) =>
    isOn(
      p,
      stack,
      type,
      ["EBS_MALWARE_PROTECTION"],
      p.datasources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes.enable,
    ),
});

export const guarddutyEksProtectionEnabled = protection.relation({
  id: "guardduty-eks-protection-enabled",
  title: "GuardDuty watches the audit logs and the nodes of clusters",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/kubernetes-protection.html",
  says: "does not watch the audit logs and the nodes of EKS clusters",
  fix: 'Add aws.guardduty.DetectorFeature with name: "EKS_AUDIT_LOGS" and another with name: "RUNTIME_MONITORING", both with status: "ENABLED".',
  why: "Asked where the stack has a cluster; a feature that is written out must be on in any stack.",
  appliesWhen: (p, stack, { type }) =>
    type === FEATURE
      ? isAbout(p, stack, type, ["EKS_AUDIT_LOGS", ...RUNTIME])
      : any(
          fromBoolean(stack.all(cluster).length > 0),
          present(p.datasources.kubernetes),
          ...stack
            .partner(p, feature, "detectorId")
            .certain.map((one) => oneOf(one.name, ["EKS_AUDIT_LOGS", ...RUNTIME])),
        ),
  otherwise: `The stack has no EKS cluster. ${JUDGED_THERE}`,
  requires: (p, stack, { type }) => {
    if (type === FEATURE) return is(p.status, "ENABLED");
    const auditLogs = isOn(p, stack, type, ["EKS_AUDIT_LOGS"], p.datasources.kubernetes.auditLogs.enable);
    const runtime = isOn(p, stack, type, RUNTIME);
    if (stack.all(cluster).length > 0) return all(auditLogs, runtime);
    const written = stack.partner(p, feature, "detectorId").certain;
    return all(
      present(p.datasources.kubernetes).truth === true ? auditLogs : yes,
      ...written.map((one) =>
        any(unnamed(not(oneOf(one.name, ["EKS_AUDIT_LOGS", ...RUNTIME]))), is(one.status, "ENABLED")),
      ),
    );
  },
});
