import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  athenaWorkgroupCmk,
  athenaWorkgroupDescription,
  athenaWorkgroupEncryptedAtRest,
  athenaWorkgroupEnforceConfiguration,
  athenaWorkgroupLoggingEnabled,
} from "./workgroup";

const NATIVE = "aws-native:athena:WorkGroup";
const another = {
  name: "another type",
  type: "aws:athena/database:Database",
  props: {},
  because: "other-type",
} as const;
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
const key: OtherResource = { type: "aws:kms/key:Key", name: "key" };

const group = (resultConfiguration: object, rest: object = {}): object => ({
  name: "claims",
  configuration: {
    resultConfiguration: { outputLocation: "s3://clinic-results/claims/", ...resultConfiguration },
    ...rest,
  },
});
const by = (encryptionOption: string, kmsKeyArn?: string): object => ({
  encryptionConfiguration: { encryptionOption, ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) },
});
const managed = (enabled: unknown, kmsKey?: unknown): object => ({
  name: "claims",
  configuration: {
    managedQueryResultsConfiguration: {
      enabled,
      ...(kmsKey === undefined ? {} : { encryptionConfiguration: { kmsKey } }),
    },
  },
});
const native = (encryptionConfiguration: object): object => ({
  name: "claims",
  workGroupConfiguration: { resultConfiguration: { encryptionConfiguration } },
});

const BUCKET_OPTION = "configuration.resultConfiguration.encryptionConfiguration.encryptionOption";
const BUCKET_KEY = "configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn";
const MANAGED_KEY = "configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey";
const ENABLED = "configuration.managedQueryResultsConfiguration.enabled";

testRule(athenaWorkgroupEncryptedAtRest, {
  valid: [
    { name: "KMS", props: group(by("SSE_KMS", keyArn)) },
    { name: "by the client", props: group(by("CSE_KMS", keyArn)) },
    { name: "managed results with a key", props: managed(true, keyArn) },
    {
      name: "managed or not, both right",
      props: group(by("SSE_KMS", keyArn), {
        managedQueryResultsConfiguration: { enabled: unknownValue, encryptionConfiguration: { kmsKey: keyArn } },
      }),
    },
    { name: "Cloud Control", type: NATIVE, props: native({ encryptionOption: "SSE_KMS", kmsKey: keyArn }) },
  ],
  invalid: [
    { name: "no encryption", props: group({}), finds: BUCKET_OPTION },
    { name: "no configuration", props: { name: "claims" }, finds: BUCKET_OPTION },
    { name: "S3's own key", props: group(by("SSE_S3")), finds: BUCKET_OPTION },
    { name: "managed results without a key", props: managed(true), finds: MANAGED_KEY },
    { name: "managed results off", props: managed(false, keyArn), finds: BUCKET_OPTION },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: native({ encryptionOption: "SSE_S3" }),
      finds: "workGroupConfiguration.resultConfiguration.encryptionConfiguration.encryptionOption",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: group(by(unknownString, keyArn)), because: "unknown", finds: BUCKET_OPTION },
    {
      name: "managed or not",
      props: group(by("SSE_KMS", keyArn), { managedQueryResultsConfiguration: { enabled: unknownValue } }),
      because: "unknown",
      finds: ENABLED,
    },
    {
      name: "managed or not, no bucket's encryption",
      props: managed(unknownValue, keyArn),
      because: "unknown",
      finds: ENABLED,
    },
  ],
});

testRule(athenaWorkgroupCmk, {
  valid: [
    { name: "key by ARN", props: group(by("SSE_KMS", keyArn)) },
    { name: "key made in the same preview", props: group(by("SSE_KMS", from("key"))), others: [key] },
    { name: "managed results", props: managed(true, keyArn) },
    { name: "Cloud Control", type: NATIVE, props: native({ encryptionOption: "SSE_KMS", kmsKey: keyArn }) },
  ],
  invalid: [
    { name: "S3's own key", props: group(by("SSE_S3")), finds: [BUCKET_OPTION, BUCKET_KEY] },
    { name: "a key that S3's own encryption does not use", props: group(by("SSE_S3", keyArn)), finds: BUCKET_OPTION },
    { name: "key of AWS", props: group(by("SSE_KMS", "alias/aws/s3")), finds: BUCKET_KEY },
    { name: "managed results without a key", props: managed(true), finds: MANAGED_KEY },
    { name: "no configuration", props: { name: "claims" }, finds: BUCKET_KEY },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: native({ encryptionOption: "SSE_KMS" }),
      finds: "workGroupConfiguration.resultConfiguration.encryptionConfiguration.kmsKeyArn",
    },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: group(by("SSE_KMS", unknownString)), because: "unknown", finds: BUCKET_KEY },
  ],
});

testRule(athenaWorkgroupEnforceConfiguration, {
  valid: [
    { name: "on", props: group({}, { enforceWorkgroupConfiguration: true }) },
    { name: "left out", props: group({}) },
    { name: "no configuration", props: { name: "claims" } },
    { name: "Cloud Control", type: NATIVE, props: { workGroupConfiguration: { enforceWorkGroupConfiguration: true } } },
  ],
  invalid: [
    {
      name: "off",
      props: group({}, { enforceWorkgroupConfiguration: false }),
      finds: "configuration.enforceWorkgroupConfiguration",
    },
    {
      name: "Cloud Control",
      type: NATIVE,
      props: { workGroupConfiguration: { enforceWorkGroupConfiguration: false } },
      finds: "workGroupConfiguration.enforceWorkGroupConfiguration",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: group({}, { enforceWorkgroupConfiguration: unknownValue }),
      because: "unknown",
      finds: "configuration.enforceWorkgroupConfiguration",
    },
  ],
});

testRule(athenaWorkgroupLoggingEnabled, {
  valid: [
    { name: "on", props: group({}, { publishCloudwatchMetricsEnabled: true }) },
    { name: "left out", props: group({}) },
  ],
  invalid: [
    {
      name: "off",
      props: group({}, { publishCloudwatchMetricsEnabled: false }),
      finds: "configuration.publishCloudwatchMetricsEnabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: group({}, { publishCloudwatchMetricsEnabled: unknownValue }),
      because: "unknown",
      finds: "configuration.publishCloudwatchMetricsEnabled",
    },
  ],
});

testRule(athenaWorkgroupDescription, {
  valid: [{ name: "described", props: { name: "claims", description: "Queries of the claims team" } }],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: "description" },
    { name: "blank", props: { name: "claims", description: " " }, finds: "description" },
  ],
  alike: [NATIVE],
  notJudged: [
    another,
    { name: "not known yet", props: { description: unknownString }, because: "unknown", finds: "description" },
  ],
});
