/** The patient portal: Cognito sign-in, an HTTP API with a JWT authorizer, one Lambda function a route, one DynamoDB table. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const domain = config.require("domain");
const account = aws.getCallerIdentityOutput().accountId;
const region = aws.getRegionOutput().region;

const key = new aws.kms.Key("portal", {
  description: "Patient portal",
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { Service: pulumi.interpolate`logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:*` },
        },
      },
    ],
  }),
});

const patients = new aws.cognito.UserPool("patients", {
  usernameAttributes: ["email"],
  autoVerifiedAttributes: ["email"],
  mfaConfiguration: "ON",
  softwareTokenMfaConfiguration: { enabled: true },
  passwordPolicy: {
    minimumLength: 14,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 3,
  },
  userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
  userPoolTier: "PLUS",
  accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
  adminCreateUserConfig: { allowAdminCreateUserOnly: true },
  deletionProtection: "ACTIVE",
});
const web = new aws.cognito.UserPoolClient("web", {
  userPoolId: patients.id,
  generateSecret: false,
  allowedOauthFlowsUserPoolClient: true,
  allowedOauthFlows: ["code"],
  allowedOauthScopes: ["openid", "email"],
  callbackUrls: [`https://${domain}/signed-in`],
  logoutUrls: [`https://${domain}/`],
  supportedIdentityProviders: ["COGNITO"],
  preventUserExistenceErrors: "ENABLED",
  enableTokenRevocation: true,
  accessTokenValidity: 15,
  idTokenValidity: 15,
  refreshTokenValidity: 8,
  tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
});

const appointments = new aws.dynamodb.Table(
  "appointments",
  {
    attributes: [
      { name: "patient", type: "S" },
      { name: "start", type: "S" },
    ],
    hashKey: "patient",
    rangeKey: "start",
    billingMode: "PAY_PER_REQUEST",
    serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
  },
  { protect: true },
);

const apiLogs = new aws.cloudwatch.LogGroup("api", {
  name: "/http-api/portal",
  retentionInDays: 365,
  kmsKeyId: key.arn,
});
const api = new aws.apigatewayv2.Api("portal", {
  protocolType: "HTTP",
  disableExecuteApiEndpoint: true,
  corsConfiguration: {
    allowOrigins: [`https://${domain}`],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type"],
    maxAge: 3600,
  },
});
const authorizer = new aws.apigatewayv2.Authorizer("patients", {
  apiId: api.id,
  authorizerType: "JWT",
  identitySources: ["$request.header.Authorization"],
  jwtConfiguration: {
    issuer: pulumi.interpolate`https://cognito-idp.${region}.amazonaws.com/${patients.id}`,
    audiences: [web.id],
  },
});
const stage = new aws.apigatewayv2.Stage("portal", {
  apiId: api.id,
  name: "$default",
  autoDeploy: true,
  defaultRouteSettings: { throttlingBurstLimit: 200, throttlingRateLimit: 100, detailedMetricsEnabled: true },
  accessLogSettings: {
    destinationArn: apiLogs.arn,
    format: JSON.stringify({
      requestId: "$context.requestId",
      ip: "$context.identity.sourceIp",
      subject: "$context.authorizer.claims.sub",
      route: "$context.routeKey",
      status: "$context.status",
    }),
  },
});
const apiDomain = new aws.apigatewayv2.DomainName("portal", {
  domainName: `api.${domain}`,
  domainNameConfiguration: {
    certificateArn: config.require("certificateArn"),
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_2",
  },
});
new aws.apigatewayv2.ApiMapping("portal", { apiId: api.id, domainName: apiDomain.id, stage: stage.id });

const routes = {
  list: { route: "GET /appointments", actions: ["dynamodb:Query"] },
  book: { route: "POST /appointments", actions: ["dynamodb:PutItem", "dynamodb:ConditionCheckItem"] },
};
for (const [name, { route, actions }] of Object.entries(routes)) {
  const logGroup = new aws.cloudwatch.LogGroup(name, {
    name: `/aws/lambda/portal-${name}`,
    retentionInDays: 365,
    kmsKeyId: key.arn,
  });
  const role = new aws.iam.Role(name, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  new aws.iam.RolePolicy(name, {
    role: role.name,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: actions, Resource: appointments.arn },
        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key.arn },
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: pulumi.interpolate`${logGroup.arn}:*`,
        },
        { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
      ],
    }),
  });
  const handler = new aws.lambda.Function(
    name,
    {
      name: `portal-${name}`,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: new pulumi.asset.AssetArchive({
        "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 501 });"),
      }),
      role: role.arn,
      timeout: 10,
      memorySize: 256,
      kmsKeyArn: key.arn,
      environment: { variables: { TABLE: appointments.name } },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
    },
    { dependsOn: [logGroup] },
  );
  const integration = new aws.apigatewayv2.Integration(name, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: handler.invokeArn,
    payloadFormatVersion: "2.0",
  });
  new aws.apigatewayv2.Route(name, {
    apiId: api.id,
    routeKey: route,
    target: pulumi.interpolate`integrations/${integration.id}`,
    authorizationType: "JWT",
    authorizerId: authorizer.id,
  });
  new aws.lambda.Permission(name, {
    function: handler.name,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
  });
}

export const apiUrl = pulumi.interpolate`https://${apiDomain.domainName}`;
export const userPoolId = patients.id;
