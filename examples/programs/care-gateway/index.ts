/** The partner API: API Gateway (REST) signed with IAM, WAF in front, one Lambda function in the VPC behind. Policies as objects. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const network = new pulumi.StackReference(config.require("networkStack"));
const accountId = aws.getCallerIdentityOutput().accountId;
const partnerAccounts = config.requireObject<string[]>("partnerAccounts");

const logKey = new aws.kms.Key("gateway", {
  description: "Logs and variables of the partner API",
  enableKeyRotation: true,
});
new aws.kms.KeyPolicy("gateway", {
  keyId: logKey.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:us-east-1:${accountId}:*` },
        },
      },
    ],
  }),
});

const functionGroup = new aws.ec2.SecurityGroup("function", {
  vpcId: network.requireOutput("vpcId"),
  description: "Partner API function",
  egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "VPC endpoints" }],
});
const logGroup = new aws.cloudwatch.LogGroup("function", {
  name: "/aws/lambda/care-gateway",
  retentionInDays: 731,
  kmsKeyId: logKey.arn,
});
const role = new aws.iam.Role("function", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
  },
});
const policy = new aws.iam.Policy("function", {
  description: "What the partner API function may do",
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${logGroup.arn}:*`,
      },
      {
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:Query"],
        Resource: pulumi.interpolate`arn:aws:dynamodb:us-east-1:${accountId}:table/encounters`,
      },
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: logKey.arn },
    ],
  },
});
new aws.iam.RolePolicyAttachment("function", { role: role.name, policyArn: policy.arn });
new aws.iam.RolePolicyAttachment("function-network", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});
const handler = new aws.lambda.Function(
  "function",
  {
    name: "care-gateway",
    description: "Answers what partner hospitals ask about encounters",
    runtime: "python3.13",
    handler: "app.handler",
    code: new pulumi.asset.AssetArchive({
      "app.py": new pulumi.asset.StringAsset("def handler(event, context):\n    return {'statusCode': 501}\n"),
    }),
    role: role.arn,
    timeout: 20,
    memorySize: 512,
    kmsKeyArn: logKey.arn,
    environment: { variables: { TABLE: "encounters", LOG_LEVEL: "INFO" } },
    vpcConfig: {
      subnetIds: network.requireOutput("privateSubnetIds"),
      securityGroupIds: [functionGroup.id],
    },
    tracingConfig: { mode: "Active" },
    reservedConcurrentExecutions: 50,
  },
  { dependsOn: [logGroup] },
);

const api = new aws.apigateway.RestApi("care", {
  name: "care-gateway",
  description: "Encounters for partner hospitals",
  endpointConfiguration: { types: "REGIONAL" },
  disableExecuteApiEndpoint: true,
  minimumCompressionSize: "1024",
});
const apiPolicy = new aws.apigateway.RestApiPolicy("care", {
  restApiId: api.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: partnerAccounts.map((account) => `arn:aws:iam::${account}:root`) },
        Action: "execute-api:Invoke",
        Resource: pulumi.interpolate`${api.executionArn}/*`,
      },
    ],
  }),
});
const encounters = new aws.apigateway.Resource("encounters", {
  restApi: api.id,
  parentId: api.rootResourceId,
  pathPart: "encounters",
});
const validator = new aws.apigateway.RequestValidator("parameters", {
  restApi: api.id,
  validateRequestParameters: true,
  validateRequestBody: true,
});
const method = new aws.apigateway.Method("list", {
  restApi: api.id,
  resourceId: encounters.id,
  httpMethod: "GET",
  authorization: "AWS_IAM",
  requestValidatorId: validator.id,
  requestParameters: { "method.request.querystring.since": true },
});
const integration = new aws.apigateway.Integration("list", {
  restApi: api.id,
  resourceId: encounters.id,
  httpMethod: method.httpMethod,
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: handler.invokeArn,
});
new aws.lambda.Permission("api", {
  function: handler.name,
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*/GET/encounters`,
});
const deployment = new aws.apigateway.Deployment(
  "care",
  { restApi: api.id, triggers: { redeployment: "2026-11-01" } },
  { dependsOn: [integration, apiPolicy] },
);
const accessLog = new aws.cloudwatch.LogGroup("access", {
  name: "/api-gateway/care",
  retentionInDays: 731,
  kmsKeyId: logKey.arn,
});
const stage = new aws.apigateway.Stage("v1", {
  restApi: api.id,
  deployment: deployment.id,
  stageName: "v1",
  xrayTracingEnabled: true,
  accessLogSettings: {
    destinationArn: accessLog.arn,
    format: JSON.stringify({
      requestId: "$context.requestId",
      time: "$context.requestTime",
      ip: "$context.identity.sourceIp",
      caller: "$context.identity.caller",
      user: "$context.identity.user",
      method: "$context.httpMethod",
      path: "$context.resourcePath",
      status: "$context.status",
    }),
  },
});
new aws.apigateway.MethodSettings("v1", {
  restApi: api.id,
  stageName: stage.stageName,
  methodPath: "*/*",
  settings: {
    loggingLevel: "INFO",
    dataTraceEnabled: false,
    metricsEnabled: true,
    throttlingBurstLimit: 100,
    throttlingRateLimit: 50,
    cachingEnabled: false,
  },
});
const domain = new aws.apigateway.DomainName("care", {
  domainName: config.require("domain"),
  regionalCertificateArn: config.require("certificateArn"),
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "TLS_1_2",
});
new aws.apigateway.BasePathMapping("care", {
  restApi: api.id,
  stageName: stage.stageName,
  domainName: domain.domainName,
});

const managed = [
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesAmazonIpReputationList",
];
const firewall = new aws.wafv2.WebAcl("care", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  rules: [
    ...managed.map((name, index) => ({
      name,
      priority: index + 1,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: false },
    })),
    {
      name: "rate",
      priority: 10,
      action: { block: {} },
      statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP" } },
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "rate", sampledRequestsEnabled: false },
    },
  ],
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "care", sampledRequestsEnabled: false },
});
new aws.wafv2.WebAclAssociation("care", { resourceArn: stage.arn, webAclArn: firewall.arn });
const firewallLog = new aws.cloudwatch.LogGroup("firewall", {
  name: "aws-waf-logs-care",
  retentionInDays: 731,
  kmsKeyId: logKey.arn,
});
new aws.wafv2.WebAclLoggingConfiguration("care", {
  resourceArn: firewall.arn,
  logDestinationConfigs: [firewallLog.arn],
  redactedFields: [
    { singleHeader: { name: "authorization" } },
    { singleHeader: { name: "cookie" } },
    // Searches name patients.
    { queryString: {} },
  ],
});

export const url = pulumi.interpolate`https://${domain.domainName}`;
