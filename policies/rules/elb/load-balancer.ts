import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2";
import { all, any, not, type Answer } from "../../answer";
import { isMeantForInternet, mayHoldPhi } from "../../classification";
import { absent, is, notFalse, notTrue, oneOf, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { anyLoadBalancer, CLASSIC_LOAD_BALANCERS, loadBalancer } from "./kinds";
import { atLeastTwo } from "./zones";

const ATTRIBUTES =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes";
const CROSS_ZONE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html";
const SUBNETS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html";
const ACCESS_LOGS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html";
const WAF = "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html";
const SCHEME =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#load-balancer-scheme";

/** The provider makes an application load balancer where the program names no type. */
function isApplication(p: Reading<{ readonly loadBalancerType: string }>): Answer {
  return any(absent(p.loadBalancerType), is(p.loadBalancerType, "application"));
}

export const albHttpDropInvalidHeaderEnabled = loadBalancer.rule({
  id: "alb-http-drop-invalid-header-enabled",
  title: "Application load balancers drop headers that are not valid",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(c)(2)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: ATTRIBUTES,
  says: "passes headers that are not valid on to its targets",
  fix: "Set dropInvalidHeaderFields: true.",
  remedy: { dropInvalidHeaderFields: true },
  appliesWhen: (p) => isApplication(p as never),
  otherwise: "Only application load balancers read headers.",
  requires: (p) => is(p.dropInvalidHeaderFields, true),
});

export const nlbCrossZoneLoadBalancingEnabled = loadBalancer.rule({
  id: "nlb-cross-zone-load-balancing-enabled",
  title: "Network and gateway load balancers spread traffic over all zones",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: CROSS_ZONE,
  says: "keeps traffic in the zone where it came in, even when that zone has no healthy target left",
  fix: "Set enableCrossZoneLoadBalancing: true.",
  remedy: { enableCrossZoneLoadBalancing: true },
  appliesWhen: (p) => oneOf(p.loadBalancerType, ["network", "gateway"]),
  otherwise: "Application load balancers always spread traffic over all zones.",
  requires: (p) => is(p.enableCrossZoneLoadBalancing, true),
});

export const elbv2MultipleAz = loadBalancer.rule({
  id: "elbv2-multiple-az",
  title: "Load balancers stand in two zones or more",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: SUBNETS,
  says: "stands in one zone alone",
  fix: "Name subnets of two or more zones in subnets or subnetMappings.",
  requires: (p) => any(atLeastTwo(p.subnets as never), atLeastTwo(p.subnetMappings as never)),
});

export const elbDeletionProtectionEnabled = loadBalancer.rule({
  id: "elb-deletion-protection-enabled",
  title: "Load balancers are protected against deletion",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.DS-7", "PR.IP-3", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
  },
  source: ATTRIBUTES,
  says: "can be deleted by mistake",
  fix: "Set enableDeletionProtection: true.",
  remedy: { enableDeletionProtection: true },
  requires: (p) => is(p.enableDeletionProtection, true),
});

export const elbLoggingEnabled = anyLoadBalancer.rule({
  id: "elb-logging-enabled",
  title: "Load balancers write access logs",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "DE.AE-4", "DE.CM-1", "DE.CM-7", "ID.AM-3", "PR.DS-5", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "CC7.3", "PI1.2"],
  },
  source: ACCESS_LOGS,
  says: "writes no access log",
  fix: "Set accessLogs: { bucket: logBucket.bucket, enabled: true }.",
  why: "A classic load balancer logs as soon as a bucket is named; the later kinds log only where enabled is true.",
  appliesWhen: (p) => not(is(p.loadBalancerType, "gateway")),
  otherwise: "Gateway load balancers write no access logs; the traffic shows in the VPC's flow logs.",
  requires: (p, _settings, resource) =>
    some(p.accessLogs, (logs) =>
      all(present(logs.bucket), isClassic(resource) ? notFalse(logs.enabled) : is(logs.enabled, true)),
    ),
});

function isClassic(resource: Resource): boolean {
  return CLASSIC_LOAD_BALANCERS.includes(resource.type);
}

const webAclAssociation = on<WebAclAssociationArgs>(
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
);

export const albWafEnabled = loadBalancer.relation({
  id: "alb-waf-enabled",
  title: "Application load balancers on the internet stand behind a web ACL",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)"], nistCsf: ["DE.CM-5", "DE.DP-4"] },
  source: WAF,
  says: "faces the internet without a web ACL",
  fix: 'new aws.wafv2.WebAclAssociation("<name>", { resourceArn: loadBalancer.arn, webAclArn: webAcl.arn })',
  appliesWhen: (p) => all(isApplication(p as never), notTrue(p.internal)),
  otherwise: "It is no application load balancer, or it is internal.",
  requires: (p, stack) => stack.partner(p, webAclAssociation, "resourceArn").exists(),
});

export const albDesyncModeCheck = anyLoadBalancer.rule({
  id: "alb-desync-mode-check",
  title: "Load balancers turn away requests that client and target would read differently",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: ATTRIBUTES,
  says: "lets through requests that can smuggle a second one to the targets",
  fix: 'Set desyncMitigationMode: "defensive" or "strictest", or leave it out.',
  remedy: { desyncMitigationMode: "defensive" },
  requires: (p) => any(absent(p.desyncMitigationMode), oneOf(p.desyncMitigationMode, ["defensive", "strictest"])),
});

export const elbv2InternalForPhi = anyLoadBalancer.rule({
  id: "elbv2-internal-for-phi",
  title: "Load balancers for patient data are internal unless they are tagged as internet-facing",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: SCHEME,
  says: "can be reached from the internet, and no tag says that it should be",
  fix: 'Set internal: true, or tag it "phiguard:exposure": "internet-facing".',
  appliesWhen: (_p, settings, resource) => all(mayHoldPhi(resource, settings), not(isMeantForInternet(resource))),
  otherwise: "It is tagged as internet-facing, or as carrying no patient data.",
  requires: (p) => is(p.internal, true),
});
