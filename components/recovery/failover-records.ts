import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface FailoverRecordsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Id of the public hosted zone. */
  readonly hostedZone: string;
  /** What clients call: a name below the zone's own. */
  readonly name: string;
  /** What answers in the home region, and in the second one, by HTTPS on port 443. */
  readonly primary: string;
  readonly secondary: string;
  /** Path that answers 2xx or 3xx without credentials where the service is well. */
  readonly healthPath: string;
  /** Topic of us-east-1, where Route 53 counts; left out where the stack has nothing there. */
  readonly alarmTopicArn?: pulumi.Input<string>;
}

/** Seconds until a client asks for the name again: the longest that it may go on calling what is gone. */
const TTL_SECONDS = 60;

/**
 * One name for a service of two regions: Route 53 asks both every half minute, and after three failures in a row answers with the
 * second region's (Route 53 Developer Guide, "Active-passive failover"). Route 53 itself is in no region.
 */
export class FailoverRecords extends pulumi.ComponentResource {
  constructor(name: string, args: FailoverRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:FailoverRecords", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const side = (role: "primary" | "secondary", fqdn: string): aws.route53.HealthCheck => {
      const check = new aws.route53.HealthCheck(
        `${name}-${role}-check`,
        {
          type: "HTTPS",
          fqdn,
          port: 443,
          resourcePath: args.healthPath,
          enableSni: true,
          requestInterval: 30,
          failureThreshold: 3,
          measureLatency: true,
          tags: { ...tags, Name: nameFor(site, "other", `${role}-health`) },
        },
        child,
      );
      new aws.route53.Record(
        `${name}-${role}`,
        {
          zoneId: args.hostedZone,
          name: args.name,
          type: "CNAME",
          ttl: TTL_SECONDS,
          records: [fqdn],
          setIdentifier: role,
          failoverRoutingPolicies: [{ type: role.toUpperCase() }],
          healthCheckId: check.id,
        },
        child,
      );
      return check;
    };
    const checks = { primary: side("primary", args.primary), secondary: side("secondary", args.secondary) };
    const { alarmTopicArn: topicArn } = args;
    if (topicArn !== undefined) {
      for (const [role, check] of Object.entries(checks)) {
        alarm(
          name,
          { site, tags, topicArn },
          {
            role: `${role}-health`,
            description: `The ${role} region's service does not answer: Route 53 ${role === "primary" ? "sends clients to the second region" : "has nowhere to send clients if the first one fails"}.`,
            namespace: "AWS/Route53",
            metricName: "HealthCheckStatus",
            dimensions: { HealthCheckId: check.id },
            statistic: "Minimum",
            comparison: "LessThanThreshold",
            threshold: 1,
            periodSeconds: 60,
            periods: 2,
            silence: "breaching",
          },
          child,
        );
      }
    }
    this.registerOutputs({});
  }
}
