import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  mqAutoMinorVersionUpgradeEnabled,
  mqBrokerCmk,
  mqBrokerNotPublic,
  mqCloudwatchAuditLoggingEnabled,
} from "./broker";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const CONFIGURATION = "aws:mq/configuration:Configuration";
const activeMq = { engineType: "ActiveMQ", engineVersion: "5.18" };
const rabbitMq = { engineType: "RabbitMQ", engineVersion: "3.13" };

testRule(mqBrokerNotPublic, {
  valid: [
    { name: "private", props: { ...activeMq, publiclyAccessible: false } },
    { name: "left out: private", props: activeMq },
  ],
  invalid: [{ name: "public", props: { ...activeMq, publiclyAccessible: true }, finds: "publiclyAccessible" }],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { publiclyAccessible: unknownValue },
      because: "unknown",
      finds: "publiclyAccessible",
    },
  ],
});

testRule(mqCloudwatchAuditLoggingEnabled, {
  valid: [
    { name: "both", props: { ...activeMq, logs: { general: true, audit: true } } },
    { name: "RabbitMQ has no audit log", props: { ...rabbitMq, logs: { general: true } } },
  ],
  invalid: [
    { name: "left out", props: activeMq, finds: ["logs.audit", "logs.general"] },
    { name: "RabbitMQ, left out", props: rabbitMq, finds: "logs.general" },
    { name: "no audit log", props: { ...activeMq, logs: { general: true, audit: false } }, finds: "logs.audit" },
    {
      name: "no audit log, engine in capitals",
      props: { engineType: "ACTIVEMQ", logs: { general: true } },
      finds: "logs.audit",
    },
    { name: "audit log alone", props: { ...activeMq, logs: { general: false, audit: true } }, finds: "logs.general" },
  ],
  notJudged: [
    another,
    {
      name: "engine not known yet",
      props: { engineType: unknownString, logs: { general: true } },
      because: "unknown",
      finds: "engineType",
    },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(mqBrokerCmk, {
  valid: [
    { name: "by ARN", props: { ...activeMq, encryptionOptions: { useAwsOwnedKey: false, kmsKeyId } } },
    {
      name: "made in the same preview",
      props: { encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: activeMq,
      finds: ["encryptionOptions.kmsKeyId", "encryptionOptions.useAwsOwnedKey"],
    },
    {
      name: "AWS's key of this account",
      props: { encryptionOptions: { useAwsOwnedKey: false } },
      finds: "encryptionOptions.kmsKeyId",
    },
    {
      name: "AWS's key all the same",
      props: { encryptionOptions: { useAwsOwnedKey: true, kmsKeyId } },
      finds: "encryptionOptions.useAwsOwnedKey",
    },
  ],
  notJudged: [
    another,
    {
      name: "of another stack",
      props: { encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: unknownString } },
      because: "unknown",
      finds: "encryptionOptions.kmsKeyId",
    },
  ],
});

const upgrades = { autoMinorVersionUpgrade: true };

testRule(mqAutoMinorVersionUpgradeEnabled, {
  valid: [
    { name: "ActiveMQ", props: { ...activeMq, ...upgrades } },
    { name: "a patch of it", props: { ...activeMq, ...upgrades, engineVersion: "5.18.4" } },
    { name: "the next one", props: { engineType: "activemq", ...upgrades, engineVersion: "5.19" } },
    { name: "RabbitMQ", props: { ...rabbitMq, ...upgrades } },
    { name: "RabbitMQ 4", props: { ...rabbitMq, ...upgrades, engineVersion: "4.2" } },
    { name: "a configuration upgrades nothing", type: CONFIGURATION, props: activeMq },
    {
      name: "a version the team allows",
      props: { ...activeMq, ...upgrades, engineVersion: "6.1" },
      config: { activeMqVersions: ["6.1"] },
    },
    {
      name: "a version of RabbitMQ the team allows",
      props: { ...rabbitMq, ...upgrades, engineVersion: "4.4" },
      config: { rabbitMqVersions: ["4.2", "4.4"] },
    },
  ],
  invalid: [
    { name: "left out", props: activeMq, finds: "autoMinorVersionUpgrade" },
    { name: "off", props: { ...rabbitMq, autoMinorVersionUpgrade: false }, finds: "autoMinorVersionUpgrade" },
    {
      name: "an old ActiveMQ",
      props: { ...activeMq, ...upgrades, engineVersion: "5.17.6" },
      finds: "engineVersion",
      mended: false,
    },
    {
      name: "an old RabbitMQ",
      props: { ...rabbitMq, ...upgrades, engineVersion: "3.12.13" },
      finds: "engineVersion",
      mended: false,
    },
    {
      name: "a version of the other engine",
      props: { ...activeMq, ...upgrades, engineVersion: "4.2" },
      finds: "engineVersion",
      mended: false,
    },
    {
      name: "a version that only begins alike",
      props: { ...activeMq, ...upgrades, engineVersion: "5.180" },
      finds: "engineVersion",
      mended: false,
    },
    {
      name: "an old configuration",
      type: CONFIGURATION,
      props: { ...rabbitMq, engineVersion: "3.8" },
      finds: "engineVersion",
      mended: false,
    },
    {
      name: "no version is supported",
      props: { ...activeMq, ...upgrades },
      config: { activeMqVersions: [] },
      finds: "engineVersion",
      mended: false,
    },
    { name: "no version", props: { engineType: "ActiveMQ", ...upgrades }, finds: "engineVersion", mended: false },
  ],
  notJudged: [
    another,
    {
      name: "version not known yet",
      props: { ...activeMq, ...upgrades, engineVersion: unknownString },
      because: "unknown",
      finds: "engineVersion",
    },
    {
      name: "engine not known yet",
      props: { ...activeMq, ...upgrades, engineType: unknownString },
      because: "unknown",
      finds: "engineType",
    },
  ],
});
