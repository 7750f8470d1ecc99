import { UNKNOWN } from "../../policies/value";
import { containers, endpointPolicy, tags } from "./clinic-documents";
import type { Data } from "./clinic-data";
import type { Store } from "./clinic-storage";
import type { Unit } from "./clinic-unit";

/** Where requests come in, by URN. */
export interface Edge {
  readonly balancer: string;
  readonly targets: string;
}

/** A load balancer, an interface of REST and one of HTTP, with logs. */
export function addEdge(unit: Unit, { log, role }: Store, { clients }: Data): Edge {
  const { number } = unit;
  const balancer = unit.add(
    "aws:lb/loadBalancer:LoadBalancer",
    "balancer",
    {
      loadBalancerType: "application",
      internal: true,
      subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
      securityGroups: [UNKNOWN],
      dropInvalidHeaderFields: number % 4 !== 0,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: `access-logs-${number % 5}`, prefix: `balancer-${number}` },
      tags: tags(),
    },
    { securityGroups: [clients] },
  );
  const targets = unit.add("aws:lb/targetGroup:TargetGroup", "targets", {
    port: 8443,
    protocol: "HTTPS",
    targetType: "ip",
    vpcId: "vpc-0a1b2c3d",
    healthCheck: { enabled: true, path: "/health", protocol: "HTTPS" },
    tags: tags(),
  });
  unit.add(
    "aws:lb/listener:Listener",
    "listener",
    {
      loadBalancerArn: UNKNOWN,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: number % 7 === 0 ? "ELBSecurityPolicy-2016-08" : "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/clinic",
      defaultActions: [{ type: "forward", targetGroupArn: UNKNOWN }],
    },
    { loadBalancerArn: [balancer], defaultActions: [targets] },
  );
  const rest = unit.add("aws:apigateway/restApi:RestApi", "rest", {
    description: `Records of unit ${number}`,
    endpointConfiguration: { types: "PRIVATE" },
    policy: endpointPolicy(number),
    tags: tags(),
  });
  const path = unit.add(
    "aws:apigateway/resource:Resource",
    "rest-path",
    { restApi: UNKNOWN, parentId: UNKNOWN, pathPart: "records" },
    { restApi: [rest], parentId: [rest] },
  );
  unit.add(
    "aws:apigateway/method:Method",
    "rest-method",
    { restApi: UNKNOWN, resourceId: UNKNOWN, httpMethod: "GET", authorization: "AWS_IAM", apiKeyRequired: false },
    { restApi: [rest], resourceId: [path] },
  );
  const restStage = unit.add(
    "aws:apigateway/stage:Stage",
    "rest-stage",
    {
      restApi: UNKNOWN,
      deployment: UNKNOWN,
      stageName: "v1",
      xrayTracingEnabled: number % 5 !== 0,
      accessLogSettings: { destinationArn: UNKNOWN, format: "$context.requestId" },
      tags: tags(),
    },
    { restApi: [rest], deployment: [rest], accessLogSettings: [log] },
  );
  unit.add(
    "aws:apigateway/methodSettings:MethodSettings",
    "rest-settings",
    {
      restApi: UNKNOWN,
      stageName: UNKNOWN,
      methodPath: "*/*",
      settings: { loggingLevel: "INFO", metricsEnabled: true, dataTraceEnabled: false },
    },
    { restApi: [rest], stageName: [restStage] },
  );
  const http = unit.add("aws:apigatewayv2/api:Api", "http", { protocolType: "HTTP", tags: tags() });
  const integration = unit.add(
    "aws:apigatewayv2/integration:Integration",
    "http-integration",
    { apiId: UNKNOWN, integrationType: "HTTP_PROXY", integrationMethod: "ANY", integrationUri: UNKNOWN },
    { apiId: [http], integrationUri: [balancer] },
  );
  unit.add(
    "aws:apigatewayv2/route:Route",
    "http-route",
    { apiId: UNKNOWN, routeKey: "GET /records", authorizationType: "AWS_IAM", target: UNKNOWN },
    { apiId: [http], target: [integration] },
  );
  unit.add(
    "aws:apigatewayv2/stage:Stage",
    "http-stage",
    {
      apiId: UNKNOWN,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: UNKNOWN, format: "$context.requestId" },
      tags: tags(),
    },
    { apiId: [http], accessLogSettings: [log] },
  );
  unit.add("aws:resourcegroups/group:Group", "group", {
    resourceQuery: { query: JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters: [] }) },
  });
  unit.add(
    "aws:iam/instanceProfile:InstanceProfile",
    "profile",
    { name: `unit-${number}`, role: UNKNOWN },
    { role: [role] },
  );
  return { balancer, targets };
}

