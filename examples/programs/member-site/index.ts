/** The members' web site: a bucket that only CloudFront reads (origin access control), WAF, security headers, logs. No patient data in it. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const domain = config.require("domain");
const tags = { DataClassification: "public", Application: "member-site" };

const internal = { ...tags, DataClassification: "internal" };

const logBucket = new aws.s3.Bucket("logs", { tags: internal });
new aws.s3.BucketPolicy("logs", {
  bucket: logBucket.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [logBucket.arn, pulumi.interpolate`${logBucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "AccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${logBucket.arn}/s3/*`,
        Condition: { StringEquals: { "aws:SourceAccount": aws.getCallerIdentityOutput().accountId } },
      },
    ],
  }),
});
const logOwnership = new aws.s3.BucketOwnershipControls("logs", {
  bucket: logBucket.id,
  // CloudFront's standard logs are written with an ACL.
  rule: { objectOwnership: "BucketOwnerPreferred" },
});
new aws.s3.BucketServerSideEncryptionConfiguration("logs", {
  bucket: logBucket.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});
const site = new aws.s3.Bucket("site", { tags });
new aws.s3.BucketServerSideEncryptionConfiguration("site", {
  bucket: site.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});
new aws.s3.BucketOwnershipControls("site", { bucket: site.id, rule: { objectOwnership: "BucketOwnerEnforced" } });
new aws.s3.BucketLogging("site", { bucket: site.id, targetBucket: logBucket.id, targetPrefix: "s3/" });
for (const [name, bucket] of Object.entries({ logs: logBucket, site })) {
  new aws.s3.BucketPublicAccessBlock(name, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketVersioning(name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
  new aws.s3.BucketLifecycleConfiguration(name, {
    bucket: bucket.id,
    rules: [
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        ...(name === "logs" ? { expiration: { days: 400 } } : {}),
      },
    ],
  });
}

const firewall = new aws.wafv2.WebAcl("site", {
  scope: "CLOUDFRONT",
  defaultAction: { allow: {} },
  rules: [
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
  ].map((name, priority) => ({
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
  })),
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "site", sampledRequestsEnabled: true },
  tags,
});
const account = aws.getCallerIdentityOutput().accountId;
const logKey = new aws.kms.Key("logs", {
  description: "Logs of the web site's firewall",
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
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
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:us-east-1:${account}:*` },
        },
      },
    ],
  }),
  tags: internal,
});
const firewallLog = new aws.cloudwatch.LogGroup("firewall", {
  name: "aws-waf-logs-member-site",
  retentionInDays: 365,
  kmsKeyId: logKey.arn,
  tags: internal,
});
new aws.wafv2.WebAclLoggingConfiguration("site", {
  resourceArn: firewall.arn,
  logDestinationConfigs: [firewallLog.arn],
  redactedFields: [
    { singleHeader: { name: "authorization" } },
    { singleHeader: { name: "cookie" } },
    { queryString: {} },
  ],
});

const certificate = new aws.acm.Certificate("site", { domainName: domain, validationMethod: "DNS", tags });
const zoneId = config.require("zoneId");
const validation = new aws.route53.Record("validation", {
  zoneId,
  name: certificate.domainValidationOptions[0]!.resourceRecordName,
  type: certificate.domainValidationOptions[0]!.resourceRecordType,
  records: [certificate.domainValidationOptions[0]!.resourceRecordValue],
  ttl: 300,
});
const validated = new aws.acm.CertificateValidation("site", {
  certificateArn: certificate.arn,
  validationRecordFqdns: [validation.fqdn],
});

const access = new aws.cloudfront.OriginAccessControl("site", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});
const headers = new aws.cloudfront.ResponseHeadersPolicy("site", {
  securityHeadersConfig: {
    strictTransportSecurity: {
      accessControlMaxAgeSec: 63072000,
      includeSubdomains: true,
      preload: true,
      override: true,
    },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "DENY", override: true },
    referrerPolicy: { referrerPolicy: "same-origin", override: true },
    contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'; frame-ancestors 'none'", override: true },
  },
});
const distribution = new aws.cloudfront.Distribution(
  "site",
  {
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: "http2and3",
    comment: "Members' web site",
    aliases: [domain],
    defaultRootObject: "index.html",
    webAclId: firewall.arn,
    origins: [{ originId: "site", domainName: site.bucketRegionalDomainName, originAccessControlId: access.id }],
    defaultCacheBehavior: {
      targetOriginId: "site",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      responseHeadersPolicyId: headers.id,
      compress: true,
    },
    customErrorResponses: [{ errorCode: 403, responseCode: 404, responsePagePath: "/404.html" }],
    restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US"] } },
    viewerCertificate: {
      acmCertificateArn: validated.certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    loggingConfig: { bucket: logBucket.bucketDomainName, prefix: "cloudfront/", includeCookies: false },
    tags,
  },
  { dependsOn: [logOwnership] },
);
new aws.s3.BucketPolicy("site", {
  bucket: site.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "CloudFront",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: pulumi.interpolate`${site.arn}/*`,
        Condition: { StringEquals: { "AWS:SourceArn": distribution.arn } },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [site.arn, pulumi.interpolate`${site.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
});
new aws.route53.Record("site", {
  zoneId,
  name: domain,
  type: "A",
  aliases: [{ name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false }],
});

export const url = `https://${domain}`;
