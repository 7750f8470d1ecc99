import type { LoadBalancerArgs as ClassicArgs } from "@pulumi/aws/elb";
import type { ListenerArgs, ListenerRuleArgs, LoadBalancerArgs, TargetGroupArgs } from "@pulumi/aws/lb";
import { on } from "../../rule";

/** Each resource has gone by several names over the provider's generations. */
export const LOAD_BALANCERS: readonly string[] = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
  "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
];

export const LISTENERS: readonly string[] = [
  "aws:lb/listener:Listener",
  "aws:alb/listener:Listener",
  "aws:elasticloadbalancingv2/listener:Listener",
  "aws:applicationloadbalancing/listener:Listener",
];

export const LISTENER_RULES: readonly string[] = [
  "aws:lb/listenerRule:ListenerRule",
  "aws:alb/listenerRule:ListenerRule",
  "aws:elasticloadbalancingv2/listenerRule:ListenerRule",
  "aws:applicationloadbalancing/listenerRule:ListenerRule",
];

export const TARGET_GROUPS: readonly string[] = [
  "aws:lb/targetGroup:TargetGroup",
  "aws:alb/targetGroup:TargetGroup",
  "aws:elasticloadbalancingv2/targetGroup:TargetGroup",
  "aws:applicationloadbalancing/targetGroup:TargetGroup",
];

/** Classic load balancers, the first generation. */
export const CLASSIC_LOAD_BALANCERS: readonly string[] = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
];

export type AnyLoadBalancer = LoadBalancerArgs & Omit<ClassicArgs, keyof LoadBalancerArgs>;

export const loadBalancer = on<LoadBalancerArgs>(...LOAD_BALANCERS);
export const classicLoadBalancer = on<ClassicArgs>(...CLASSIC_LOAD_BALANCERS);
export const anyLoadBalancer = on<AnyLoadBalancer>(...LOAD_BALANCERS, ...CLASSIC_LOAD_BALANCERS);
export const listener = on<ListenerArgs>(...LISTENERS);
export const listenerOrRule = on<ListenerArgs & Pick<ListenerRuleArgs, "actions" | "listenerArn">>(
  ...LISTENERS,
  ...LISTENER_RULES,
);
export const targetGroup = on<TargetGroupArgs>(...TARGET_GROUPS);
