import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  albDesyncModeCheck,
  albHttpDropInvalidHeaderEnabled,
  albWafEnabled,
  elbDeletionProtectionEnabled,
  elbLoggingEnabled,
  elbv2InternalForPhi,
  elbv2MultipleAz,
  nlbCrossZoneLoadBalancingEnabled,
} from "./load-balancer";

const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;
const TOKENS = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
  "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
];
const CLASSICS = ["aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"];
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
const subnets = ["subnet-a", "subnet-b"];

testRule(albHttpDropInvalidHeaderEnabled, {
  valid: [
    { name: "drops them", props: { subnets, dropInvalidHeaderFields: true } },
    { name: "application by name", props: { loadBalancerType: "application", dropInvalidHeaderFields: true } },
  ],
  invalid: [
    { name: "left out", props: { subnets }, finds: "dropInvalidHeaderFields" },
    {
      name: "off",
      props: { loadBalancerType: "application", dropInvalidHeaderFields: false },
      finds: "dropInvalidHeaderFields",
    },
  ],
  notJudged: [
    another,
    { name: "network", props: { loadBalancerType: "network" }, because: "exempt" },
    { name: "gateway", props: { loadBalancerType: "gateway" }, because: "exempt" },
    {
      name: "not known yet",
      props: { dropInvalidHeaderFields: unknownValue },
      because: "unknown",
      finds: "dropInvalidHeaderFields",
    },
    {
      name: "type not known yet",
      props: { loadBalancerType: unknownString },
      because: "unknown",
      finds: "loadBalancerType",
    },
  ],
  alike: TOKENS,
});

testRule(nlbCrossZoneLoadBalancingEnabled, {
  valid: [
    { name: "network", props: { loadBalancerType: "network", subnets, enableCrossZoneLoadBalancing: true } },
    { name: "gateway", props: { loadBalancerType: "gateway", enableCrossZoneLoadBalancing: true } },
  ],
  invalid: [
    { name: "left out", props: { loadBalancerType: "network", subnets }, finds: "enableCrossZoneLoadBalancing" },
    {
      name: "off on a gateway",
      props: { loadBalancerType: "gateway", enableCrossZoneLoadBalancing: false },
      finds: "enableCrossZoneLoadBalancing",
    },
  ],
  notJudged: [
    another,
    { name: "application", props: { loadBalancerType: "application" }, because: "exempt" },
    { name: "application by default", props: {}, because: "exempt" },
    {
      name: "not known yet",
      props: { loadBalancerType: "network", enableCrossZoneLoadBalancing: unknownValue },
      because: "unknown",
      finds: "enableCrossZoneLoadBalancing",
    },
  ],
  alike: TOKENS,
});

testRule(elbv2MultipleAz, {
  valid: [
    { name: "two subnets", props: { subnets } },
    { name: "two mappings", props: { subnetMappings: [{ subnetId: "subnet-a" }, { subnetId: "subnet-b" }] } },
    { name: "two subnets of this program", props: { subnets: [from("a"), from("b")] } },
    { name: "three", props: { subnets: [...subnets, "subnet-c"] } },
  ],
  invalid: [
    { name: "one subnet", props: { subnets: ["subnet-a"] }, finds: ["subnets", "subnetMappings"] },
    { name: "none", props: {}, finds: ["subnets", "subnetMappings"] },
    { name: "the same twice", props: { subnets: ["subnet-a", "subnet-a"] }, finds: ["subnets", "subnetMappings"] },
    {
      name: "one mapping",
      props: { subnetMappings: [{ subnetId: "subnet-a" }] },
      finds: ["subnets", "subnetMappings"],
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { subnets: unknownValue }, because: "unknown", finds: "subnets" },
  ],
  alike: TOKENS,
});

testRule(elbDeletionProtectionEnabled, {
  valid: [
    { name: "protected", props: { subnets, enableDeletionProtection: true } },
    { name: "network", props: { loadBalancerType: "network", enableDeletionProtection: true } },
  ],
  invalid: [
    { name: "left out", props: { subnets }, finds: "enableDeletionProtection" },
    { name: "off", props: { enableDeletionProtection: false }, finds: "enableDeletionProtection" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { enableDeletionProtection: unknownValue },
      because: "unknown",
      finds: "enableDeletionProtection",
    },
  ],
  alike: TOKENS,
});

const classicAlike = CLASSICS.map((type) => ({
  name: `classic (${type}), on by default`,
  type,
  props: { accessLogs: { bucket: "claims-logs" } },
}));

