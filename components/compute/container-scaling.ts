import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { alarm, type AlarmScene } from "../observability/alarm";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface ContainerScalingArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the names of policy and alarms. */
  readonly role: string;
  readonly clusterName: pulumi.Input<string>;
  /** Of the service, once it is made. */
  readonly serviceName: pulumi.Input<string>;
  readonly tasks: number;
  readonly maxTasks: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Per cent of the processors that tasks use on average: room for one to take over from another. */
const BUSY_PERCENT = 60;
const SLOW_DOWN_SECONDS = 300;
const SPEED_UP_SECONDS = 60;

/** More tasks under load, fewer without, and an alarm when there are fewer than there should be. */
export class ContainerScaling extends pulumi.ComponentResource {
  constructor(name: string, args: ContainerScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:ContainerScaling", name, {}, opts);
    const child = { parent: this };
    const { site, tags, role } = args;
    const target = new aws.appautoscaling.Target(
      `${name}-target`,
      {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${args.clusterName}/${args.serviceName}`,
        minCapacity: args.tasks,
        maxCapacity: args.maxTasks,
        tags,
      },
      child,
    );
    new aws.appautoscaling.Policy(
      `${name}-policy`,
      {
        name: nameFor(site, "other", `${role}-cpu`),
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
          targetValue: BUSY_PERCENT,
          scaleInCooldown: SLOW_DOWN_SECONDS,
          scaleOutCooldown: SPEED_UP_SECONDS,
        },
      },
      child,
    );
    const scene: AlarmScene = { site, tags, topicArn: args.alarmTopicArn };
    const dimensions = { ClusterName: args.clusterName, ServiceName: args.serviceName };
    const spec = { dimensions, periodSeconds: 60, silence: "breaching" } as const;
    alarm(
      name,
      scene,
      {
        ...spec,
        role: `${role}-tasks`,
        severity: "P2",
        description: "Fewer tasks run than should, for ten minutes.",
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        statistic: "Minimum",
        comparison: "LessThanThreshold",
        threshold: args.tasks,
        periods: 10,
      },
      child,
    );
    alarm(
      name,
      scene,
      {
        ...spec,
        role: `${role}-memory`,
        description: "Tasks use more than 85 % of their memory for five minutes: one is about to be stopped for it.",
        namespace: "AWS/ECS",
        metricName: "MemoryUtilization",
        statistic: "Maximum",
        comparison: "GreaterThanThreshold",
        threshold: 85,
        periods: 5,
        silence: "notBreaching",
      },
      child,
    );
    this.registerOutputs({});
  }
}
