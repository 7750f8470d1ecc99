import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import { all, any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { absent, every, is, matches, noneOf, notTrue, present, some } from "../../predicates";
import { jsonOf, pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import { flag } from "../../rule-config";
import { noCredentialIn } from "../../secrets-in-text";
import { UNKNOWN } from "../../value";

const taskDefinition = on<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition");

const PARAMETERS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html";
const CONTAINER_SECURITY = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html";
const SECRETS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html";
const EFS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html";
const ROLES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html";

/** What a container definition says, as far as it is asked here. */
interface ContainerDefinition {
  readonly user: string;
  readonly privileged: boolean;
  readonly readonlyRootFilesystem: boolean;
  readonly logConfiguration: { readonly logDriver: string; readonly options: { readonly mode: string } };
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

type Task = Reading<TaskDefinitionArgs>;

/** The definitions are one JSON document; each container is judged on its own. */
function everyContainer(p: Task, holds: (container: Reading<ContainerDefinition>) => Answer): Answer {
  return every(jsonOf<ContainerDefinition[]>(p.containerDefinitions), holds);
}

export const ecsTaskDefinitionUserForHostModeCheck = taskDefinition.rule({
  id: "ecs-task-definition-user-for-host-mode-check",
  title: "Containers on the host's network do not run as root unless they are privileged by design",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4", "PR.PT-3"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/ecs-task-definition-user-for-host-mode-check.html",
  says: "runs a container as root on the network of its host",
  fix: 'Set networkMode: "awsvpc", or user in each container definition to one other than root.',
  why: "A container that says privileged: true asks for the host's rights openly, and is a matter of its own rule.",
  requires: (p) =>
    any(
      not(is(p.networkMode, "host")),
      everyContainer(p, (container) => any(unnamed(is(container.privileged, true)), isNotRoot(container.user))),
    ),
});

/** A user, or user and group, other than root; left out, the image decides, and most run as root. */
function isNotRoot(user: Reading<string>): Answer {
  return matches(user, /^(?!(root|0+)(:|$))./);
}

export const ecsContainersReadonlyAccess = taskDefinition.rule({
  id: "ecs-containers-readonly-access",
  title: "Containers can't write to their own file system",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: CONTAINER_SECURITY,
  says: "has a container that may change its own file system",
  fix: "Set readonlyRootFilesystem: true in each container definition, and mount volumes where the program writes.",
  appliesWhen: (p) =>
    not(matches(p.runtimePlatform.operatingSystemFamily, /^WINDOWS_/), pathOf(p.runtimePlatform.operatingSystemFamily)),
  otherwise: "Windows containers can't have a read-only file system.",
  requires: (p) => everyContainer(p, (container) => is(container.readonlyRootFilesystem, true)),
});

export const ecsContainersNonprivileged = taskDefinition.rule({
  id: "ecs-containers-nonprivileged",
  title: "No container has the rights of its host",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: CONTAINER_SECURITY,
  says: "has a container with root's rights over its host",
  fix: "Take privileged out of the container definitions, and add single capabilities where one is needed.",
  requires: (p) => everyContainer(p, (container) => notTrue(container.privileged)),
});

export const ecsTaskDefinitionPidModeCheck = taskDefinition.rule({
  id: "ecs-task-definition-pid-mode-check",
  title: "Tasks do not share the processes of their host",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: PARAMETERS,
  says: "sees the processes of its host and of every other task there",
  fix: 'Leave pidMode out, or set pidMode: "task".',
  remedy: { pidMode: undefined },
  requires: (p) => not(is(p.pidMode, "host"), pathOf(p.pidMode)),
});

const allowBlockingLogs = flag({
  name: "allowBlockingLogs",
  description:
    "Whether a container may wait for its logs (mode: blocking), where losing no line matters more than staying up.",
  fallback: false,
});

export const ecsTaskDefinitionLogConfiguration = taskDefinition.rule({
  id: "ecs-task-definition-log-configuration",
  title: "Containers send their logs somewhere, and do not stop when that is out of reach",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
  says: "has a container whose logs are not kept, or that hangs when they can't be delivered",
  fix: 'Set logConfiguration: { logDriver: "awslogs", options: { ..., mode: "non-blocking" } } in each container definition.',
  why: "Left out, the mode is that of the account's defaultLogDriverMode, which is non-blocking since June 2025. A team that wants blocking logs says so with allowBlockingLogs.",
  config: [allowBlockingLogs],
  requires: (p, settings) =>
    everyContainer(p, ({ logConfiguration }) =>
      all(
        noneOf(logConfiguration.logDriver, ["", "none"]),
        any(
          not(is(logConfiguration.options.mode, "blocking"), pathOf(logConfiguration.options.mode)),
          fromBoolean(allowBlockingLogs.of(settings)),
        ),
      ),
    ),
});

export const ecsNoEnvironmentSecrets = taskDefinition.rule({
  id: "ecs-no-environment-secrets",
  title: "No environment variable of a container holds a credential",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: SECRETS,
  says: "shows a credential to everyone who may look at the task definition",
  fix: "Move the variable from environment to secrets: [{ name, valueFrom: secret.arn }].",
  requires: (p) => everyContainer(p, (container) => noCredentialIn(container.environment)),
});

export const ecsEfsVolumeTransitEncryption = taskDefinition.rule({
  id: "ecs-efs-volume-transit-encryption",
  title: "Tasks reach their EFS volumes over TLS",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: EFS,
  says: "sends the files of an EFS volume over the network unencrypted",
  fix: 'Set efsVolumeConfiguration.transitEncryption: "ENABLED".',
  appliesWhen: (p) => some(p.volumes, (volume) => present(volume.efsVolumeConfiguration)),
  otherwise: "The task has no EFS volume.",
  requires: (p) =>
    every(p.volumes, ({ efsVolumeConfiguration: efs }) =>
      any(unnamed(absent(efs)), is(efs.transitEncryption, "ENABLED")),
    ),
});

export const ecsTaskAndExecutionRoleDiffer = taskDefinition.rule({
  id: "ecs-task-and-execution-role-differ",
  title: "Tasks have a role of their own, apart from the one that starts them",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: ROLES,
  says: "does not keep the rights of the program apart from the rights to start it",
  fix: "Set taskRoleArn and executionRoleArn to two different roles.",
  why: "With one role the program may read every secret and image that the agent may; with none it takes what the host has.",
  requires: (p) => all(present(p.taskRoleArn), present(p.executionRoleArn), differ(p.taskRoleArn, p.executionRoleArn)),
});

/** Two ARNs not known yet differ where they were made from different resources. */
function differ(one: Reading<unknown>, other: Reading<unknown>): Answer {
  const [first, second] = [valueOf(one), valueOf(other)];
  if (first !== UNKNOWN && second !== UNKNOWN) return fromBoolean(first !== second, pathOf(one));
  const [left, right] = [referencesOf(one) ?? [], referencesOf(other) ?? []];
  if (left.length === 0 || right.length === 0) return unknown(pathOf(one));
  if (left.join() !== right.join()) return yes;
  // One component or stack may hand out two roles.
  return left.every((urn) => typeOf(urn) === "aws:iam/role:Role") ? no(pathOf(one)) : unknown(pathOf(one));
}
