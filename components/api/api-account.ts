import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundedRole } from "../access/bounded-role";
import type { Statement } from "../access/policy-document";
import { arnOf, logGroupArn, logGroupName } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

export interface ApiAccountArgs {
  readonly site: Site;
  readonly tags: Tags;
}

/**
 * The groups that API Gateway writes to: access logs, execution logs, and `welcome`, which it makes when it is given the role to see whether
 * it can write.
 */
export function apiLogStatements(place: Place): Statement[] {
  const groups = [
    `API-Gateway-Execution-Logs_*`,
    "/aws/apigateway/welcome",
    logGroupName(place, "*", "/aws/apigateway"),
  ];
  return [
    {
      Sid: "WriteApiLogs",
      Effect: "Allow",
      Action: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
      ],
      Resource: groups.map((group) => `${logGroupArn(place, group)}:*`),
    },
    {
      Sid: "FindApiLogs",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: arnOf(place, "logs", "log-group:*"),
    },
  ];
}

/** The role with which API Gateway writes the logs of all APIs of an account and region. An account and region have it once. */
export class ApiAccount extends pulumi.ComponentResource {
  /** Has to be there before a stage that logs. */
  readonly account: aws.apigateway.Account;

  constructor(name: string, args: ApiAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:ApiAccount", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const { role, attachment } = boundedRole(
      `${name}-logs`,
      {
        site,
        tags,
        role: "api-logs",
        description: "API Gateway writes the logs of this account's APIs.",
        policyDescription: "What API Gateway does to write logs.",
        // API Gateway documents no source for this role; only a principal of this account may hand it over.
        trust: () => ({
          Sid: "TrustService",
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
          Resource: [],
        }),
        statements: apiLogStatements,
      },
      child,
    );
    this.account = new aws.apigateway.Account(
      `${name}-account`,
      { cloudwatchRoleArn: role.arn },
      // API Gateway tries the role when it is given.
      { ...child, dependsOn: attachment },
    );
    this.registerOutputs({});
  }
}
