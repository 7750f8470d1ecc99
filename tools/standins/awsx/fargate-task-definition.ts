import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type RoleArgs, roleForTasks, shortHash } from "./default-role";
import { type ContainerSize, fargateSize } from "./fargate-size";

interface PortMapping {
  containerPort?: number;
  hostPort?: number;
  protocol?: string;
  name?: string;
  appProtocol?: string;
  targetGroup?: aws.lb.TargetGroup;
  [more: string]: unknown;
}

interface Container extends Record<string, unknown> {
  name?: pulumi.Input<string>;
  portMappings?: pulumi.Input<pulumi.Input<PortMapping>[]>;
}

interface LogGroupArgs {
  args?: aws.cloudwatch.LogGroupArgs;
  existing?: { arn?: pulumi.Input<string>; name?: pulumi.Input<string>; region?: pulumi.Input<string> };
  skip?: boolean;
}

export interface FargateTaskDefinitionArgs extends Omit<
  aws.ecs.TaskDefinitionArgs,
  "containerDefinitions" | "family" | "cpu" | "memory"
> {
  container?: Container;
  containers?: Record<string, Container>;
  cpu?: pulumi.Input<string>;
  memory?: pulumi.Input<string>;
  family?: pulumi.Input<string>;
  logGroup?: LogGroupArgs;
  taskRole?: RoleArgs;
  executionRole?: RoleArgs;
}

/** What pulls the image and writes the log does so with this policy. */
const EXECUTION_POLICIES = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"];

/** `awsx.ecs.FargateTaskDefinition`: the definition with its log group, task role and execution role. */
export class FargateTaskDefinition extends pulumi.ComponentResource {
  readonly taskDefinition: aws.ecs.TaskDefinition;
  readonly logGroup: aws.cloudwatch.LogGroup | undefined;
  readonly taskRole: aws.iam.Role | undefined;
  readonly executionRole: aws.iam.Role | undefined;
  readonly loadBalancers: pulumi.Output<aws.types.output.ecs.ServiceLoadBalancer[]>;

  constructor(name: string, args: FargateTaskDefinitionArgs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ecs:FargateTaskDefinition", name, {}, opts);
    const { container, containers, logGroup, taskRole, executionRole, cpu, memory, family, ...rest } = args;
    const resolved = pulumi.all(namedContainers(name, container, containers).map(resolve));
    const log = this.log(name, logGroup);
    this.logGroup = log.made;
    const task = roleForTasks(`${name}-task`, taskRole, [], this);
    const execution = roleForTasks(`${name}-execution`, executionRole, EXECUTION_POLICIES, this);
    this.taskRole = task.role;
    this.executionRole = execution.role;

    const definitions = pulumi
      .all([resolved, log.id])
      .apply(([all, logId]) => all.map((each) => definition(each, logId)));
    this.loadBalancers = resolved.apply((all) => all.flatMap(targets));
    const size = definitions.apply((all) => fargateSize(all as ContainerSize[]));
    const containerDefinitions = definitions.apply((all) => JSON.stringify(all));
    this.taskDefinition = new aws.ecs.TaskDefinition(
      name,
      {
        ...rest,
        cpu: cpu ?? size.cpu,
        memory: memory ?? size.memory,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        ...(task.roleArn !== undefined && { taskRoleArn: task.roleArn }),
        ...(execution.roleArn !== undefined && { executionRoleArn: execution.roleArn }),
        family: family ?? containerDefinitions.apply((text) => `${name}-${shortHash(pulumi.getStack() + text)}`),
        containerDefinitions,
      },
      { parent: this },
    );
    this.registerOutputs({ taskDefinition: this.taskDefinition });
  }

  /** The log group to write to: an existing one, none, or a new one. */
  private log(
    name: string,
    given: LogGroupArgs | undefined,
  ): { made?: aws.cloudwatch.LogGroup; id: pulumi.Output<{ name: string; region: string } | undefined> } {
    if (given?.existing !== undefined && given.args !== undefined) {
      throw new TypeError(`${name}: give an existing log group or args for a new one, not both`);
    }
    if (given?.skip === true) {
      return { id: pulumi.output(undefined) };
    }
    const region = aws.getRegionOutput({}, { parent: this }).region;
    if (given?.existing !== undefined) {
      const { name: existing, region: other } = given.existing;
      return {
        id: pulumi.all([existing ?? name, other ?? region]).apply(([group, place]) => ({ name: group, region: place })),
      };
    }
    const made = new aws.cloudwatch.LogGroup(name, given?.args ?? {}, { parent: this });
    return { made, id: pulumi.all([made.name, region]).apply(([group, place]) => ({ name: group, region: place })) };
  }
}

function namedContainers(
  name: string,
  container: Container | undefined,
  containers: Record<string, Container> | undefined,
): Container[] {
  if ((container === undefined) === (containers === undefined)) {
    throw new TypeError(`${name}: give exactly one of container and containers`);
  }
  return container !== undefined
    ? [{ ...container, name: container.name ?? "container" }]
    : Object.entries(containers ?? {}).map(([key, each]) => ({ ...each, name: key }));
}

/** A container whose ports name the port and ARN of their target group: outputs of a resource resolve one by one. */
interface Resolved extends Record<string, unknown> {
  name: string;
  ports: (Omit<PortMapping, "targetGroup"> & { targetPort?: number; targetArn?: string })[] | undefined;
}

function resolve(container: Container): pulumi.Output<Resolved> {
  const { portMappings, ...rest } = container;
  const ports = pulumi.output(portMappings).apply((mappings) =>
    mappings === undefined
      ? undefined
      : pulumi.all(
          mappings.map((mapping) => {
            const { targetGroup, ...more } = mapping as PortMapping;
            return pulumi
              .all([targetGroup?.port, targetGroup?.arn])
              .apply(([targetPort, targetArn]) => ({ ...more, targetPort, targetArn }));
          }),
        ),
  );
  return pulumi.all([rest, ports]).apply(([each, resolved]) => ({ ...each, ports: resolved }) as unknown as Resolved);
}

/** One container as ECS takes it: ports completed from each other, the log driver set where none is. */
function definition(container: Resolved, log: { name: string; region: string } | undefined): Record<string, unknown> {
  const { ports, ...rest } = container;
  const portMappings = ports?.map(({ targetPort, targetArn: _arn, containerPort, hostPort, ...more }) => ({
    ...more,
    containerPort: containerPort ?? targetPort ?? hostPort,
    hostPort: hostPort ?? targetPort ?? containerPort,
  }));
  const logConfiguration =
    rest["logConfiguration"] ??
    (log && {
      logDriver: "awslogs",
      options: {
        "awslogs-group": log.name,
        "awslogs-region": log.region,
        "awslogs-stream-prefix": rest.name,
      },
    });
  return { ...rest, ...(portMappings && { portMappings }), ...(logConfiguration ? { logConfiguration } : {}) };
}

/** The target groups its ports name. */
function targets({ name, ports }: Resolved): aws.types.output.ecs.ServiceLoadBalancer[] {
  return (ports ?? []).flatMap(({ targetPort, targetArn }) =>
    targetArn === undefined || targetPort === undefined
      ? []
      : [{ containerName: name, containerPort: targetPort, targetGroupArn: targetArn }],
  );
}
