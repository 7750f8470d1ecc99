import { expect } from "chai";
import { parseRuleConfig } from "../../pack-settings";
import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  acmCertificateExpirationCheck,
  acmCertificateKeyAlgorithm,
  acmCertificateNoWildcard,
  acmCertificateReplacedBeforeDelete,
  acmCertificateTransparencyLogging,
} from "./certificate";

const another = {
  name: "another type",
  type: "aws:acmpca/certificate:Certificate",
  props: {},
  because: "other-type",
} as const;
const domainName = "claims.example.org";
const imported = { certificateBody: "-----BEGIN CERTIFICATE-----", privateKey: "k" };
const topic = "arn:aws:sns:us-east-1:111122223333:operations";
const ca = "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/a";

/** An alarm on the days that the judged certificate has left. */
function alarm(changed: object = {}) {
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "expiry",
    props: {
      namespace: "AWS/CertificateManager",
      metricName: "DaysToExpiry",
      dimensions: { CertificateArn: from("subject") },
      comparisonOperator: "LessThanThreshold",
      threshold: 90,
      alarmActions: [topic],
      ...changed,
    },
  };
}

function configRule(sourceIdentifier: string, inputParameters: unknown) {
  return {
    type: "aws:cfg/rule:Rule",
    name: "config",
    props: { source: { owner: "AWS", sourceIdentifier }, inputParameters },
  };
}

const EXPIRATION = "ACM_CERTIFICATE_EXPIRATION_CHECK";

