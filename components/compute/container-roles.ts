import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import { arnOf, logGroupArn, logGroupName } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { repositoryArn } from "./image-repository";

export interface ContainerRolesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the service's name, of its repository's and its log group's. */
  readonly role: string;
  /** What the program itself may do. */
  readonly statements: (place: Place) => readonly Statement[];
}

/** One role for the program, and another for what starts it. */
export interface ContainerRoles {
  readonly task: ServiceRole;
  readonly execution: ServiceRole;
}

/** Pulls one repository's images and writes one log group (ECS Developer Guide, "Task execution IAM role"). */
export function executionStatements(place: Place, role: string): Statement[] {
  return [
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositoryArn(place, role),
    },
    // The one action of ECR that takes no resource.
    { Sid: "RegistryToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "WriteLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn(place, logGroupName(place, role))}:log-stream:*`,
    },
  ];
}

/** The roles are made before the keys, whose policies name them. */
export function containerRoles(
  name: string,
  { site, tags, role, statements }: ContainerRolesArgs,
  opts: pulumi.ComponentResourceOptions,
): ContainerRoles {
  const common = {
    site,
    tags,
    service: "ecs-tasks.amazonaws.com",
    // ECS names a task's ARN only once it runs (ECS Developer Guide, "Task IAM role").
    sourceArn: (place: Place) => arnOf(place, "ecs", "*"),
  };
  return {
    task: new ServiceRole(
      `${name}-task`,
      { ...common, role: `${role}-task`, description: "What the program in the container may do.", statements },
      opts,
    ),
    execution: new ServiceRole(
      `${name}-execution`,
      {
        ...common,
        role: `${role}-execution`,
        description: "Pulls the program's image and writes its log.",
        statements: (place) => executionStatements(place, role),
      },
      opts,
    ),
  };
}