testRule(elbLoggingEnabled, {
  valid: [
    { name: "on", props: { subnets, accessLogs: { bucket: "claims-logs", enabled: true } } },
    { name: "bucket of this program", props: { accessLogs: { bucket: from("logs"), enabled: true } } },
    ...classicAlike,
    { name: "classic, said so", type: CLASSIC, props: { accessLogs: { bucket: "claims-logs", enabled: true } } },
  ],
  invalid: [
    { name: "no block", props: { subnets }, finds: "accessLogs" },
    { name: "only a bucket", props: { accessLogs: { bucket: "claims-logs" } }, finds: "accessLogs.enabled" },
    {
      name: "off",
      props: { accessLogs: { bucket: "claims-logs", enabled: false } },
      finds: "accessLogs.enabled",
    },
    { name: "no bucket", props: { accessLogs: { bucket: "", enabled: true } }, finds: "accessLogs.bucket" },
    { name: "network", props: { loadBalancerType: "network" }, finds: "accessLogs" },
    { name: "classic without a block", type: CLASSIC, props: {}, finds: "accessLogs" },
    {
      name: "classic, off",
      type: CLASSIC,
      props: { accessLogs: { bucket: "claims-logs", enabled: false } },
      finds: "accessLogs.enabled",
    },
    {
      name: "classic without a bucket",
      type: CLASSIC,
      props: { accessLogs: { enabled: true } },
      finds: "accessLogs.bucket",
    },
  ],
  notJudged: [
    another,
    { name: "gateway", props: { loadBalancerType: "gateway" }, because: "exempt" },
    {
      name: "not known yet",
      props: { accessLogs: { bucket: "claims-logs", enabled: unknownValue } },
      because: "unknown",
      finds: "accessLogs.enabled",
    },
  ],
  alike: TOKENS,
});

const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const association = (resourceArn: unknown, type = ASSOCIATION) => ({ type, name: "waf", props: { resourceArn } });
const arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/claims/0123456789abcdef";

testRule(albWafEnabled, {
  valid: [
    {
      name: "an association by ARN",
      props: { subnets },
      outputs: { arn },
      others: [association(arn)],
    },
    { name: "an association by reference", props: { internal: false }, others: [association(from("subject"))] },
    {
      name: "regional WAF Classic",
      props: { loadBalancerType: "application" },
      others: [association(from("subject"), "aws:wafregional/webAclAssociation:WebAclAssociation")],
    },
  ],
  invalid: [
    { name: "none", props: { subnets }, finds: "WebAclAssociation" },
    { name: "none, external by name", props: { internal: false }, finds: "WebAclAssociation" },
    {
      name: "association of another load balancer",
      props: {},
      others: [{ type: "aws:lb/loadBalancer:LoadBalancer", name: "other" }, association(from("other"))],
      finds: "WebAclAssociation",
    },
  ],
  notJudged: [
    another,
    { name: "internal", props: { internal: true }, because: "exempt" },
    { name: "network", props: { loadBalancerType: "network" }, because: "exempt" },
    {
      name: "association with an unknown ARN",
      props: {},
      others: [association(unknownString)],
      because: "unknown",
      finds: "WebAclAssociation.resourceArn",
    },
    { name: "internal not known yet", props: { internal: unknownValue }, because: "unknown", finds: "internal" },
  ],
  alike: TOKENS,
});

testRule(albDesyncModeCheck, {
  valid: [
    { name: "strictest", props: { subnets, desyncMitigationMode: "strictest" } },
    { name: "defensive", props: { desyncMitigationMode: "defensive" } },
    { name: "left out (defensive)", props: { subnets } },
    { name: "classic", type: CLASSIC, props: { desyncMitigationMode: "defensive" } },
  ],
  invalid: [
    { name: "monitor", props: { subnets, desyncMitigationMode: "monitor" }, finds: "desyncMitigationMode" },
    {
      name: "classic, monitor",
      type: CLASSIC,
      props: { desyncMitigationMode: "monitor" },
      finds: "desyncMitigationMode",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { desyncMitigationMode: unknownString },
      because: "unknown",
      finds: "desyncMitigationMode",
    },
  ],
  alike: [...TOKENS, ...CLASSICS],
});

testRule(elbv2InternalForPhi, {
  valid: [
    { name: "internal", props: { subnets, internal: true } },
    { name: "internal, tagged as PHI", props: { internal: true, tags: { "phiguard:classification": "phi" } } },
  ],
  invalid: [
    { name: "left out", props: { subnets }, finds: "internal" },
    { name: "external", props: { internal: false }, finds: "internal" },
    { name: "tagged as PHI", props: { tags: { "phiguard:classification": "phi" } }, finds: "internal" },
    { name: "tagged as internal", props: { tags: { "phiguard:exposure": "internal" } }, finds: "internal" },
    { name: "classic", type: CLASSIC, props: { internal: false }, finds: "internal" },
  ],
  notJudged: [
    another,
    {
      name: "tagged as internet-facing",
      props: { tags: { "phiguard:exposure": "internet-facing" } },
      because: "exempt",
    },
    { name: "tagged in another spelling", props: { tags: { Exposure: " Internet-Facing " } }, because: "exempt" },
    { name: "tagged in lower case", props: { tags: { exposure: "internet-facing" } }, because: "exempt" },
    { name: "no patient data", props: { tags: { "phiguard:classification": "public" } }, because: "exempt" },
    { name: "not known yet", props: { internal: unknownValue }, because: "unknown", finds: "internal" },
    {
      name: "exposure not known yet",
      props: { tags: { "phiguard:classification": "phi", "phiguard:exposure": unknownString } },
      because: "unknown",
      finds: "tags",
    },
    { name: "tags not known yet", props: { tags: unknownValue }, because: "unknown", finds: "tags" },
  ],
  alike: [...TOKENS, ...CLASSICS],
});
