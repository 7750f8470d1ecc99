import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../access/policy-document";
import { assertWhole } from "../errors";
import { arnOf, logGroupArn, nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { REDACTED, webAclRules } from "./web-acl-rules";

export interface WebAclArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Requests that one address may make in a minute, in [10, 2000000000]; AWS WAF takes no others. */
  readonly requestsAMinute: number;
  /** Key of the log; its policy admits CloudWatch Logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** One of CloudWatch's values, a year or more. */
  readonly logRetentionDays: number;
}

/** Last part of the names of ACL and log group. */
const ROLE = "web";
/** AWS WAF delivers to log groups with this prefix alone (WAF Developer Guide, "Sending web ACL traffic logs"). */
const LOG_PREFIX = "aws-waf-logs-";

/** Rules for the web requests of a region's APIs: AWS's managed groups, a rate for an address, and a log without PHI. */
export class WebAcl extends pulumi.ComponentResource {
  /** For a WebAclAssociation of an API stage, a user pool or a load balancer. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:WebAcl", name, {}, opts);
    assertWhole("WebAcl", name, "requestsAMinute", args.requestsAMinute, 10, 2_000_000_000);
    const child = { parent: this };
    const { site, tags } = args;
    const aclName = nameFor(site, "webAcl", ROLE);
    const acl = new aws.wafv2.WebAcl(
      `${name}-acl`,
      {
        name: aclName,
        description: "Managed rules and a rate for the APIs of this region.",
        scope: "REGIONAL",
        defaultAction: { allow: {} },
        rules: webAclRules(aclName, args.requestsAMinute),
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: aclName, sampledRequestsEnabled: false },
        tags,
      },
      child,
    );
    const group = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role: ROLE,
        namePrefix: LOG_PREFIX,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const admission = new aws.cloudwatch.LogResourcePolicy(
      `${name}-log-policy`,
      {
        policyName: nameFor(site, "other", `${ROLE}-log`),
        policyDocument: pulumi.all([site.accountId, group.groupName]).apply(([accountId, groupName]) => {
          const place = { ...site, accountId };
          return policyDocument([
            {
              Sid: "WafWrites",
              Effect: "Allow",
              Principal: { Service: "delivery.logs.amazonaws.com" },
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${logGroupArn(place, groupName)}:log-stream:*`,
              Condition: {
                StringEquals: { "aws:SourceAccount": accountId },
                ArnLike: { "aws:SourceArn": arnOf(place, "logs", "*") },
              },
            },
          ]);
        }),
      },
      child,
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      `${name}-logging`,
      { resourceArn: acl.arn, logDestinationConfigs: [group.arn], redactedFields: REDACTED },
      { ...child, dependsOn: admission },
    );
    this.arn = acl.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
