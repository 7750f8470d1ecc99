import type { CertificateArgs } from "@pulumi/aws/acm";
import type { RuleArgs } from "@pulumi/aws/cfg";
import { all, any, not, unnamed, type Answer } from "../../answer";
import { absent, atLeast, every, is, matches, oneOf, present } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts, wholeNumber } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { isReplacedFirst } from "../apigateway/deployment";
import { alarmOn } from "../route53/metric-alarm";

const certificate = on<CertificateArgs>("aws:acm/certificate:Certificate");
const configRule: Kind<RuleArgs> = { types: ["aws:cfg/rule:Rule"] };

const USER_GUIDE = "https://docs.aws.amazon.com/acm/latest/userguide";

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days before an imported certificate expires by which someone must be told.",
  fallback: 90,
  minimum: 1,
  maximum: 365,
});

export const acmCertificateExpirationCheck = certificate.relation({
  id: "acm-certificate-expiration-check",
  title: "Certificates renew by themselves, or somebody is told long before they expire",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.AC-5", "PR.DS-2", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: `${USER_GUIDE}/managed-renewal.html`,
  says: "may expire without anyone noticing",
  fix: 'Set validationMethod: "DNS"; for an imported certificate add an aws.cloudwatch.MetricAlarm on DaysToExpiry (AWS/CertificateManager) with threshold: 90 and alarmActions.',
  why: "ACM renews what it validates by DNS and what a private authority issued. With EMAIL a person must answer each time, and an imported certificate is never renewed.",
  config: [minimumDays],
  requires: (p, stack) =>
    present(p.certificateBody).truth === true
      ? isWatched(p, stack)
      : any(is(p.validationMethod, "DNS"), unnamed(present(p.certificateAuthorityArn))),
});

/** By an alarm on the days that are left, or by the AWS Config rule for them. */
function isWatched(p: Reading<CertificateArgs>, stack: StackView): Answer {
  const days = minimumDays.of(stack.settings);
  return any(
    alarmOn(p, stack, { namespace: "AWS/CertificateManager", metricName: "DaysToExpiry" }, (alarm) =>
      all(
        oneOf(alarm.comparisonOperator, ["LessThanThreshold", "LessThanOrEqualToThreshold"]),
        atLeast(alarm.threshold, days),
      ),
    ),
    ...stack
      .all(configRule)
      .map(({ source, inputParameters }) =>
        unnamed(
          all(
            is(source.sourceIdentifier, "ACM_CERTIFICATE_EXPIRATION_CHECK"),
            atLeast(jsonOf<{ daysToExpiration: string }>(inputParameters).daysToExpiration, days),
          ),
        ),
      ),
  );
}

export const acmCertificateNoWildcard = certificate.rule({
  id: "acm-certificate-no-wildcard",
  title: "Certificates name their hosts one by one",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: `${USER_GUIDE}/acm-concepts.html`,
  says: "stands for every host of a domain",
  fix: "Name each host in domainName and subjectAlternativeNames.",
  why: "Whoever gets hold of the key of a wildcard certificate can pass for any host of the domain.",
  requires: (p) =>
    all(
      namesOneHost(p.domainName),
      every(p.subjectAlternativeNames, (name) => namesOneHost(name as Reading<string>)),
    ),
});

function namesOneHost(name: Reading<string>): Answer {
  return not(matches(name, /\*/), pathOf(name));
}

export const acmCertificateTransparencyLogging = certificate.rule({
  id: "acm-certificate-transparency-logging",
  title: "Public certificates are entered in the transparency logs",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: `${USER_GUIDE}/acm-bestpractices.html`,
  says: "is kept out of the certificate transparency logs",
  fix: 'Leave certificateTransparencyLoggingPreference out or set it to "ENABLED".',
  why: "Browsers distrust a certificate that is not logged, and the logs show a certificate that someone else got for the domain.",
  appliesWhen: (p) => all(not(present(p.certificateBody)), not(present(p.certificateAuthorityArn))),
  otherwise: "ACM logs only the public certificates that it issues; this one is imported or private.",
  remedy: { "options.certificateTransparencyLoggingPreference": undefined },
  requires: ({ options: { certificateTransparencyLoggingPreference: preference } }) =>
    any(absent(preference), is(preference, "ENABLED")),
});

export const acmCertificateReplacedBeforeDelete = certificate.rule({
  id: "acm-certificate-replaced-before-delete",
  title: "Certificates stay until their replacement stands",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://www.pulumi.com/docs/iac/concepts/resources/options/deletebeforereplace/",
  says: "is deleted before its replacement stands",
  fix: "Remove the deleteBeforeReplace option.",
  why: "ACM refuses to delete a certificate in use, so the update stops half-way.",
  requires: (_p, _settings, resource) => isReplacedFirst(resource),
});

const algorithms = texts({
  name: "algorithms",
  description: "Key algorithms that a certificate may use, in ACM's spelling.",
  fallback: ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"],
});

export const acmCertificateKeyAlgorithm = certificate.rule({
  id: "acm-certificate-key-algorithm",
  title: "Certificates have keys of RSA 2048 bits or more, or of an elliptic curve",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: `${USER_GUIDE}/acm-certificate-characteristics.html`,
  says: "has a key that is too weak",
  fix: 'Leave keyAlgorithm out (RSA_2048) or set it to e.g. "EC_prime256v1".',
  config: [algorithms],
  remedy: { keyAlgorithm: undefined },
  requires: (p, settings) => any(absent(p.keyAlgorithm), oneOf(p.keyAlgorithm, algorithms.of(settings))),
});
