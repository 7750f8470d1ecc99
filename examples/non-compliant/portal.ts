import * as aws from "@pulumi/aws";
import { houseKey } from "./keys";
import { subnets, vpc, workerGroup } from "./network";
import { notices } from "./reading";
import { frontDesk } from "./records";
import { audit, internal, named, phi } from "./site";
import { accessLog, forms } from "./storage";

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/8d4e6c0a-5b7f-4d1e-9a3c-2f6b8e0d1c47";

/** What the tablets talk to, in the house alone. */
const inner = new aws.lb.LoadBalancer("tablets", {
  name: "clinic-intake-tablets",
  internal: true,
  subnets: subnets.map((subnet) => subnet.id),
  securityGroups: [workerGroup.id],
  dropInvalidHeaderFields: true,
  desyncMitigationMode: "defensive",
  enableDeletionProtection: true,
  accessLogs: { bucket: accessLog.id, enabled: true, prefix: "tablets" },
  tags: phi,
});
const reader = new aws.lb.TargetGroup("tablets", {
  name: "clinic-intake-tablets",
  vpcId: vpc.id,
  port: 443,
  protocol: "HTTPS",
  targetType: "ip",
  healthCheck: { enabled: true, path: "/health", protocol: "HTTPS" },
  tags: internal,
});
const forward = [{ type: "forward", targetGroupArn: reader.arn }];
new aws.lb.Listener("tablets", {
  loadBalancerArn: inner.arn,
  port: 443,
  protocol: "HTTPS",
  certificateArn,
  // One tablet is from 2014.
  sslPolicy: "ELBSecurityPolicy-TLS-1-0-2015-04",
  defaultActions: forward,
  tags: internal,
});
new aws.lb.Listener("tablets-plain", {
  loadBalancerArn: inner.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: forward,
  tags: internal,
});

/** Other practices ask here what became of their letters. */
const api = new aws.apigatewayv2.Api("practices", {
  name: named("practices"),
  protocolType: "HTTP",
  disableExecuteApiEndpoint: true,
  tags: internal,
});
const answer = new aws.apigatewayv2.Integration("practices", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: notices.invokeArn,
  payloadFormatVersion: "2.0",
});
new aws.apigatewayv2.Route("letters", {
  apiId: api.id,
  routeKey: "GET /letters/{id}",
  target: answer.id.apply((id) => `integrations/${id}`),
});
const practicesLog = new aws.cloudwatch.LogGroup("practices-log", {
  name: named("practices-log"),
  kmsKeyId: houseKey.arn,
  retentionInDays: 2192,
  tags: audit,
});
new aws.apigatewayv2.Stage("practices", {
  apiId: api.id,
  name: "live",
  autoDeploy: true,
  accessLogSettings: {
    destinationArn: practicesLog.arn,
    format: JSON.stringify({
      requestId: "$context.requestId",
      caller: "$context.authorizer.claims.sub",
      route: "$context.routeKey",
      status: "$context.status",
    }),
  },
  defaultRouteSettings: { throttlingBurstLimit: 50, throttlingRateLimit: 20 },
  tags: internal,
});

const signed = new aws.cloudfront.OriginAccessControl("forms", {
  name: named("forms"),
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});
const headers = new aws.cloudfront.ResponseHeadersPolicy("forms", {
  name: named("forms"),
  securityHeadersConfig: {
    strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "DENY", override: true },
  },
});
/** Blank forms to print at home. */
export const formsSite = new aws.cloudfront.Distribution("forms", {
  enabled: true,
  aliases: ["forms.clinic.example.org"],
  defaultRootObject: "index.html",
  origins: [{ originId: "forms", domainName: forms.bucketRegionalDomainName, originAccessControlId: signed.id }],
  defaultCacheBehavior: {
    targetOriginId: "forms",
    // Links in old letters begin with http.
    viewerProtocolPolicy: "allow-all",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    responseHeadersPolicyId: headers.id,
  },
  restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US"] } },
  viewerCertificate: {
    acmCertificateArn: certificateArn,
    sslSupportMethod: "sni-only",
    minimumProtocolVersion: "TLSv1",
  },
  loggingConfig: { bucket: accessLog.bucketDomainName, prefix: "forms-site/" },
  tags: internal,
});

// The pager service of the front desk.
new aws.sns.TopicSubscription("pager", {
  topic: frontDesk.arn,
  protocol: "http",
  endpoint: "http://pager.example.org/clinic",
});