testRule(acmCertificateExpirationCheck, {
  valid: [
    { name: "validated by DNS", props: { domainName, validationMethod: "DNS" } },
    { name: "issued by a private authority", props: { domainName, certificateAuthorityArn: ca } },
    { name: "imported and watched", props: imported, others: [alarm()] },
    {
      name: "imported and watched by a query",
      props: imported,
      others: [
        alarm({
          namespace: undefined,
          metricName: undefined,
          dimensions: undefined,
          metricQueries: [
            {
              id: "m1",
              metric: {
                namespace: "AWS/CertificateManager",
                metricName: "DaysToExpiry",
                dimensions: { CertificateArn: from("subject") },
              },
            },
          ],
        }),
      ],
    },
    {
      name: "alarm by value, at the limit or before",
      props: imported,
      outputs: { arn: "arn:aws:acm:us-east-1:111122223333:certificate/c" },
      others: [
        alarm({
          dimensions: { CertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/c" },
          comparisonOperator: "LessThanOrEqualToThreshold",
          threshold: 120,
        }),
      ],
    },
    {
      name: "imported and watched by AWS Config",
      props: imported,
      others: [configRule(EXPIRATION, '{"daysToExpiration":"90"}')],
    },
    {
      name: "days of one's own",
      props: imported,
      config: { minimumDays: 45 },
      others: [alarm({ threshold: 45 })],
    },
    { name: "a day", props: imported, config: { minimumDays: 1 }, others: [alarm({ threshold: 1 })] },
    { name: "a year", props: imported, config: { minimumDays: 365 }, others: [alarm({ threshold: 365 })] },
    { name: "imported, body from another resource", props: { certificateBody: unknownString }, others: [alarm()] },
  ],
  invalid: [
    { name: "validated by mail", props: { domainName, validationMethod: "EMAIL" }, finds: "validationMethod" },
    { name: "left out", props: { domainName }, finds: "validationMethod" },
    { name: "imported", props: imported, finds: "MetricAlarm" },
    {
      name: "imported, told too late",
      props: imported,
      others: [alarm({ threshold: 89 })],
      finds: ["MetricAlarm.threshold", "MetricAlarm"],
    },
    {
      name: "days of one's own, a day late",
      props: imported,
      config: { minimumDays: 45 },
      others: [alarm({ threshold: 44 })],
      finds: ["MetricAlarm.threshold", "MetricAlarm"],
    },
    {
      name: "alarm while there is time",
      props: imported,
      others: [alarm({ comparisonOperator: "GreaterThanThreshold" })],
      finds: ["MetricAlarm.comparisonOperator", "MetricAlarm"],
    },
    {
      name: "alarm that tells nobody",
      props: imported,
      others: [alarm({ alarmActions: [] })],
      finds: ["MetricAlarm.alarmActions", "MetricAlarm"],
    },
    {
      name: "alarm switched off",
      props: imported,
      others: [alarm({ actionsEnabled: false })],
      finds: ["MetricAlarm.actionsEnabled", "MetricAlarm"],
    },
    {
      name: "alarm on another metric",
      props: imported,
      others: [alarm({ metricName: "Requests" })],
      finds: ["MetricAlarm.metricName", "MetricAlarm"],
    },
    {
      name: "alarm on another namespace",
      props: imported,
      others: [alarm({ namespace: "Clinic" })],
      finds: ["MetricAlarm.namespace", "MetricAlarm"],
    },
    {
      name: "alarm on another certificate",
      props: imported,
      others: [
        { type: "aws:acm/certificate:Certificate", name: "other" },
        alarm({ dimensions: { CertificateArn: from("other") } }),
      ],
      finds: "MetricAlarm",
    },
    {
      name: "AWS Config tells too late",
      props: imported,
      others: [configRule(EXPIRATION, '{"daysToExpiration":"89"}')],
      finds: "MetricAlarm",
    },
    {
      name: "another rule of AWS Config",
      props: imported,
      others: [configRule("ACCESS_KEYS_ROTATED", '{"daysToExpiration":"90"}')],
      finds: "MetricAlarm",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { domainName, validationMethod: unknownString },
      because: "unknown",
      finds: "validationMethod",
    },
    {
      name: "alarm of a certificate not known yet",
      props: imported,
      others: [alarm({ dimensions: unknownValue })],
      because: "unknown",
      finds: "MetricAlarm.dimensions",
    },
  ],
});

testRule(acmCertificateNoWildcard, {
  valid: [
    { name: "one host", props: { domainName, validationMethod: "DNS" } },
    { name: "two hosts", props: { domainName, subjectAlternativeNames: ["portal.example.org"] } },
    { name: "imported", props: imported },
  ],
  invalid: [
    { name: "every host", props: { domainName: "*.example.org", validationMethod: "DNS" }, finds: "domainName" },
    {
      name: "every host beside one",
      props: { domainName, subjectAlternativeNames: ["portal.example.org", "*.example.org"] },
      finds: "subjectAlternativeNames[1]",
    },
  ],
  notJudged: [
    another,
    { name: "name not known yet", props: { domainName: unknownString }, because: "unknown", finds: "domainName" },
    {
      name: "other names not known yet",
      props: { domainName, subjectAlternativeNames: unknownValue },
      because: "unknown",
      finds: "subjectAlternativeNames",
    },
  ],
});

const PREFERENCE = "options.certificateTransparencyLoggingPreference";

testRule(acmCertificateTransparencyLogging, {
  valid: [
    { name: "on", props: { domainName, options: { certificateTransparencyLoggingPreference: "ENABLED" } } },
    { name: "left out", props: { domainName } },
    { name: "other options", props: { domainName, options: { export: "DISABLED" } } },
  ],
  invalid: [
    {
      name: "off",
      props: { domainName, options: { certificateTransparencyLoggingPreference: "DISABLED" } },
      finds: PREFERENCE,
    },
  ],
  notJudged: [
    another,
    {
      name: "imported",
      props: { ...imported, options: { certificateTransparencyLoggingPreference: "DISABLED" } },
      because: "exempt",
    },
    {
      name: "private",
      props: {
        certificateAuthorityArn: unknownString,
        options: { certificateTransparencyLoggingPreference: "DISABLED" },
      },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { domainName, options: { certificateTransparencyLoggingPreference: unknownString } },
      because: "unknown",
      finds: PREFERENCE,
    },
  ],
});

testRule(acmCertificateReplacedBeforeDelete, {
  valid: [
    { name: "left out", props: { domainName } },
    { name: "off", props: { domainName }, deleteBeforeReplace: false },
  ],
  invalid: [{ name: "on", props: { domainName }, deleteBeforeReplace: true, finds: "deleteBeforeReplace" }],
  notJudged: [{ ...another, deleteBeforeReplace: true }],
});

testRule(acmCertificateKeyAlgorithm, {
  valid: [
    { name: "left out: RSA 2048", props: { domainName } },
    ...["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"].map((keyAlgorithm) => ({
      name: keyAlgorithm,
      props: { domainName, keyAlgorithm },
    })),
    { name: "a list of one's own", props: { keyAlgorithm: "RSA_8192" }, config: { algorithms: ["RSA_8192"] } },
  ],
  invalid: [
    { name: "RSA 1024", props: { domainName, keyAlgorithm: "RSA_1024" }, finds: "keyAlgorithm" },
    {
      name: "not in a list of one's own",
      props: { domainName, keyAlgorithm: "RSA_3072" },
      config: { algorithms: ["RSA_2048"] },
      finds: "keyAlgorithm",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { keyAlgorithm: unknownString }, because: "unknown", finds: "keyAlgorithm" },
  ],
});

describe(`the settings of ${acmCertificateExpirationCheck.id}`, () => {
  for (const config of [{ minimumDays: 0 }, { minimumDays: 366 }]) {
    it(`refuse ${JSON.stringify(config)}`, () => {
      expect(() =>
        parseRuleConfig(acmCertificateExpirationCheck.id, acmCertificateExpirationCheck.config ?? [], config),
      ).to.throw();
    });
  }
});
