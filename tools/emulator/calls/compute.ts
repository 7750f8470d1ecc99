import { call, capitals, given, making, tagList, text, type Json, type Makers } from "./call";

/** A program of a few bytes: what a function does is tested elsewhere. */
const EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";

/** Functions, state machines, containers, databases. */
export const compute: Makers = {
  "aws:lambda/function:Function": (inputs) =>
    making(
      call("lambda", "create_function", {
        FunctionName: inputs.name,
        Description: inputs.description,
        Role: inputs.role,
        Runtime: inputs.runtime,
        Handler: inputs.handler,
        Code: { ZipFile: EMPTY_ZIP },
        Architectures: inputs.architectures,
        Timeout: inputs.timeout,
        MemorySize: inputs.memorySize,
        KMSKeyArn: inputs.kmsKeyArn,
        Environment: inputs.environment && { Variables: inputs.environment.variables },
        TracingConfig: capitals(inputs.tracingConfig),
        DeadLetterConfig: capitals(inputs.deadLetterConfig),
        VpcConfig: inputs.vpcConfig && {
          SubnetIds: inputs.vpcConfig.subnetIds,
          SecurityGroupIds: inputs.vpcConfig.securityGroupIds,
        },
        LoggingConfig: capitals(inputs.loggingConfig),
        EphemeralStorage: capitals(inputs.ephemeralStorage),
        Publish: inputs.publish,
        Tags: inputs.tags,
      }),
      ({ FunctionArn, Version }) => ({ id: inputs.name, name: inputs.name, arn: FunctionArn, version: Version }),
    ),
  "aws:lambda/alias:Alias": ({ name, functionName, functionVersion }) =>
    making(
      call("lambda", "create_alias", { Name: name, FunctionName: functionName, FunctionVersion: functionVersion }),
      ({ AliasArn }) => ({ id: AliasArn, arn: AliasArn, name }),
    ),
  "aws:lambda/permission:Permission": ({ statementId, function: of, action, principal, sourceArn, ...rest }, name) =>
    making(
      call("lambda", "add_permission", {
        FunctionName: of,
        StatementId: statementId ?? name,
        Action: action,
        Principal: principal,
        SourceArn: sourceArn,
        SourceAccount: rest.sourceAccount,
        Qualifier: rest.qualifier,
      }),
    ),
  "aws:sfn/stateMachine:StateMachine": (inputs) =>
    making(
      call("stepfunctions", "create_state_machine", {
        name: inputs.name,
        definition: text(inputs.definition),
        roleArn: inputs.roleArn,
        type: inputs.type,
        loggingConfiguration: inputs.loggingConfiguration && {
          level: inputs.loggingConfiguration.level,
          includeExecutionData: inputs.loggingConfiguration.includeExecutionData,
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: inputs.loggingConfiguration.logDestination } }],
        },
        tracingConfiguration: inputs.tracingConfiguration,
        encryptionConfiguration: inputs.encryptionConfiguration,
        tags: Object.entries(inputs.tags ?? {}).map(([key, value]) => ({ key, value })),
      }),
      ({ stateMachineArn }) => ({ id: stateMachineArn, arn: stateMachineArn, name: inputs.name }),
    ),
  "aws:ecr/repository:Repository": (inputs) =>
    making(
      call("ecr", "create_repository", {
        repositoryName: inputs.name,
        imageTagMutability: inputs.imageTagMutability,
        imageScanningConfiguration: inputs.imageScanningConfiguration,
        encryptionConfiguration: inputs.encryptionConfigurations?.[0] && {
          encryptionType: inputs.encryptionConfigurations[0].encryptionType,
          kmsKey: inputs.encryptionConfigurations[0].kmsKey,
        },
        tags: tagList(inputs.tags),
      }),
      ({ repository }) => ({
        id: inputs.name,
        name: inputs.name,
        arn: repository.repositoryArn,
        repositoryUrl: repository.repositoryUri,
      }),
    ),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ({ repository, policy }) =>
    making(call("ecr", "put_lifecycle_policy", { repositoryName: repository, lifecyclePolicyText: text(policy) })),
  "aws:ecs/cluster:Cluster": ({ name, settings, tags }) =>
    making(call("ecs", "create_cluster", { clusterName: name, settings, tags: lowerTags(tags) }), ({ cluster }) => ({
      id: cluster.clusterArn,
      arn: cluster.clusterArn,
      name,
    })),
  "aws:ecs/taskDefinition:TaskDefinition": (inputs) =>
    making(
      call("ecs", "register_task_definition", {
        family: inputs.family,
        cpu: inputs.cpu,
        memory: inputs.memory,
        networkMode: inputs.networkMode,
        requiresCompatibilities: inputs.requiresCompatibilities,
        runtimePlatform: inputs.runtimePlatform,
        executionRoleArn: inputs.executionRoleArn,
        taskRoleArn: inputs.taskRoleArn,
        containerDefinitions: JSON.parse(text(inputs.containerDefinitions)),
        tags: lowerTags(inputs.tags),
      }),
      ({ taskDefinition }) => ({ id: inputs.family, arn: taskDefinition.taskDefinitionArn, family: inputs.family }),
    ),
  "aws:rds/parameterGroup:ParameterGroup": ({ name, family, description, parameters, tags }) => ({
    calls: [
      call("rds", "create_db_parameter_group", {
        DBParameterGroupName: name,
        DBParameterGroupFamily: family,
        Description: description ?? name,
        Tags: tagList(tags),
      }),
      call("rds", "modify_db_parameter_group", {
        DBParameterGroupName: name,
        Parameters: (parameters ?? []).map((of: Json) =>
          given({ ParameterName: of.name, ParameterValue: of.value, ApplyMethod: of.applyMethod ?? "immediate" }),
        ),
      }),
    ],
    state: () => ({ id: name, name }),
  }),
};

function lowerTags(tags: Json | undefined): object[] | undefined {
  return tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
}
