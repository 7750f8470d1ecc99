import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { AlarmScene } from "../observability/alarm";
import { topicFor } from "../observability/severity";
import { THRESHOLDS } from "../observability/thresholds";
import { watch } from "../observability/watch";

export interface SignInAlarmSpec {
  /** Last part of the client's name. */
  readonly role: string;
  readonly poolId: pulumi.Input<string>;
  readonly clientId: pulumi.Input<string>;
}

const PERIOD_SECONDS = 300;

/**
 * Rings when sign-ins by one app fail: Cognito counts each as 1 or, where it failed or was throttled, as 0, so that tries less
 * successes are failures (Cognito Developer Guide, "User pool metrics in CloudWatch").
 */
export function signInAlarm(
  name: string,
  { site, tags, topicArn }: AlarmScene,
  { role, poolId, clientId }: SignInAlarmSpec,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const alarmRole = `${role}-sign-ins`;
  const metric = (id: string, stat: string): aws.types.input.cloudwatch.MetricAlarmMetricQuery => ({
    id,
    metric: {
      namespace: "AWS/Cognito",
      metricName: "SignInSuccesses",
      dimensions: { UserPool: poolId, UserPoolClient: clientId },
      period: PERIOD_SECONDS,
      stat,
    },
  });
  watch(site, tags, { kind: "alarm", role: alarmRole, severity: "P2" });
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${alarmRole}`,
    {
      name: nameFor(site, "alarm", alarmRole),
      alarmDescription: `${THRESHOLDS.failedLogins} sign-ins by the app ${role} failed within five minutes.`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: THRESHOLDS.failedLogins,
      evaluationPeriods: 1,
      // Nobody signed in.
      treatMissingData: "notBreaching",
      metricQueries: [
        { id: "failed", expression: "tries - successes", label: "failed sign-ins", returnData: true },
        metric("tries", "SampleCount"),
        metric("successes", "Sum"),
      ],
      alarmActions: [topicFor(site, "P2", topicArn)],
      tags,
    },
    opts,
  );
}
