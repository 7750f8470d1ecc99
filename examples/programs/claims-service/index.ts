/** The claims service: Fargate behind an HTTPS load balancer. VPC and subnets come from the network stack by StackReference. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const network = new pulumi.StackReference(`acme/network/${pulumi.getStack()}`);
const vpcId = network.requireOutput("vpcId").apply((id) => id as string);
const publicSubnetIds = network.requireOutput("publicSubnetIds").apply((ids) => ids as string[]);
const privateSubnetIds = network.requireOutput("privateSubnetIds").apply((ids) => ids as string[]);

const port = 8443;
const region = "us-east-1";
const account = aws.getCallerIdentityOutput().accountId;

const key = new aws.kms.Key("claims", {
  description: "Claims service: logs, images, secrets",
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Administration",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "CloudWatchLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:log-group:/ecs/claims`,
          },
        },
      },
    ],
  }),
});

const loadBalancerGroup = new aws.ec2.SecurityGroup("load-balancer", {
  vpcId,
  description: "Claims load balancer",
  ingress: [
    { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"], description: "HTTPS from the clinics" },
  ],
  egress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["10.0.0.0/8"], description: "To the tasks" }],
});
const taskGroup = new aws.ec2.SecurityGroup("tasks", {
  vpcId,
  description: "Claims tasks",
  ingress: [
    {
      protocol: "tcp",
      fromPort: port,
      toPort: port,
      securityGroups: [loadBalancerGroup.id],
      description: "From the load balancer",
    },
  ],
  egress: [
    {
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["0.0.0.0/0"],
      description: "AWS and the clearing house",
    },
    { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.0.0.0/8"], description: "Database" },
  ],
});

const loadBalancer = new aws.lb.LoadBalancer("claims", {
  loadBalancerType: "application",
  internal: false,
  subnets: publicSubnetIds,
  securityGroups: [loadBalancerGroup.id],
  dropInvalidHeaderFields: true,
  enableDeletionProtection: true,
  accessLogs: { enabled: true, bucket: config.require("accessLogBucket"), prefix: "claims" },
});
const targets = new aws.lb.TargetGroup("claims", {
  vpcId,
  port,
  protocol: "HTTPS",
  targetType: "ip",
  deregistrationDelay: 30,
  healthCheck: { path: "/healthz", protocol: "HTTPS", interval: 15, healthyThreshold: 2 },
});
const https = new aws.lb.Listener("https", {
  loadBalancerArn: loadBalancer.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificateArn: config.require("certificateArn"),
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
new aws.wafv2.WebAclAssociation("claims", {
  resourceArn: loadBalancer.arn,
  webAclArn: network.requireOutput("webAclArn"),
});

const repository = new aws.ecr.Repository("claims", {
  name: "claims",
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
});
new aws.ecr.LifecyclePolicy("claims", {
  repository: repository.name,
  policy: {
    rules: [
      {
        rulePriority: 1,
        description: "Keep the last fifty images",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
        action: { type: "expire" },
      },
    ],
  },
});

const logs = new aws.cloudwatch.LogGroup("claims", { name: "/ecs/claims", retentionInDays: 400, kmsKeyId: key.arn });
const cluster = new aws.ecs.Cluster("claims", { settings: [{ name: "containerInsights", value: "enabled" }] });

const assume = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
const databaseSecret = new aws.secretsmanager.Secret("database", {
  description: "User of the claims database; its value is set by the rotation function",
  kmsKeyId: key.arn,
});

const executionRole = new aws.iam.Role("execution", { assumeRolePolicy: assume });
new aws.iam.RolePolicyAttachment("execution", {
  role: executionRole.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
new aws.iam.RolePolicy("execution-secrets", {
  role: executionRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: databaseSecret.arn },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
    ],
  }),
});
const taskRole = new aws.iam.Role("task", { assumeRolePolicy: assume });
new aws.iam.RolePolicy("task", {
  role: taskRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: `arn:aws:sqs:${region}:*:claims-outbox` },
      { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
    ],
  }),
});

const task = new aws.ecs.TaskDefinition("claims", {
  family: "claims",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "1024",
  memory: "2048",
  runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
  executionRoleArn: executionRole.arn,
  taskRoleArn: taskRole.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "claims",
      image: pulumi.interpolate`${repository.repositoryUrl}:${config.require("version")}`,
      essential: true,
      user: "10001",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: port, protocol: "tcp" }],
      environment: [{ name: "PORT", value: String(port) }],
      secrets: [{ name: "DATABASE", valueFrom: databaseSecret.arn }],
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": logs.name, "awslogs-region": region, "awslogs-stream-prefix": "claims" },
      },
    },
  ]),
});
const service = new aws.ecs.Service(
  "claims",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    desiredCount: 3,
    launchType: "FARGATE",
    platformVersion: "LATEST",
    networkConfiguration: { subnets: privateSubnetIds, securityGroups: [taskGroup.id], assignPublicIp: false },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "claims", containerPort: port }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    enableExecuteCommand: false,
    propagateTags: "SERVICE",
  },
  { dependsOn: [https] },
);

const scaling = new aws.appautoscaling.Target("claims", {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: pulumi.interpolate`service/${cluster.name}/${service.name}`,
  minCapacity: 3,
  maxCapacity: 12,
});
new aws.appautoscaling.Policy("claims-cpu", {
  policyType: "TargetTrackingScaling",
  serviceNamespace: scaling.serviceNamespace,
  scalableDimension: scaling.scalableDimension,
  resourceId: scaling.resourceId,
  targetTrackingScalingPolicyConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    targetValue: 60,
  },
});

export const url = pulumi.interpolate`https://${loadBalancer.dnsName}`;
