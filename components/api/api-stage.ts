import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { LogGroup } from "../observability/log-group";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { ACCESS_LOG_FORMAT, THROTTLED_PATTERN } from "./access-log";
import { apiAlarms } from "./api-alarms";

export interface ApiStageArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the API's name. */
  readonly role: string;
  readonly api: aws.apigateway.RestApi;
  readonly deployment: aws.apigateway.Deployment;
  readonly stageVariables?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly webAclArn?: pulumi.Input<string>;
  /** Requests a second of all callers together, and how many of them at once. */
  readonly requestsASecond: number;
  readonly burst: number;
  /** Milliseconds that answers may take on average before an alarm. */
  readonly slowMs: number;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** Access logs are with those of other APIs; CloudWatch's own views look for them there. */
const ACCESS_LOGS = "/aws/apigateway";

/** The one stage of an API, named after the environment: logs, traces, limits, a web ACL, and alarms. */
export class ApiStage extends pulumi.ComponentResource {
  readonly stage: aws.apigateway.Stage;

  constructor(name: string, args: ApiStageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:ApiStage", name, {}, opts);
    const child = { parent: this };
    const { site, tags, api, role } = args;
    const logs = {
      site,
      tags,
      kmsKeyArn: args.kmsKeyArn,
      retentionDays: args.logRetentionDays,
      masksIdentifiers: true,
    };
    const access = new LogGroup(`${name}-access`, { ...logs, role: `${role}-access`, namePrefix: ACCESS_LOGS }, child);
    const execution = new LogGroup(
      `${name}-execution`,
      {
        ...logs,
        role: `${role}-execution`,
        // API Gateway writes to this name alone; it would make the group itself, without a key and for ever.
        groupName: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${site.environment}`,
      },
      child,
    );
    this.stage = new aws.apigateway.Stage(
      `${name}-stage`,
      {
        restApi: api.id,
        deployment: args.deployment.id,
        stageName: site.environment,
        description: `${args.role} of ${site.environment}`,
        accessLogSettings: { destinationArn: access.namedArn, format: ACCESS_LOG_FORMAT },
        variables: args.stageVariables,
        xrayTracingEnabled: true,
        tags,
      },
      { ...child, dependsOn: [execution, ...(args.dependsOn ?? [])] },
    );
    new aws.apigateway.MethodSettings(
      `${name}-settings`,
      {
        restApi: api.id,
        stageName: this.stage.stageName,
        methodPath: "*/*",
        settings: {
          metricsEnabled: true,
          // At INFO the log has the paths of all requests, which name patients.
          loggingLevel: "ERROR",
          dataTraceEnabled: false,
          throttlingRateLimit: args.requestsASecond,
          throttlingBurstLimit: args.burst,
        },
      },
      child,
    );
    if (args.webAclArn !== undefined) {
      new aws.wafv2.WebAclAssociation(
        `${name}-web-acl`,
        { resourceArn: this.stage.arn, webAclArn: args.webAclArn },
        child,
      );
    }
    const throttles = new aws.cloudwatch.LogMetricFilter(
      `${name}-throttles`,
      {
        name: nameFor(site, "other", `${role}-throttles`),
        logGroupName: access.groupName,
        pattern: THROTTLED_PATTERN,
        metricTransformation: {
          name: `${role}-throttles`,
          namespace: `${site.project}/${site.environment}/api`,
          value: "1",
          defaultValue: "0",
        },
      },
      child,
    );
    const specs = apiAlarms({
      role,
      apiName: api.name,
      stage: site.environment,
      slowMs: args.slowMs,
      throttles: {
        namespace: `${site.project}/${site.environment}/api`,
        metricName: throttles.metricTransformation.name,
      },
    });
    watch(site, tags, { kind: "api", role, stage: site.environment });
    for (const spec of specs) alarm(name, { site, tags, topicArn: args.alarmTopicArn }, spec, child);
    this.registerOutputs({});
  }
}
