import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { assertOneOf, assertWhole } from "../errors";
import { nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import { watch } from "../observability/watch";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import type { ContainerCluster } from "./container-cluster";
import { containerDefinitions, SCRATCH_VOLUME, type ContainerHealth } from "./container-definition";
import { ContainerGroup } from "./container-group";
import type { ContainerRoles } from "./container-roles";
import { ContainerScaling } from "./container-scaling";
import { FARGATE_MEMORY_MIB } from "./fargate-size";
import { imageUri, type ImageRepository } from "./image-repository";

/** How much runs. */
export interface ContainerSize {
  /** 1024 are a whole processor. */
  readonly cpuUnits: number;
  /** MiB; Fargate has certain sizes for each processor. */
  readonly memoryMiB: number;
  /** Tasks, in [1, 100], and the most that load may make of them. */
  readonly tasks: number;
  readonly maxTasks: number;
}

export interface ContainerServiceArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: the network's parts, alarms. */
  readonly internalTags: Tags;
  /** Last part of the service's name, of its repository's and its log group's. */
  readonly role: string;
  readonly cluster: ContainerCluster;
  readonly repository: ImageRepository;
  /** The release to run, by tag or digest. Left out, nothing runs yet: the repository has to be there before an image is. */
  readonly imageTag?: string;
  /** Plain values known at preview, so that the definition can be judged before it is made. Never a secret. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly roles: ContainerRoles;
  /** Left out, a task counts as well while its program runs. */
  readonly health?: ContainerHealth;
  readonly size: ContainerSize;
  readonly vpcId: pulumi.Input<string>;
  /** Block of the VPC, where the endpoints of AWS services are. */
  readonly vpcCidr: string;
  readonly s3PrefixListId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Security groups that open ways to single stores. */
  readonly clientGroupIds: readonly pulumi.Input<string>[];
  /** Encrypts the program's log. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** What the definition names while there is no image; no task is started with it. */
const NO_IMAGE_YET = "none-yet";

/** A program on Fargate without doors: no way in, out to AWS's endpoints and named stores alone, rolled back when it fails. */
export class ContainerService extends pulumi.ComponentResource {
  readonly serviceName: string;
  readonly taskDefinitionArn: pulumi.Output<string>;

  constructor(name: string, args: ContainerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:ContainerService", name, {}, opts);
    assertSize(name, args.size);
    const child = { parent: this };
    const { site, tags, internalTags, size } = args;
    this.serviceName = nameFor(site, "other", args.role);
    const log = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role: args.role,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const definition = new aws.ecs.TaskDefinition(
      `${name}-definition`,
      {
        family: this.serviceName,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
        cpu: String(size.cpuUnits),
        memory: String(size.memoryMiB),
        executionRoleArn: args.roles.execution.arn,
        taskRoleArn: args.roles.task.arn,
        containerDefinitions: pulumi
          .all([atPlace(site, (place) => place), args.repository.repositoryName, log.groupName, args.environment])
          .apply(([place, , logGroup, environment]) =>
            containerDefinitions({
              name: args.role,
              image: imageUri(place, args.role, args.imageTag ?? NO_IMAGE_YET),
              environment,
              logGroup,
              region: site.region,
              health: args.health,
            }),
          ),
        volumes: args.health && [{ name: SCRATCH_VOLUME }],
        tags,
      },
      child,
    );
    const group = new ContainerGroup(`${name}-network`, { ...args, tags: internalTags }, child);
    const runs = args.imageTag !== undefined;
    const service = new awsx.ecs.FargateService(
      `${name}-service`,
      {
        name: this.serviceName,
        cluster: args.cluster.arn,
        taskDefinition: definition.arn,
        desiredCount: runs ? size.tasks : 0,
        platformVersion: "LATEST",
        networkConfiguration: {
          subnets: args.subnetIds,
          securityGroups: [group.securityGroupId, ...args.clientGroupIds],
          assignPublicIp: false,
        },
        deploymentController: { type: "ECS" },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        availabilityZoneRebalancing: "ENABLED",
        schedulingStrategy: "REPLICA",
        enableExecuteCommand: false,
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        forceNewDeployment: false,
        // A release that never gets steady is rolled back by ECS; the program's end does not wait for that.
        continueBeforeSteadyState: true,
        tags,
      },
      { ...child, transforms: runs ? [withoutCount] : [] },
    );
    if (runs) {
      watch(site, tags, { kind: "service", role: args.role, cluster: args.cluster.role });
      new ContainerScaling(
        `${name}-scaling`,
        {
          site,
          tags: internalTags,
          role: args.role,
          clusterName: args.cluster.clusterName,
          serviceName: service.service.apply(({ name: made }) => made),
          tasks: size.tasks,
          maxTasks: size.maxTasks,
          alarmTopicArn: args.alarmTopicArn,
        },
        child,
      );
    }
    this.taskDefinitionArn = definition.arn;
    this.registerOutputs({ taskDefinitionArn: this.taskDefinitionArn });
  }
}

/** How many tasks there are is the scaling's to say once the service is made. */
export function withoutCount(args: pulumi.ResourceTransformArgs): pulumi.ResourceTransformResult | undefined {
  if (args.type !== "aws:ecs/service:Service") return undefined;
  const { ignoreChanges = [] } = args.opts as pulumi.CustomResourceOptions;
  return { props: args.props, opts: { ...args.opts, ignoreChanges: [...ignoreChanges, "desiredCount"] } };
}

function assertSize(name: string, { cpuUnits, memoryMiB, tasks, maxTasks }: ContainerSize): void {
  assertOneOf("ContainerService", name, "size.cpuUnits", cpuUnits, Object.keys(FARGATE_MEMORY_MIB).map(Number));
  assertOneOf("ContainerService", name, "size.memoryMiB", memoryMiB, FARGATE_MEMORY_MIB[cpuUnits] ?? []);
  assertWhole("ContainerService", name, "size.tasks", tasks, 1, 100);
  assertWhole("ContainerService", name, "size.maxTasks", maxTasks, tasks, 100);
}
