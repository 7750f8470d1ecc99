import { from, testRule, unknownString } from "../../testing/rule-tester";
import { route53HealthCheckAlarmed, route53HealthCheckHttps } from "./health-check";

const another = { name: "another type", type: "aws:route53/zone:Zone", props: {}, because: "other-type" } as const;
const CHECK = "aws:route53/healthCheck:HealthCheck";
const check = { type: "HTTPS", fqdn: "claims.example.org", port: 443, resourcePath: "/health" };

testRule(route53HealthCheckHttps, {
  valid: [
    { name: "over TLS", props: check },
    ...["HTTPS_STR_MATCH", "CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"].map((type) => ({
      name: type,
      props: { type },
    })),
  ],
  invalid: [
    { name: "plain", props: { ...check, type: "HTTP", port: 80 }, finds: "type" },
    { name: "left out", props: { fqdn: "claims.example.org" }, finds: "type" },
    { name: "plain, with a text to find", props: { type: "HTTP_STR_MATCH" }, finds: "type" },
    { name: "connection alone", props: { type: "TCP" }, finds: "type" },
  ],
  notJudged: [another, { name: "not known yet", props: { type: unknownString }, because: "unknown", finds: "type" }],
});

const topic = "arn:aws:sns:us-east-1:111122223333:operations";

/** An alarm on the judged check. */
function alarm(changed: object = {}) {
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "unhealthy",
    props: {
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      dimensions: { HealthCheckId: from("subject") },
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      alarmActions: [topic],
      ...changed,
    },
  };
}

const metric = { namespace: "AWS/Route53", metricName: "HealthCheckStatus" };
const queried = { namespace: undefined, metricName: undefined, dimensions: undefined };

testRule(route53HealthCheckAlarmed, {
  valid: [
    { name: "alarm by reference", props: check, others: [alarm()] },
    {
      name: "alarm by id",
      props: check,
      outputs: { id: "hc-1" },
      others: [alarm({ dimensions: { HealthCheckId: "hc-1" } })],
    },
    {
      name: "alarm by a query",
      props: check,
      others: [
        alarm({
          ...queried,
          metricQueries: [
            { id: "e1", expression: "FILL(m1, 0)", returnData: true },
            { id: "m1", metric: { ...metric, dimensions: { HealthCheckId: from("subject") } } },
          ],
        }),
      ],
    },
    { name: "topic made in the same preview", props: check, others: [alarm({ alarmActions: [unknownString] })] },
    {
      name: "a second alarm on something else",
      props: check,
      others: [alarm(), { ...alarm({ metricName: "TimeToFirstByte" }), name: "slow" }],
    },
  ],
  invalid: [
    { name: "none", props: check, finds: "MetricAlarm" },
    {
      name: "alarm on another check",
      props: check,
      others: [{ type: CHECK, name: "other" }, alarm({ dimensions: { HealthCheckId: from("other") } })],
      finds: "MetricAlarm",
    },
    {
      name: "alarm that tells nobody",
      props: check,
      others: [alarm({ alarmActions: undefined })],
      finds: ["MetricAlarm.alarmActions", "MetricAlarm"],
    },
    {
      name: "alarm switched off",
      props: check,
      others: [alarm({ actionsEnabled: false })],
      finds: ["MetricAlarm.actionsEnabled", "MetricAlarm"],
    },
    {
      name: "alarm on another metric",
      props: check,
      others: [alarm({ metricName: "TimeToFirstByte" })],
      finds: ["MetricAlarm.metricName", "MetricAlarm"],
    },
    {
      name: "alarm on another namespace",
      props: check,
      others: [alarm({ namespace: "Clinic" })],
      finds: ["MetricAlarm.namespace", "MetricAlarm"],
    },
    {
      name: "query of another metric",
      props: check,
      others: [
        alarm({
          ...queried,
          metricQueries: [
            {
              id: "m1",
              metric: { ...metric, metricName: "SSLHandshakeTime", dimensions: { HealthCheckId: from("subject") } },
            },
          ],
        }),
      ],
      finds: ["MetricAlarm.metricQueries[0].metric.metricName", "MetricAlarm"],
    },
    {
      name: "query that tells nobody",
      props: check,
      others: [
        alarm({
          ...queried,
          alarmActions: [],
          metricQueries: [{ id: "m1", metric: { ...metric, dimensions: { HealthCheckId: from("subject") } } }],
        }),
      ],
      finds: ["MetricAlarm.alarmActions", "MetricAlarm"],
    },
  ],
  notJudged: [
    another,
    {
      name: "alarm on a check not known yet",
      props: check,
      others: [alarm({ dimensions: { HealthCheckId: unknownString } })],
      because: "unknown",
      finds: "MetricAlarm.dimensions",
    },
  ],
});
