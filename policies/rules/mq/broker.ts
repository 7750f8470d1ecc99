import type { BrokerArgs, ConfigurationArgs } from "@pulumi/aws/mq";
import { all, any, no, not, yes, type Answer } from "../../answer";
import { customerKey, is, matches, notTrue } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts, type RuleSettings } from "../../rule-config";

const BROKER = "aws:mq/broker:Broker";

const broker = on<BrokerArgs>(BROKER);
const versioned = on<BrokerArgs & ConfigurationArgs>(BROKER, "aws:mq/configuration:Configuration");

/** The provider takes the engine's name in any case. */
const ACTIVEMQ = /activemq/i;

export const mqBrokerNotPublic = broker.rule({
  id: "mq-broker-not-public",
  title: "Message brokers can't be reached from the internet",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html",
  says: "has a public address",
  fix: "Set publiclyAccessible: false or leave it out.",
  remedy: { publiclyAccessible: false },
  requires: (p) => notTrue(p.publiclyAccessible),
});

export const mqCloudwatchAuditLoggingEnabled = broker.rule({
  id: "mq-cloudwatch-audit-logging-enabled",
  title: "Message brokers write their logs to CloudWatch",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html",
  says: "does not write all of its logs to CloudWatch",
  fix: "Set logs: { general: true, audit: true }; RabbitMQ has no audit log.",
  requires: (p) =>
    all(
      is(p.logs.general, true),
      any(is(p.logs.audit, true), not(matches(p.engineType, ACTIVEMQ), pathOf(p.logs.audit))),
    ),
});

export const mqBrokerCmk = broker.rule({
  id: "mq-broker-cmk",
  title: "Message brokers encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html",
  says: "does not encrypt with a customer managed key",
  fix: "Set encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: key.arn }.",
  requires: ({ encryptionOptions: by }) => all(is(by.useAwsOwnedKey, false), customerKey(by.kmsKeyId)),
});

// The version support calendars of Amazon MQ: ActiveMQ 5.17 ended on 16 June 2025, RabbitMQ 3.12 on 17 March 2025.
const activeMqVersions = texts({
  name: "activeMqVersions",
  description: "Versions of ActiveMQ that are supported, as major.minor; any patch of them counts.",
  fallback: ["5.18", "5.19"],
});
const rabbitMqVersions = texts({
  name: "rabbitMqVersions",
  description: "Versions of RabbitMQ that are supported, as major.minor; any patch of them counts.",
  fallback: ["3.13", "4.2"],
});

export const mqAutoMinorVersionUpgradeEnabled = versioned.rule({
  id: "mq-auto-minor-version-upgrade-enabled",
  title: "Message brokers run a supported version and take its fixes by themselves",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html",
  says: "does not take fixes by itself, or runs a version that AWS no longer supports",
  fix: "Set autoMinorVersionUpgrade: true and a supported engineVersion.",
  config: [activeMqVersions, rabbitMqVersions],
  remedy: { autoMinorVersionUpgrade: true },
  requires: (p, settings, { type }) =>
    all(type === BROKER ? is(p.autoMinorVersionUpgrade, true) : yes, supportedVersion(p, settings)),
});

function supportedVersion({ engineType, engineVersion }: Reading<BrokerArgs>, settings: RuleSettings): Answer {
  const isActiveMq = matches(engineType, ACTIVEMQ);
  if (isActiveMq.truth === "unknown") return isActiveMq;
  const supported = (isActiveMq.truth === true ? activeMqVersions : rabbitMqVersions).of(settings);
  return any(no(pathOf(engineVersion)), ...supported.map((version) => isVersion(engineVersion, version)));
}

/** `5.18` and any of its patches: `5.18.4`. */
function isVersion(r: Reading<string>, version: string): Answer {
  const exact = is(r, version);
  const value = valueOf(r);
  return typeof value === "string" && value.startsWith(`${version}.`) ? yes : exact;
}
