import type { HealthCheckArgs } from "@pulumi/aws/route53";
import { oneOf } from "../../predicates";
import { on } from "../../rule";
import { alarmOn } from "./metric-alarm";

const healthCheck = on<HealthCheckArgs>("aws:route53/healthCheck:HealthCheck");

const TYPES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-types.html";

export const route53HealthCheckHttps = healthCheck.rule({
  id: "route53-health-check-https",
  title: "Health checks ask their endpoint over TLS",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: TYPES,
  says: "asks its endpoint without TLS",
  fix: 'Set type: "HTTPS" and port: 443.',
  why: "An endpoint that answers a plain request has a plain port open; one whose certificate has expired looks healthy without TLS. Checks of other checks, alarms and routing controls ask no endpoint.",
  requires: (p) => oneOf(p.type, ["HTTPS", "HTTPS_STR_MATCH", "CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"]),
});

export const route53HealthCheckAlarmed = healthCheck.relation({
  id: "route53-health-check-alarmed",
  title: "Somebody is told when a health check fails",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)", "164.308(a)(7)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html",
  says: "fails without anyone being told",
  fix: "Add an aws.cloudwatch.MetricAlarm in us-east-1 on HealthCheckStatus (AWS/Route53) with dimensions: { HealthCheckId: check.id } and alarmActions.",
  requires: (p, stack) => alarmOn(p, stack, { namespace: "AWS/Route53", metricName: "HealthCheckStatus" }),
});
