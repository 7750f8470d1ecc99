import type { FirewallArgs, LoggingConfigurationArgs } from "@pulumi/aws/networkfirewall";
import { all, yes } from "../../answer";
import { customerKey, is, some } from "../../predicates";
import { on } from "../../rule";

const FIREWALL = "aws:networkfirewall/firewall:Firewall";

const firewall = on<FirewallArgs>(FIREWALL);
/** All of them take the same block. */
const encrypted = on<Pick<FirewallArgs, "encryptionConfiguration">>(
  FIREWALL,
  "aws:networkfirewall/ruleGroup:RuleGroup",
  "aws:networkfirewall/firewallPolicy:FirewallPolicy",
);
const loggingConfiguration = on<LoggingConfigurationArgs>(
  "aws:networkfirewall/loggingConfiguration:LoggingConfiguration",
);

export const networkfirewallLoggingEnabled = firewall.relation({
  id: "networkfirewall-logging-enabled",
  title: "Network firewalls log the traffic they inspect",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html",
  says: "keeps no log of the traffic it inspects",
  fix: 'new aws.networkfirewall.LoggingConfiguration("<name>", { firewallArn: firewall.arn, loggingConfiguration: { logDestinationConfigs: [alert, flow] } })',
  requires: (p, stack) =>
    stack
      .partner(p, loggingConfiguration, "firewallArn")
      .some((logging) => some(logging.loggingConfiguration.logDestinationConfigs, () => yes)),
});

export const networkfirewallDeletionProtectionEnabled = firewall.rule({
  id: "networkfirewall-deletion-protection-enabled",
  title: "Network firewalls are protected against deletion",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-settings.html",
  says: "can be deleted by mistake",
  fix: "Set deleteProtection: true.",
  remedy: { deleteProtection: true },
  requires: (p) => is(p.deleteProtection, true),
});

export const networkfirewallCmk = encrypted.rule({
  id: "networkfirewall-cmk",
  title: "Network firewalls, policies and rule groups are encrypted with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/kms-encryption-at-rest.html",
  says: "is not encrypted with a key of its own",
  fix: 'Set encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: key.arn }.',
  requires: ({ encryptionConfiguration }) =>
    all(is(encryptionConfiguration.type, "CUSTOMER_KMS"), customerKey(encryptionConfiguration.keyId)),
});
