import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { THRESHOLDS } from "./thresholds";

export interface TracesArgs {
  readonly site: Site;
  readonly tags: Tags;
}

/** Below X-Ray's own rule, which is 10000, and above what a team may put before it. */
const PRIORITY = 1000;

/**
 * Groups of traces that failed or were slow, with insights, and how many are taken of what this stack traces: one a second and one in twenty
 * beyond. Functions that nothing traced calls sample by Lambda's own rule, which is the same and can't be changed. The groups hold every trace
 * of the account and region: X-Ray's expressions compare whole names of services, not what they begin with.
 */
export class Traces extends pulumi.ComponentResource {
  constructor(name: string, args: TracesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:Traces", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const prefix = `${site.project}-${site.environment}-`;
    const groups: [string, string][] = [
      ["faults", "fault = true OR error = true"],
      ["slow", `responsetime > ${THRESHOLDS.latencyMs / 1000}`],
    ];
    for (const [role, filterExpression] of groups) {
      new aws.xray.Group(
        `${name}-${role}`,
        {
          groupName: nameFor(site, "trace", role),
          filterExpression,
          insightsConfiguration: { insightsEnabled: true, notificationsEnabled: false },
          tags,
        },
        child,
      );
    }
    new aws.xray.SamplingRule(
      `${name}-sampling`,
      {
        ruleName: nameFor(site, "trace", "sampling"),
        priority: PRIORITY,
        version: 1,
        reservoirSize: 1,
        fixedRate: 0.05,
        serviceName: `${prefix}*`,
        serviceType: "*",
        host: "*",
        httpMethod: "*",
        urlPath: "*",
        resourceArn: "*",
        tags,
      },
      child,
    );
    this.registerOutputs({});
  }
}
