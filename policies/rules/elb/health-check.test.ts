import { testRule, unknownValue } from "../../testing/rule-tester";
import { elbHealthCheckEnabled } from "./health-check";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const LATER = [
  "aws:alb/targetGroup:TargetGroup",
  "aws:elasticloadbalancingv2/targetGroup:TargetGroup",
  "aws:applicationloadbalancing/targetGroup:TargetGroup",
];
const group = { port: 443, protocol: "HTTPS", vpcId: "vpc-1" };

testRule(elbHealthCheckEnabled, {
  valid: [
    {
      name: "classic with a check",
      props: {
        healthCheck: {
          target: "HTTPS:443/health",
          interval: 30,
          timeout: 3,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
      },
    },
    { name: "target group with a check", type: TARGET_GROUP, props: { ...group, healthCheck: { path: "/health" } } },
    {
      name: "target group with a check that is on",
      type: TARGET_GROUP,
      props: { ...group, healthCheck: { enabled: true } },
    },
  ],
  invalid: [
    { name: "classic without one", props: {}, finds: "healthCheck" },
    { name: "target group without one", type: TARGET_GROUP, props: group, finds: "healthCheck" },
    { name: "empty", type: TARGET_GROUP, props: { ...group, healthCheck: {} }, finds: "healthCheck" },
    {
      name: "turned off",
      type: TARGET_GROUP,
      props: { ...group, targetType: "ip", healthCheck: { enabled: false } },
      finds: "healthCheck.enabled",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "functions", type: TARGET_GROUP, props: { targetType: "lambda" }, because: "exempt" },
    {
      name: "not known yet",
      type: TARGET_GROUP,
      props: { ...group, healthCheck: { enabled: unknownValue } },
      because: "unknown",
      finds: "healthCheck.enabled",
    },
  ],
  alike: ["aws:elasticloadbalancing/loadBalancer:LoadBalancer", TARGET_GROUP, ...LATER],
});
