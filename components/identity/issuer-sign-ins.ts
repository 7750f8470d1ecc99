import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { THRESHOLDS } from "../observability/thresholds";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** Where an outside issuer's sign-ins are told of. */
export interface IssuerSignInsLog {
  /** Log group that a team has the issuer write to; issuers that tell EventBridge reach one by a rule. */
  readonly logGroup: string;
  /** Filter pattern of CloudWatch Logs that a failed sign-in matches, and nothing else. */
  readonly failed: string;
}

const ROLE = "issuer-sign-ins";

export interface IssuerSignInsArgs extends IssuerSignInsLog {
  readonly site: Site;
  readonly tags: Tags;
  /** Topic of alarms, where no severity has one of its own. */
  readonly topicArn: pulumi.Input<string>;
}

/** Rings when sign-ins at an outside issuer of tokens fail, as the alarm of a user pool's app does. */
export class IssuerSignIns extends pulumi.ComponentResource {
  constructor(
    name: string,
    { site, tags, topicArn, logGroup, failed }: IssuerSignInsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("phiguard:identity:IssuerSignIns", name, {}, opts);
    const child = { parent: this };
    const namespace = `${site.project}/${site.environment}/identity`;
    const filter = new aws.cloudwatch.LogMetricFilter(
      `${name}-filter`,
      {
        name: nameFor(site, "other", ROLE),
        logGroupName: logGroup,
        pattern: failed,
        metricTransformation: { name: ROLE, namespace, value: "1", defaultValue: "0" },
      },
      child,
    );
    alarm(
      name,
      { site, tags, topicArn },
      {
        role: ROLE,
        description: `${THRESHOLDS.failedLogins} sign-ins at the issuer of the API's tokens failed within five minutes.`,
        severity: "P2",
        namespace,
        metricName: filter.metricTransformation.name,
        dimensions: {},
        statistic: "Sum",
        comparison: "GreaterThanOrEqualToThreshold",
        threshold: THRESHOLDS.failedLogins,
        periodSeconds: 300,
        periods: 1,
        silence: "notBreaching",
      },
      child,
    );
    this.registerOutputs({});
  }
}