/** A function on the stream and a service behind the load balancer. */
export function addService(unit: Unit, store: Store, data: Data, edge: Edge): void {
  const { number } = unit;
  addFunction(unit, store, data);
  const repository = unit.add(
    "aws:ecr/repository:Repository",
    "images",
    {
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: number % 3 !== 0 },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: UNKNOWN }],
      tags: tags(),
    },
    { encryptionConfigurations: [store.key] },
  );
  unit.add(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "images-kept",
    { repository: UNKNOWN, policy: JSON.stringify({ rules: [{ rulePriority: 1, action: { type: "expire" } }] }) },
    { repository: [repository] },
  );
  const cluster = unit.add("aws:ecs/cluster:Cluster", "cluster", {
    settings: [{ name: "containerInsights", value: number % 2 === 0 ? "enabled" : "disabled" }],
    tags: tags(),
  });
  unit.add(
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "capacity",
    { clusterName: UNKNOWN, capacityProviders: ["FARGATE"] },
    { clusterName: [cluster] },
  );
  const task = unit.add(
    "aws:ecs/taskDefinition:TaskDefinition",
    "task",
    {
      family: `api-${number}`,
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      cpu: "512",
      memory: "1024",
      executionRoleArn: UNKNOWN,
      taskRoleArn: UNKNOWN,
      containerDefinitions: containers(number),
      tags: tags(),
    },
    { executionRoleArn: [store.role], taskRoleArn: [store.role] },
  );
  const service = unit.add(
    "aws:ecs/service:Service",
    "service",
    {
      cluster: UNKNOWN,
      taskDefinition: UNKNOWN,
      desiredCount: 3,
      launchType: "FARGATE",
      platformVersion: "LATEST",
      networkConfiguration: { subnets: ["subnet-0a1b2c3d"], securityGroups: [UNKNOWN], assignPublicIp: false },
      loadBalancers: [{ targetGroupArn: UNKNOWN, containerName: "api", containerPort: 8443 }],
      tags: tags(),
    },
    {
      cluster: [cluster],
      taskDefinition: [task],
      networkConfiguration: [data.clients],
      loadBalancers: [edge.targets],
    },
  );
  const discovery = unit.add("aws:servicediscovery/service:Service", "discovery", {
    dnsConfig: { namespaceId: "ns-0a1b2c3d", dnsRecords: [{ ttl: 10, type: "A" }], routingPolicy: "MULTIVALUE" },
  });
  unit.add(
    "aws:servicediscovery/instance:Instance",
    "discovered",
    { instanceId: `unit-${number}`, serviceId: UNKNOWN, attributes: { stage: "bench" } },
    { serviceId: [discovery] },
  );
  unit.add(
    "aws:appautoscaling/target:Target",
    "scaled",
    {
      minCapacity: 2,
      maxCapacity: 8,
      resourceId: UNKNOWN,
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
    },
    { resourceId: [service] },
  );
  unit.add("aws:scheduler/scheduleGroup:ScheduleGroup", "schedules", { name: `unit-${number}`, tags: tags() });
  unit.add("aws:ec2/tag:Tag", "subnet-tag", {
    resourceId: "subnet-0a1b2c3d",
    key: `unit-${number}`,
    value: "shared",
  });
  unit.add("random:index/randomId:RandomId", "suffix", { byteLength: 4 });
}

function addFunction(unit: Unit, { key, role, queue, log }: Store, { stream, database }: Data): void {
  const { number } = unit;
  const intake = unit.add(
    "aws:lambda/function:Function",
    "intake",
    {
      name: `intake-${number}`,
      runtime: number % 8 === 0 ? "nodejs16.x" : "nodejs22.x",
      handler: "index.handler",
      role: UNKNOWN,
      timeout: 30,
      memorySize: 512,
      kmsKeyArn: UNKNOWN,
      environment: { variables: { STAGE: "bench", DATABASE: UNKNOWN } },
      vpcConfig: { subnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"], securityGroupIds: ["sg-0a1b2c3d"] },
      deadLetterConfig: { targetArn: UNKNOWN },
      tracingConfig: { mode: "Active" },
      reservedConcurrentExecutions: 20,
      loggingConfig: { logFormat: "JSON", logGroup: UNKNOWN },
      tags: tags(),
    },
    {
      role: [role],
      kmsKeyArn: [key],
      environment: [database],
      deadLetterConfig: [queue],
      loggingConfig: [log],
    },
  );
  unit.add(
    "aws:cloudwatch/logGroup:LogGroup",
    "intake-log",
    { name: `/aws/lambda/intake-${number}`, retentionInDays: number % 10 === 0 ? 7 : 2192, kmsKeyId: UNKNOWN },
    { kmsKeyId: [key] },
  );
  unit.add(
    "aws:cloudwatch/logStream:LogStream",
    "intake-stream",
    { name: "seed", logGroupName: UNKNOWN },
    { logGroupName: [log] },
  );
  unit.add(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "intake-source",
    { eventSourceArn: UNKNOWN, functionName: UNKNOWN, startingPosition: "LATEST", bisectBatchOnFunctionError: true },
    { eventSourceArn: [stream], functionName: [intake] },
  );
  unit.add(
    "aws:lambda/alias:Alias",
    "intake-live",
    { name: "live", functionName: UNKNOWN, functionVersion: "1" },
    { functionName: [intake] },
  );
}
