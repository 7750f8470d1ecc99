import type { ResponseHeadersPolicyArgs } from "@pulumi/aws/cloudfront";
import { all, fromBoolean, unknown, type Answer } from "../../answer";
import { atLeast, first, given, is, notTrue, oneOf } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { choice, texts, wholeNumber } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { anyDistribution, configOf, distribution, everyBehavior, type Distribution } from "./kinds";

const VIEWER_HTTPS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html";
const SECURITY_POLICIES =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html";
const CERTIFICATES =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-https-dedicated-ip-or-sni.html";
const RESPONSE_HEADERS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html";

export const cloudfrontViewerPolicyHttps = anyDistribution.rule({
  id: "cloudfront-viewer-policy-https",
  title: "Distributions serve viewers by HTTPS alone",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.7"],
  },
  source: VIEWER_HTTPS,
  says: "serves viewers without encryption",
  fix: 'Set viewerProtocolPolicy: "redirect-to-https" or "https-only" on the default behaviour and on every other one.',
  requires: (p) => everyBehavior(p, (behavior) => servesHttpsAlone(behavior)),
});

export function servesHttpsAlone(behavior: Reading<{ readonly viewerProtocolPolicy: string }>): Answer {
  return oneOf(behavior.viewerProtocolPolicy, ["https-only", "redirect-to-https"]);
}

const POLICIES = ["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"] as const;

const oldestPolicy = choice({
  name: "oldestPolicy",
  description: "The weakest security policy that a distribution may offer its viewers.",
  fallback: "TLSv1.2_2021",
  oneOf: POLICIES,
});

export const cloudfrontMinimumTlsVersion = anyDistribution.rule({
  id: "cloudfront-minimum-tls-version",
  title: "Distributions refuse viewers below TLS 1.2 and its older ciphers",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: SECURITY_POLICIES,
  says: "lets viewers use an outdated TLS version or outdated ciphers",
  fix: 'Set viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }.',
  why: "With CloudFront's own certificate the policy is TLSv1, whatever minimumProtocolVersion says.",
  config: [oldestPolicy],
  requires: (p, settings) =>
    all(
      notDefaultCertificate(p),
      isAsStrictAs(configOf(p).viewerCertificate.minimumProtocolVersion, oldestPolicy.of(settings)),
    ),
});

function notDefaultCertificate(p: Distribution): Answer {
  const { cloudfrontDefaultCertificate, cloudFrontDefaultCertificate } = configOf(p).viewerCertificate;
  return notTrue(first(cloudfrontDefaultCertificate, cloudFrontDefaultCertificate));
}

/** Policies are named by TLS version and year; a later version, or the same in a later year, is stricter. */
function isAsStrictAs(r: Reading<string>, oldest: string): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(rankOf(String(value)) >= rankOf(oldest), pathOf(r));
}

/** `TLSv1.2_2021` to 22021; not a number for what is older than TLS 1.2, which is then less than any. */
function rankOf(policy: string): number {
  return Number(policy.replace(/TLSv1\.([2-9])_(\d{4})$/, "$1$2"));
}

const quantumSafe = texts({
  name: "policies",
  description: "Security policies under which every viewer connection can use post-quantum key exchange.",
  fallback: ["TLSv1.3_2025"],
});

export const cloudfrontPqcTls = distribution.rule({
  id: "cloudfront-pqc-tls",
  title: "Distributions require TLS 1.3, the version with post-quantum key exchange",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: SECURITY_POLICIES,
  says: "lets viewers use a TLS version without post-quantum key exchange",
  fix: 'Set viewerCertificate.minimumProtocolVersion: "TLSv1.3_2025".',
  why: "CloudFront offers post-quantum key exchange with TLS 1.3 only, so a policy that accepts TLS 1.2 does not make sure of it.",
  config: [quantumSafe],
  requires: (p, settings) =>
    all(notDefaultCertificate(p), oneOf(p.viewerCertificate.minimumProtocolVersion, quantumSafe.of(settings))),
});

export const cloudfrontCustomSslCertificate = distribution.rule({
  id: "cloudfront-custom-ssl-certificate",
  title: "Distributions have a certificate of their own and serve it by SNI",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: CERTIFICATES,
  says: "has no certificate of its own served by SNI",
  fix: 'Set viewerCertificate: { acmCertificateArn: certificate.arn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }.',
  requires: (p) =>
    all(
      notDefaultCertificate(p),
      given(first(p.viewerCertificate.acmCertificateArn, p.viewerCertificate.iamCertificateId)),
      is(p.viewerCertificate.sslSupportMethod, "sni-only"),
    ),
});

export const cloudfrontResponseHeadersPolicyAttached = distribution.rule({
  id: "cloudfront-response-headers-policy-attached",
  title: "Distributions add security headers to their responses",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: RESPONSE_HEADERS,
  says: "has no response headers policy on its default behaviour",
  fix: "Set defaultCacheBehavior.responseHeadersPolicyId to an aws.cloudfront.ResponseHeadersPolicy with a securityHeadersConfig.",
  requires: (p) => given(p.defaultCacheBehavior.responseHeadersPolicyId),
});

const YEAR_SECONDS = 31_536_000;

const minimumAgeSeconds = wholeNumber({
  name: "minimumAgeSeconds",
  description: "How long, in seconds, a browser must at least remember to use HTTPS.",
  fallback: YEAR_SECONDS,
  minimum: 1,
  maximum: 10 * YEAR_SECONDS,
});

export const cloudfrontResponseHeadersHsts = on<ResponseHeadersPolicyArgs>(
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
).rule({
  id: "cloudfront-response-headers-hsts",
  title: "Response headers policies tell browsers to use HTTPS for a year",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source:
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
  says: "does not make browsers remember to use HTTPS for a year",
  fix: "Set securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true } }.",
  config: [minimumAgeSeconds],
  requires: (p, settings) => {
    const hsts = p.securityHeadersConfig.strictTransportSecurity;
    return all(atLeast(hsts.accessControlMaxAgeSec, minimumAgeSeconds.of(settings)), is(hsts.override, true));
  },
});
