import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSpec } from "../observability/alarm";

export interface WatchedApi {
  /** Last part of the API's name. */
  readonly role: string;
  readonly apiName: pulumi.Input<string>;
  readonly stage: string;
  /** Milliseconds that answers may take on average. */
  readonly slowMs: number;
  /** Where the throttled requests of the access log are counted. */
  readonly throttles: { readonly namespace: string; readonly metricName: pulumi.Input<string> };
}

/** Share of requests that may fail before somebody hears of it. */
const FAILED_SHARE = 0.02;
/** Requests turned away in five minutes before somebody hears of it; a client that retries once is no news. */
const THROTTLED = 100;

/** What goes wrong with an API (API Gateway Developer Guide, "Amazon API Gateway dimensions and metrics"). */
export function apiAlarms({ role, apiName, stage, slowMs, throttles }: WatchedApi): AlarmSpec[] {
  const ofStage = {
    namespace: "AWS/ApiGateway",
    dimensions: { ApiName: apiName, Stage: stage },
    statistic: "Average",
    comparison: "GreaterThanThreshold",
    periodSeconds: 300,
    periods: 2,
    silence: "notBreaching",
  } as const;
  return [
    {
      ...ofStage,
      role: `${role}-errors`,
      // The average of this metric is the share of requests.
      description: `More than ${FAILED_SHARE * 100} % of the requests to ${role} failed on our side.`,
      severity: "P2",
      metricName: "5XXError",
      threshold: FAILED_SHARE,
    },
    {
      ...ofStage,
      role: `${role}-slow`,
      description: `Answers of ${role} took more than ${slowMs} ms on average.`,
      severity: "P2",
      metricName: "Latency",
      threshold: slowMs,
    },
    {
      ...ofStage,
      role: `${role}-throttles`,
      description: `${role} turned more than ${THROTTLED} requests away in five minutes, as too many came.`,
      namespace: throttles.namespace,
      metricName: throttles.metricName,
      dimensions: {},
      statistic: "Sum",
      threshold: THROTTLED,
      periods: 1,
    },
  ];
}
