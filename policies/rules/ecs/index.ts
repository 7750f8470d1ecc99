import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as service from "./service";
import * as task from "./task-definition";

export const rules: readonly Rule[] = [
  cluster.ecsContainerInsightsEnabled,
  cluster.ecsExecCmk,
  cluster.ecsExecLoggingEnabled,
  service.ecsFargateLatestPlatformVersion,
  service.ecsServiceNoPublicIp,
  task.ecsContainersNonprivileged,
  task.ecsContainersReadonlyAccess,
  task.ecsEfsVolumeTransitEncryption,
  task.ecsNoEnvironmentSecrets,
  task.ecsTaskAndExecutionRoleDiffer,
  task.ecsTaskDefinitionLogConfiguration,
  task.ecsTaskDefinitionPidModeCheck,
  task.ecsTaskDefinitionUserForHostModeCheck,
];
