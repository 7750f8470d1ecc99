import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { arnOf, logGroupArn, logGroupName, nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface FlowLogArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly vpcId: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** One of the values CloudWatch Logs has, a year or more. */
  readonly retentionDays: number;
  /** Last part of the role's name, where another network of the account has the usual one: roles are of no region. */
  readonly role?: string | undefined;
}

/** Last part of the names of log group and role, by default. */
const ROLE = "vpc-flow";

/** Every connection of the VPC, accepted or refused, in an encrypted log group. */
export class FlowLog extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:network:FlowLog", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const group = new LogGroup(
      `${name}-log`,
      { site, tags, role: ROLE, kmsKeyArn: args.kmsKeyArn, retentionDays: args.retentionDays, masksIdentifiers: false },
      child,
    );
    const role = new ServiceRole(
      `${name}-writer`,
      {
        site,
        tags,
        role: args.role ?? ROLE,
        description: "Writes VPC flow logs to their log group.",
        service: "vpc-flow-logs.amazonaws.com",
        sourceArn: (place) => arnOf(place, "ec2", "vpc-flow-log/*"),
        statements: (place) => {
          const arn = logGroupArn(place, logGroupName(site, ROLE));
          return [
            {
              Sid: "WriteStreams",
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${arn}:*`,
            },
            { Sid: "FindStreams", Effect: "Allow", Action: "logs:DescribeLogStreams", Resource: `${arn}:*` },
            { Sid: "FindGroups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: logGroupArn(place, "*") },
          ];
        },
      },
      child,
    );
    new aws.ec2.FlowLog(
      `${name}-flow`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
        tags: { ...tags, Name: nameFor(site, "other", ROLE) },
      },
      child,
    );
    this.registerOutputs({});
  }
}
