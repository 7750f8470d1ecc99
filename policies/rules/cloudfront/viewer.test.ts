import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { MULTITENANT, NATIVE } from "./kinds";
import {
  cloudfrontCustomSslCertificate,
  cloudfrontMinimumTlsVersion,
  cloudfrontPqcTls,
  cloudfrontResponseHeadersHsts,
  cloudfrontResponseHeadersPolicyAttached,
  cloudfrontViewerPolicyHttps,
} from "./viewer";

const another = {
  name: "another type",
  type: "aws:cloudfront/function:Function",
  props: {},
  because: "other-type",
} as const;

const behavior = (viewerProtocolPolicy: unknown) => ({
  targetOriginId: "claims",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  viewerProtocolPolicy,
});
const redirect = { defaultCacheBehavior: behavior("redirect-to-https") };

testRule(cloudfrontViewerPolicyHttps, {
  valid: [
    { name: "redirects", props: redirect },
    {
      name: "HTTPS alone, on every path",
      props: {
        defaultCacheBehavior: behavior("https-only"),
        orderedCacheBehaviors: [behavior("https-only"), behavior("redirect-to-https")],
      },
    },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: redirect } },
    { name: "many tenants", type: MULTITENANT, props: { ...redirect, cacheBehaviors: [behavior("https-only")] } },
  ],
  invalid: [
    {
      name: "all let in",
      props: { defaultCacheBehavior: behavior("allow-all") },
      finds: "defaultCacheBehavior.viewerProtocolPolicy",
    },
    { name: "left out", props: {}, finds: "defaultCacheBehavior.viewerProtocolPolicy" },
    {
      name: "all let in on one path",
      props: { ...redirect, orderedCacheBehaviors: [behavior("https-only"), behavior("allow-all")] },
      finds: "orderedCacheBehaviors[1].viewerProtocolPolicy",
    },
    {
      name: "one path breaks it, the default is not known yet",
      props: {
        defaultCacheBehavior: behavior(unknownString),
        orderedCacheBehaviors: [behavior("allow-all")],
      },
      finds: "orderedCacheBehaviors[0].viewerProtocolPolicy",
    },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: { distributionConfig: { ...redirect, cacheBehaviors: [behavior("allow-all")] } },
      finds: "distributionConfig.cacheBehaviors[0].viewerProtocolPolicy",
    },
    {
      name: "Cloud Control, default",
      type: NATIVE,
      props: { distributionConfig: { defaultCacheBehavior: behavior("allow-all") } },
      finds: "distributionConfig.defaultCacheBehavior.viewerProtocolPolicy",
    },
    {
      name: "many tenants",
      type: MULTITENANT,
      props: { ...redirect, cacheBehaviors: [behavior("allow-all")] },
      finds: "cacheBehaviors[0].viewerProtocolPolicy",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { defaultCacheBehavior: behavior(unknownString) },
      because: "unknown",
      finds: "defaultCacheBehavior.viewerProtocolPolicy",
    },
  ],
});

const acmCertificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/c";
const certificate = { acmCertificateArn, sslSupportMethod: "sni-only" };
const policy = (minimumProtocolVersion: unknown) => ({
  viewerCertificate: { ...certificate, minimumProtocolVersion },
});
const MINIMUM = "viewerCertificate.minimumProtocolVersion";

