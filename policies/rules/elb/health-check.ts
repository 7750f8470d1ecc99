import type { LoadBalancerArgs as ClassicArgs } from "@pulumi/aws/elb";
import type { TargetGroupArgs } from "@pulumi/aws/lb";
import { all, not } from "../../answer";
import { is, notFalse, present } from "../../predicates";
import { on } from "../../rule";
import { CLASSIC_LOAD_BALANCERS, TARGET_GROUPS } from "./kinds";

const balanced = on<TargetGroupArgs & Omit<ClassicArgs, keyof TargetGroupArgs>>(
  ...CLASSIC_LOAD_BALANCERS,
  ...TARGET_GROUPS,
);

export const elbHealthCheckEnabled = balanced.rule({
  id: "elb-health-check-enabled",
  title: "Classic load balancers and target groups check the health of their targets",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  says: "has no health check of its own, or has it turned off",
  fix: 'Set healthCheck, e.g. { path: "/health", protocol: "HTTPS" } on a target group.',
  why: "The check that AWS takes without one only sees an open port or the root page, not whether the application works.",
  appliesWhen: (p) => not(is(p.targetType, "lambda")),
  otherwise: "Lambda runs a function wherever it can; a health check would only invoke it.",
  requires: (p) => all(present(p.healthCheck), notFalse(p.healthCheck.enabled)),
});
