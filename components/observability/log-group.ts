import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertOneOf } from "../errors";
import { logGroupArn, logGroupName, nameFor, partitionOf } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { logDataProtection } from "./data-protection";
import { LOG_RETENTION_DAYS } from "./retention";

export interface LogGroupArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the group's name. */
  readonly role: string;
  /** What the name begins with where a service wants it so: `/aws/events`. */
  readonly namePrefix?: string;
  /** The whole name, where a service writes to a group that it names itself. It has to contain project and environment. */
  readonly groupName?: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** One of the values CloudWatch Logs has, a year or more. */
  readonly retentionDays: number;
  /** True for logs of what handles PHI: identifiers that get in by mistake are counted and masked. */
  readonly masksIdentifiers: boolean;
}

/** A log group with a customer key and stated retention. */
export class LogGroup extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The ARN made from the name: known at preview, and depends on the group. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: LogGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:LogGroup", name, {}, opts);
    assertOneOf("LogGroup", name, "retentionDays", args.retentionDays, LOG_RETENTION_DAYS);
    const child = { parent: this };
    const { site } = args;
    const group = new aws.cloudwatch.LogGroup(
      `${name}-group`,
      {
        name: args.groupName ?? logGroupName(site, args.role, args.namePrefix),
        kmsKeyId: args.kmsKeyArn,
        retentionInDays: args.retentionDays,
        tags: args.tags,
      },
      { ...child, protect: site.deletionProtection },
    );
    if (args.masksIdentifiers) {
      new aws.cloudwatch.LogDataProtectionPolicy(
        `${name}-protection`,
        {
          logGroupName: group.name,
          policyDocument: logDataProtection(nameFor(site, "other", args.role), partitionOf(site.region)),
        },
        child,
      );
    }
    this.groupName = group.name;
    this.arn = group.arn;
    this.namedArn = pulumi
      .all([site.accountId, group.name])
      .apply(([accountId, groupName]) => logGroupArn({ region: site.region, accountId }, groupName));
    this.registerOutputs({ groupName: this.groupName });
  }
}
