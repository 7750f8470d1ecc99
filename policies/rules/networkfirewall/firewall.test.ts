import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  networkfirewallCmk,
  networkfirewallDeletionProtectionEnabled,
  networkfirewallLoggingEnabled,
} from "./firewall";

const another = {
  name: "another type",
  type: "aws:networkfirewall/resourcePolicy:ResourcePolicy",
  props: {},
  because: "other-type",
} as const;
const FIREWALL = "aws:networkfirewall/firewall:Firewall";

const flow = { logType: "FLOW", logDestinationType: "S3", logDestination: { bucketName: "claims-logs" } };
const logging = (firewallArn: unknown, logDestinationConfigs: unknown = [flow]) => ({
  type: "aws:networkfirewall/loggingConfiguration:LoggingConfiguration",
  name: "logging",
  props: { firewallArn, loggingConfiguration: { logDestinationConfigs } },
});
const arn = "arn:aws:network-firewall:us-east-1:111122223333:firewall/claims";
const wall = { vpcId: "vpc-1", firewallPolicyArn: "arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/p" };

testRule(networkfirewallLoggingEnabled, {
  valid: [
    { name: "by ARN", props: wall, outputs: { arn }, others: [logging(arn)] },
    { name: "by reference", props: wall, others: [logging(from("subject"))] },
  ],
  invalid: [
    { name: "none", props: wall, finds: "LoggingConfiguration" },
    { name: "no property set", props: {}, finds: "LoggingConfiguration" },
    {
      name: "of another firewall",
      props: wall,
      others: [{ type: FIREWALL, name: "other" }, logging(from("other"))],
      finds: "LoggingConfiguration",
    },
    {
      name: "to nowhere",
      props: wall,
      others: [logging(from("subject"), [])],
      finds: "LoggingConfiguration.loggingConfiguration.logDestinationConfigs",
    },
    {
      name: "no destinations",
      props: wall,
      others: [{ ...logging(from("subject")), props: { firewallArn: from("subject") } }],
      finds: "LoggingConfiguration.loggingConfiguration.logDestinationConfigs",
    },
  ],
  notJudged: [
    another,
    {
      name: "of an unknown firewall",
      props: wall,
      others: [logging(unknownString)],
      because: "unknown",
      finds: "LoggingConfiguration.firewallArn",
    },
  ],
});

testRule(networkfirewallDeletionProtectionEnabled, {
  valid: [{ name: "protected", props: { ...wall, deleteProtection: true } }],
  invalid: [
    { name: "left out", props: wall, finds: "deleteProtection" },
    { name: "off", props: { ...wall, deleteProtection: false }, finds: "deleteProtection" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { deleteProtection: unknownValue },
      because: "unknown",
      finds: "deleteProtection",
    },
  ],
});

const keyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const BLOCK = "encryptionConfiguration";

testRule(networkfirewallCmk, {
  valid: [
    { name: "key by ARN", props: { ...wall, encryptionConfiguration: { type: "CUSTOMER_KMS", keyId } } },
    {
      name: "key of this program",
      props: { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: wall, finds: [`${BLOCK}.type`, `${BLOCK}.keyId`] },
    {
      name: "AWS's key",
      props: { encryptionConfiguration: { type: "AWS_OWNED_KMS_KEY", keyId } },
      finds: `${BLOCK}.type`,
    },
    { name: "no key", props: { encryptionConfiguration: { type: "CUSTOMER_KMS" } }, finds: `${BLOCK}.keyId` },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: unknownString } },
      because: "unknown",
      finds: `${BLOCK}.keyId`,
    },
  ],
  alike: ["aws:networkfirewall/ruleGroup:RuleGroup", "aws:networkfirewall/firewallPolicy:FirewallPolicy"],
});
