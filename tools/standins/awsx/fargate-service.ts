import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FargateTaskDefinition, type FargateTaskDefinitionArgs } from "./fargate-task-definition";

export interface FargateServiceArgs extends Omit<aws.ecs.ServiceArgs, "taskDefinition"> {
  assignPublicIp?: pulumi.Input<boolean>;
  continueBeforeSteadyState?: pulumi.Input<boolean>;
  taskDefinition?: pulumi.Input<string>;
  taskDefinitionArgs?: FargateTaskDefinitionArgs;
  useClusterDefaultCapacityProviderStrategy?: boolean;
}

/** `awsx.ecs.FargateService`: a service and, unless given, its task definition. */
export class FargateService extends pulumi.ComponentResource {
  readonly service: aws.ecs.Service;
  readonly taskDefinition: aws.ecs.TaskDefinition | undefined;

  constructor(name: string, args: FargateServiceArgs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ecs:FargateService", name, {}, opts);
    const {
      assignPublicIp,
      continueBeforeSteadyState,
      taskDefinition,
      taskDefinitionArgs,
      useClusterDefaultCapacityProviderStrategy,
      ...rest
    } = args;
    if ((taskDefinition === undefined) === (taskDefinitionArgs === undefined)) {
      throw new TypeError(`${name}: give exactly one of taskDefinition and taskDefinitionArgs`);
    }
    if (rest.networkConfiguration !== undefined && assignPublicIp !== undefined) {
      throw new TypeError(`${name}: give networkConfiguration or assignPublicIp, not both`);
    }
    if (rest.networkConfiguration === undefined) {
      // The real component takes the account's default VPC then.
      throw new TypeError(`${name}: there is no account here to take a default VPC from; give networkConfiguration`);
    }
    if (rest.capacityProviderStrategies !== undefined && useClusterDefaultCapacityProviderStrategy) {
      throw new TypeError(
        `${name}: give capacityProviderStrategies or useClusterDefaultCapacityProviderStrategy, not both`,
      );
    }
    const made =
      taskDefinitionArgs === undefined
        ? undefined
        : new FargateTaskDefinition(name, taskDefinitionArgs, { parent: this });
    this.taskDefinition = made?.taskDefinition;
    const byCapacity =
      rest.capacityProviderStrategies !== undefined || useClusterDefaultCapacityProviderStrategy === true;
    const loadBalancers = rest.loadBalancers ?? made?.loadBalancers;
    this.service = new aws.ecs.Service(
      name,
      {
        desiredCount: 1,
        ...rest,
        ...(!byCapacity && { launchType: "FARGATE" }),
        ...(loadBalancers !== undefined && { loadBalancers }),
        waitForSteadyState: pulumi.output(continueBeforeSteadyState).apply((without) => without !== true),
        taskDefinition: made?.taskDefinition.arn ?? (taskDefinition as pulumi.Input<string>),
      },
      { parent: this },
    );
    this.registerOutputs({ service: this.service });
  }
}