testRule(cloudfrontMinimumTlsVersion, {
  valid: [
    { name: "of 2021", props: policy("TLSv1.2_2021") },
    { name: "of 2025", props: policy("TLSv1.2_2025") },
    { name: "TLS 1.3", props: policy("TLSv1.3_2025") },
    {
      name: "own certificate, said so",
      props: {
        viewerCertificate: { ...policy("TLSv1.2_2021").viewerCertificate, cloudfrontDefaultCertificate: false },
      },
    },
    {
      name: "an older one that the team allows",
      props: policy("TLSv1.2_2019"),
      config: { oldestPolicy: "TLSv1.2_2019" },
    },
    {
      name: "the oldest that a team can allow",
      props: policy("TLSv1.2_2018"),
      config: { oldestPolicy: "TLSv1.2_2018" },
    },
    { name: "the usual one, said so", props: policy("TLSv1.2_2021"), config: { oldestPolicy: "TLSv1.2_2021" } },
    {
      name: "the year that the team asks for",
      props: policy("TLSv1.2_2025"),
      config: { oldestPolicy: "TLSv1.2_2025" },
    },
    { name: "Cloud Control", type: NATIVE, props: { distributionConfig: policy("TLSv1.2_2021") } },
    { name: "many tenants", type: MULTITENANT, props: policy("TLSv1.2_2021") },
  ],
  invalid: [
    { name: "of 2019", props: policy("TLSv1.2_2019"), finds: MINIMUM },
    { name: "left out", props: { viewerCertificate: certificate }, finds: MINIMUM },
    { name: "no block", props: {}, finds: MINIMUM },
    { name: "empty", props: policy(""), finds: MINIMUM },
    { name: "TLS 1.1", props: policy("TLSv1.1_2016"), finds: MINIMUM },
    { name: "TLS 1.0", props: policy("TLSv1"), finds: MINIMUM },
    { name: "SSL", props: policy("SSLv3"), finds: MINIMUM },
    { name: "a name that only ends like one", props: policy("xTLSv1.2_2021"), finds: MINIMUM },
    { name: "a name that only begins like one", props: policy("TLSv1.2_20210"), finds: MINIMUM },
    {
      name: "CloudFront's own certificate",
      props: { viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" } },
      finds: "viewerCertificate.cloudfrontDefaultCertificate",
    },
    {
      name: "less than the team asks for",
      props: policy("TLSv1.2_2025"),
      config: { oldestPolicy: "TLSv1.3_2025" },
      finds: MINIMUM,
    },
    {
      name: "Cloud Control, its own certificate",
      type: NATIVE,
      props: {
        distributionConfig: {
          viewerCertificate: { cloudFrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" },
        },
      },
      finds: "distributionConfig.viewerCertificate.cloudFrontDefaultCertificate",
    },
    { name: "many tenants", type: MULTITENANT, props: policy("TLSv1.2_2018"), finds: MINIMUM },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: policy(unknownString), because: "unknown", finds: MINIMUM },
    {
      name: "kind of certificate not known yet",
      props: {
        viewerCertificate: { ...policy("TLSv1.2_2021").viewerCertificate, cloudfrontDefaultCertificate: unknownValue },
      },
      because: "unknown",
      finds: "viewerCertificate.cloudfrontDefaultCertificate",
    },
  ],
});

testRule(cloudfrontPqcTls, {
  valid: [
    { name: "TLS 1.3 alone", props: policy("TLSv1.3_2025") },
    {
      name: "a policy that the team names",
      props: policy("TLSv1.2_2025"),
      config: { policies: ["TLSv1.2_2025", "TLSv1.3_2025"] },
    },
  ],
  invalid: [
    { name: "TLS 1.2", props: policy("TLSv1.2_2025"), finds: MINIMUM },
    { name: "left out", props: { viewerCertificate: certificate }, finds: MINIMUM },
    {
      name: "CloudFront's own certificate",
      props: { viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.3_2025" } },
      finds: "viewerCertificate.cloudfrontDefaultCertificate",
    },
  ],
  notJudged: [another, { name: "not known yet", props: policy(unknownString), because: "unknown", finds: MINIMUM }],
});

testRule(cloudfrontCustomSslCertificate, {
  valid: [
    { name: "of Certificate Manager, by SNI", props: policy("TLSv1.2_2021") },
    {
      name: "of this program",
      props: { viewerCertificate: { ...certificate, acmCertificateArn: from("certificate") } },
      others: [{ type: "aws:acm/certificate:Certificate", name: "certificate" }],
    },
    { name: "of IAM", props: { viewerCertificate: { iamCertificateId: "ASCA", sslSupportMethod: "sni-only" } } },
  ],
  invalid: [
    {
      name: "CloudFront's own",
      props: { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      finds: [
        "viewerCertificate.cloudfrontDefaultCertificate",
        "viewerCertificate.acmCertificateArn",
        "viewerCertificate.sslSupportMethod",
      ],
    },
    {
      name: "none",
      props: {},
      finds: ["viewerCertificate.acmCertificateArn", "viewerCertificate.sslSupportMethod"],
    },
    {
      name: "by an address of its own",
      props: { viewerCertificate: { acmCertificateArn, sslSupportMethod: "vip" } },
      finds: "viewerCertificate.sslSupportMethod",
    },
    {
      name: "SNI without a certificate",
      props: { viewerCertificate: { sslSupportMethod: "sni-only" } },
      finds: "viewerCertificate.acmCertificateArn",
    },
    {
      name: "both",
      props: { viewerCertificate: { ...certificate, cloudfrontDefaultCertificate: true } },
      finds: "viewerCertificate.cloudfrontDefaultCertificate",
    },
  ],
  notJudged: [
    another,
    {
      name: "certificate from another stack",
      props: { viewerCertificate: { ...certificate, acmCertificateArn: unknownString } },
      because: "unknown",
      finds: "viewerCertificate.acmCertificateArn",
    },
    {
      name: "not known yet",
      props: { viewerCertificate: { acmCertificateArn, sslSupportMethod: unknownString } },
      because: "unknown",
      finds: "viewerCertificate.sslSupportMethod",
    },
  ],
});

testRule(cloudfrontResponseHeadersPolicyAttached, {
  valid: [
    {
      name: "a policy",
      props: { defaultCacheBehavior: { ...behavior("https-only"), responseHeadersPolicyId: "p-1" } },
    },
    {
      name: "of this program",
      props: { defaultCacheBehavior: { responseHeadersPolicyId: from("headers") } },
      others: [{ type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", name: "headers" }],
    },
  ],
  invalid: [
    { name: "left out", props: redirect, finds: "defaultCacheBehavior.responseHeadersPolicyId" },
    {
      name: "empty",
      props: { defaultCacheBehavior: { responseHeadersPolicyId: "" } },
      finds: "defaultCacheBehavior.responseHeadersPolicyId",
    },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { defaultCacheBehavior: { responseHeadersPolicyId: unknownString } },
      because: "unknown",
      finds: "defaultCacheBehavior.responseHeadersPolicyId",
    },
  ],
});

const hsts = (strictTransportSecurity: object) => ({
  securityHeadersConfig: { strictTransportSecurity },
});
const AGE = "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec";
const OVERRIDE = "securityHeadersConfig.strictTransportSecurity.override";

testRule(cloudfrontResponseHeadersHsts, {
  valid: [
    {
      name: "two years",
      props: hsts({ accessControlMaxAgeSec: 63072000, includeSubdomains: true, override: true }),
    },
    { name: "a year", props: hsts({ accessControlMaxAgeSec: 31536000, override: true }) },
    {
      name: "as long as the team asks for",
      props: hsts({ accessControlMaxAgeSec: 15768000, override: true }),
      config: { minimumAgeSeconds: 15768000 },
    },
    {
      name: "the shortest that a team can ask for",
      props: hsts({ accessControlMaxAgeSec: 1, override: true }),
      config: { minimumAgeSeconds: 1 },
    },
    {
      name: "the longest that a team can ask for",
      props: hsts({ accessControlMaxAgeSec: 315360000, override: true }),
      config: { minimumAgeSeconds: 315360000 },
    },
  ],
  invalid: [
    { name: "a second short", props: hsts({ accessControlMaxAgeSec: 31535999, override: true }), finds: AGE },
    { name: "no age", props: hsts({ override: true }), finds: AGE },
    { name: "the origin decides", props: hsts({ accessControlMaxAgeSec: 31536000, override: false }), finds: OVERRIDE },
    { name: "no block", props: { corsConfig: {} }, finds: [AGE, OVERRIDE] },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: hsts({ accessControlMaxAgeSec: unknownValue, override: true }),
      because: "unknown",
      finds: AGE,
    },
  ],
});
