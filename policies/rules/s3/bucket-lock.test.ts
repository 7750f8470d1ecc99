import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { s3BucketDefaultLockEnabled, s3BucketMfaDeleteEnabled, s3EvidenceObjectLockSixYears } from "./bucket-lock";

const BUCKET = "aws:s3/bucket:Bucket";
const V2 = "aws:s3/bucketV2:BucketV2";
const QUEUE = "aws:sqs/queue:Queue";

function versions(
  versioningConfiguration: object,
  bucket: unknown = from("subject"),
  type = "BucketVersioning",
): OtherResource {
  return { type: `aws:s3/b${type.slice(1)}:${type}`, name: "versions", props: { bucket, versioningConfiguration } };
}

function lock(
  defaultRetention: object,
  bucket: unknown = from("subject"),
  type = "BucketObjectLockConfiguration",
): OtherResource {
  return { type: `aws:s3/b${type.slice(1)}:${type}`, name: "lock", props: { bucket, rule: { defaultRetention } } };
}

const enabled = versions({ status: "Enabled" });
const audit = { tags: { "phiguard:purpose": "audit" } };

testRule(s3BucketMfaDeleteEnabled, {
  valid: [
    { name: "MFA delete", props: {}, others: [versions({ status: "Enabled", mfaDelete: "Enabled" })] },
    { name: "MFA delete inline", props: { versioning: { enabled: true, mfaDelete: true } } },
    { name: "a compliance lock in its place", props: {}, others: [enabled, lock({ mode: "COMPLIANCE", days: 30 })] },
    {
      name: "a compliance lock, older tokens",
      type: V2,
      props: {},
      others: [lock({ mode: "COMPLIANCE", days: 30 }, from("subject"), "BucketObjectLockConfigurationV2")],
    },
    {
      name: "a compliance lock inline, older token",
      type: V2,
      props: { objectLockConfiguration: { rules: [{ defaultRetentions: [{ mode: "COMPLIANCE", days: 1 }] }] } },
    },
  ],
  invalid: [
    { name: "neither", props: {}, finds: ["BucketObjectLockConfiguration", "BucketVersioning"] },
    {
      name: "versions without it",
      props: {},
      others: [enabled],
      finds: ["BucketObjectLockConfiguration", "BucketVersioning.versioningConfiguration.mfaDelete"],
    },
    {
      name: "a governance lock",
      props: { versioning: { enabled: true } },
      others: [lock({ mode: "GOVERNANCE", years: 6 })],
      finds: ["BucketObjectLockConfiguration.rule.defaultRetention.mode", "versioning.mfaDelete"],
    },
    {
      name: "of another bucket",
      props: {},
      others: [
        { type: BUCKET, name: "other" },
        versions({ status: "Enabled", mfaDelete: "Enabled" }, from("other")),
        lock({ mode: "COMPLIANCE", days: 30 }, from("other")),
      ],
      finds: ["BucketObjectLockConfiguration", "BucketVersioning"],
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: { "data-classification": "Public" } }, because: "exempt" },
    { name: "access logs", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    {
      name: "mode not known",
      props: {},
      others: [enabled, lock({ mode: unknownString })],
      because: "unknown",
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.mode",
    },
    {
      name: "its bucket nobody knows",
      props: {},
      others: [versions({ status: "Enabled", mfaDelete: "Enabled" }, unknownString)],
      because: "unknown",
      finds: "BucketVersioning.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

testRule(s3BucketDefaultLockEnabled, {
  valid: [
    {
      name: "a month",
      props: { bucket: "claims", objectLockEnabled: true },
      others: [lock({ mode: "GOVERNANCE", days: 30 })],
    },
    { name: "six years", props: {}, others: [lock({ mode: "COMPLIANCE", years: 6 })] },
    {
      name: "a day, inline",
      props: { objectLockConfiguration: { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } } },
    },
    {
      name: "inline, older token",
      type: V2,
      props: { objectLockConfiguration: { rules: [{ defaultRetentions: [{ mode: "COMPLIANCE", years: 1 }] }] } },
    },
  ],
  invalid: [
    { name: "left out", props: { bucket: "claims" }, finds: "BucketObjectLockConfiguration" },
    {
      name: "enabled, without a default",
      props: { bucket: "claims", objectLockEnabled: true },
      finds: "BucketObjectLockConfiguration",
    },
    {
      name: "no mode",
      props: {},
      others: [lock({ days: 30 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.mode",
    },
    {
      name: "no time",
      props: {},
      others: [lock({ mode: "GOVERNANCE" })],
      finds: [
        "BucketObjectLockConfiguration.rule.defaultRetention.days",
        "BucketObjectLockConfiguration.rule.defaultRetention.years",
      ],
    },
    {
      name: "no day",
      props: {},
      others: [lock({ mode: "GOVERNANCE", days: 0, years: 0 })],
      finds: [
        "BucketObjectLockConfiguration.rule.defaultRetention.days",
        "BucketObjectLockConfiguration.rule.defaultRetention.years",
      ],
    },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: BUCKET, name: "other" }, lock({ mode: "GOVERNANCE", days: 30 }, from("other"))],
      finds: "BucketObjectLockConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "access logs", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    { name: "public", props: { tags: { DataClassification: "public" } }, because: "exempt" },
    {
      name: "time not known",
      props: {},
      others: [lock({ mode: "GOVERNANCE", days: unknownValue })],
      because: "unknown",
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.days",
    },
    {
      name: "its bucket nobody knows",
      props: {},
      others: [lock({ mode: "GOVERNANCE", days: 30 }, unknownString)],
      because: "unknown",
      finds: "BucketObjectLockConfiguration.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

testRule(s3EvidenceObjectLockSixYears, {
  valid: [
    { name: "six years", props: audit, others: [lock({ mode: "COMPLIANCE", years: 6 })] },
    {
      name: "2192 days, older tokens",
      type: V2,
      props: { tags: { DataClassification: "evidence" } },
      others: [lock({ mode: "COMPLIANCE", days: 2192 }, from("subject"), "BucketObjectLockConfigurationV2")],
    },
    {
      name: "inline, longer",
      props: { ...audit, objectLockConfiguration: { rule: { defaultRetention: { mode: "COMPLIANCE", years: 7 } } } },
    },
    {
      name: "as long as the team wants",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", days: 2557 })],
      config: { minimumYears: 7 },
    },
    {
      name: "the least that can be asked for",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: 6 })],
      config: { minimumYears: 6 },
    },
    {
      name: "the most that can be asked for",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: 100 })],
      config: { minimumYears: 100 },
    },
  ],
  invalid: [
    { name: "no lock", props: audit, finds: "BucketObjectLockConfiguration" },
    {
      name: "a day short",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", days: 2191 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.days",
    },
    {
      name: "a year short",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: 5 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.years",
    },
    {
      name: "governance",
      props: audit,
      others: [lock({ mode: "GOVERNANCE", years: 6 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.mode",
    },
    {
      name: "enabled without a default",
      props: audit,
      others: [
        {
          type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          name: "lock",
          props: { bucket: from("subject"), objectLockEnabled: "Enabled" },
        },
      ],
      finds: "BucketObjectLockConfiguration.rule",
    },
    {
      name: "tagged by the provider",
      props: {},
      defaultTags: { DataClassification: "audit" },
      finds: "BucketObjectLockConfiguration",
    },
    {
      name: "of another bucket",
      props: audit,
      others: [{ type: BUCKET, name: "other" }, lock({ mode: "COMPLIANCE", years: 6 }, from("other"))],
      finds: "BucketObjectLockConfiguration",
    },
    {
      name: "shorter than the team wants",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: 6 })],
      config: { minimumYears: 7 },
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.years",
    },
    {
      name: "a day shorter than the team wants",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", days: 2556 })],
      config: { minimumYears: 7 },
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.days",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "patient data is no evidence", props: { tags: { DataClassification: "phi" } }, because: "exempt" },
    { name: "tags not known", props: { tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "years not known",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: unknownValue })],
      because: "unknown",
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.years",
    },
    {
      name: "its bucket nobody knows",
      props: audit,
      others: [lock({ mode: "COMPLIANCE", years: 6 }, unknownString)],
      because: "unknown",
      finds: "BucketObjectLockConfiguration.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});
