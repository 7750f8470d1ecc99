import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  s3BucketVersioningEnabled,
  s3LifecycleAbortIncompleteUploads,
  s3LifecycleNotShorterThanRetention,
  s3LifecyclePolicyCheck,
  s3PhiBucketForceDestroyDisabled,
  s3VersionLifecyclePolicyCheck,
} from "./bucket-retention";

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

function rules(list: unknown, bucket: unknown = from("subject"), type = "BucketLifecycleConfiguration"): OtherResource {
  return { type: `aws:s3/b${type.slice(1)}:${type}`, name: "lifecycle", props: { bucket, rules: list } };
}

const enabled = versions({ status: "Enabled" });

testRule(s3BucketVersioningEnabled, {
  valid: [
    { name: "beside it", props: {}, others: [enabled] },
    {
      name: "beside it, older tokens",
      type: V2,
      props: {},
      others: [versions({ status: "Enabled" }, from("subject"), "BucketVersioningV2")],
    },
    { name: "inline", props: { versioning: { enabled: true } } },
    { name: "inline, older token", type: V2, props: { versionings: [{ enabled: true }] } },
    { name: "aws-native", type: "aws-native:s3:Bucket", props: { versioningConfiguration: { status: "Enabled" } } },
    { name: "by value", props: { bucket: "notes" }, others: [versions({ status: "Enabled" }, "notes")] },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "BucketVersioning" },
    {
      name: "suspended",
      props: {},
      others: [versions({ status: "Suspended" })],
      finds: "BucketVersioning.versioningConfiguration.status",
    },
    { name: "inline off", props: { versioning: { enabled: false } }, finds: "versioning.enabled" },
    {
      name: "inline on, suspended beside it",
      props: { versioning: { enabled: true } },
      others: [versions({ status: "Suspended" })],
      finds: "BucketVersioning.versioningConfiguration.status",
    },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: BUCKET, name: "other" }, versions({ status: "Enabled" }, from("other"))],
      finds: "BucketVersioning",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    {
      name: "status not known",
      props: {},
      others: [versions({ status: unknownString })],
      because: "unknown",
      finds: "BucketVersioning.versioningConfiguration.status",
    },
    {
      name: "its bucket nobody knows",
      props: {},
      others: [versions({ status: "Enabled" }, unknownString)],
      because: "unknown",
      finds: "BucketVersioning.bucket",
    },
  ],
});

const audit = { tags: { "phiguard:purpose": "audit" } };

testRule(s3LifecyclePolicyCheck, {
  valid: [
    {
      name: "beside it",
      props: {},
      others: [
        rules([
          { id: "a", status: "Disabled" },
          { id: "b", status: "Enabled" },
        ]),
      ],
    },
    {
      name: "older tokens",
      type: V2,
      props: {},
      others: [rules([{ id: "b", status: "Enabled" }], from("subject"), "BucketLifecycleConfigurationV2")],
    },
    { name: "inline", props: { lifecycleRules: [{ enabled: true }] } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "BucketLifecycleConfiguration" },
    {
      name: "switched off",
      props: {},
      others: [rules([{ id: "a", status: "Disabled" }])],
      finds: "BucketLifecycleConfiguration.rules[0].status",
    },
    { name: "no rules", props: {}, others: [rules([])], finds: "BucketLifecycleConfiguration.rules" },
    {
      name: "inline off, older token",
      type: V2,
      props: { lifecycleRules: [{ enabled: false }] },
      finds: "lifecycleRules[0].enabled",
    },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: BUCKET, name: "other" }, rules([{ status: "Enabled" }], from("other"))],
      finds: "BucketLifecycleConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    {
      name: "rules not known",
      props: {},
      others: [rules(unknownValue)],
      because: "unknown",
      finds: "BucketLifecycleConfiguration.rules",
    },
    {
      name: "its bucket nobody knows",
      props: {},
      others: [rules([{ status: "Enabled" }], unknownString)],
      because: "unknown",
      finds: "BucketLifecycleConfiguration.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

const OLD = "BucketLifecycleConfiguration.rules[0].noncurrentVersion";

testRule(s3VersionLifecyclePolicyCheck, {
  valid: [
    {
      name: "expires old versions",
      props: {},
      others: [enabled, rules([{ status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }])],
    },
    {
      name: "moves old versions",
      props: {},
      others: [
        enabled,
        rules([{ status: "Enabled", noncurrentVersionTransitions: [{ noncurrentDays: 30, storageClass: "GLACIER" }] }]),
      ],
    },
    {
      name: "inline, older token",
      type: V2,
      props: {
        versionings: [{ enabled: true }],
        lifecycleRules: [{ enabled: true, noncurrentVersionExpirations: [{ days: 90 }] }],
      },
    },
  ],
  invalid: [
    { name: "no lifecycle", props: {}, others: [enabled], finds: "BucketLifecycleConfiguration" },
    {
      name: "current versions only",
      props: {},
      others: [enabled, rules([{ status: "Enabled", expiration: { days: 3000 } }])],
      finds: [`${OLD}Expiration`, `${OLD}Expirations`, `${OLD}ExpirationInDays`, `${OLD}Transitions`],
    },
    {
      name: "switched off",
      props: { versioning: { enabled: true } },
      others: [rules([{ status: "Disabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }])],
      finds: "BucketLifecycleConfiguration.rules[0].status",
    },
    {
      name: "of another bucket",
      props: {},
      others: [
        { type: BUCKET, name: "other" },
        enabled,
        rules([{ status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }], from("other")),
      ],
      finds: "BucketLifecycleConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "keeps no versions", props: {}, because: "exempt" },
    {
      name: "versioning not known",
      props: { versioning: { enabled: unknownValue } },
      because: "unknown",
      finds: "versioning.enabled",
    },
    {
      name: "its bucket nobody knows",
      props: {},
      others: [enabled, rules([{ status: "Enabled" }], unknownString)],
      because: "unknown",
      finds: "BucketLifecycleConfiguration.bucket",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

const abort = { id: "abort", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };

testRule(s3LifecycleAbortIncompleteUploads, {
  valid: [
    { name: "whole bucket", props: { rules: [abort] } },
    { name: "whole bucket by an empty filter", props: { rules: [{ ...abort, filter: { prefix: "" } }] } },
    {
      name: "one day, older token",
      type: "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
      props: { rules: [{ ...abort, abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }] },
    },
    {
      name: "inline",
      type: BUCKET,
      props: { lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }] },
    },
    {
      name: "second rule",
      props: { rules: [{ id: "x", status: "Enabled", filter: { prefix: "tmp/" }, expiration: { days: 1 } }, abort] },
    },
    {
      name: "inline, aws-native",
      type: "aws-native:s3:Bucket",
      props: { lifecycleConfiguration: { rules: [abort] } },
    },
  ],
  invalid: [
    { name: "left out", props: { rules: [{ id: "x", status: "Enabled" }] }, finds: "rules" },
    { name: "one prefix", props: { rules: [{ ...abort, filter: { prefix: "uploads/" } }] }, finds: "rules" },
    { name: "one prefix, old form", props: { rules: [{ ...abort, prefix: "uploads/" }] }, finds: "rules" },
    { name: "some sizes", props: { rules: [{ ...abort, filter: { objectSizeGreaterThan: 1000 } }] }, finds: "rules" },
    { name: "switched off", props: { rules: [{ ...abort, status: "Disabled" }] }, finds: "rules" },
    {
      name: "zero days",
      props: { rules: [{ ...abort, abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } }] },
      finds: "rules",
    },
    { name: "inline, older token", type: V2, props: { lifecycleRules: [{ enabled: true }] }, finds: "lifecycleRules" },
    {
      name: "inline, aws-native",
      type: "aws-native:s3:Bucket",
      props: { lifecycleConfiguration: { rules: [{ status: "Enabled" }] } },
      finds: "lifecycleConfiguration.rules",
    },
    ...[
      { tags: { kind: "scan" } },
      { filter: { tag: { key: "kind", value: "scan" } } },
      { filter: { and: { prefix: "a/", tags: { kind: "scan" } } } },
      { filter: { objectSizeLessThan: 1000 } },
    ].map((part) => ({
      name: `a part of the bucket: ${JSON.stringify(part)}`,
      props: { rules: [{ ...abort, ...part }] },
      finds: "rules",
    })),
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    { name: "a bucket without rules inline", type: BUCKET, props: {}, because: "exempt" },
    {
      name: "days not known",
      props: { rules: [{ ...abort, abortIncompleteMultipartUpload: { daysAfterInitiation: unknownValue } }] },
      because: "unknown",
      finds: "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation",
    },
    { name: "rules not known", props: { rules: unknownValue }, because: "unknown", finds: "rules" },
  ],
});

const record = { tags: { "phiguard:purpose": "record" } };

testRule(s3LifecycleNotShorterThanRetention, {
  valid: [
    { name: "no lifecycle", props: record },
    {
      name: "colder only",
      props: audit,
      others: [rules([{ status: "Enabled", transitions: [{ days: 30, storageClass: "GLACIER" }] }])],
    },
    {
      name: "six years",
      props: audit,
      others: [
        rules([
          { status: "Enabled", expiration: { days: 2192 }, noncurrentVersionExpiration: { noncurrentDays: 2192 } },
        ]),
      ],
    },
    {
      name: "a short rule switched off",
      props: record,
      others: [rules([{ status: "Disabled", expiration: { days: 1 } }])],
    },
    {
      name: "delete markers only",
      props: record,
      others: [rules([{ status: "Enabled", expiration: { expiredObjectDeleteMarker: true, days: 0 } }])],
    },
    { name: "inline", props: { ...record, lifecycleRules: [{ enabled: true, expiration: { days: 3650 } }] } },
    {
      name: "of another bucket",
      props: record,
      others: [{ type: BUCKET, name: "other" }, rules([{ status: "Enabled", expiration: { days: 1 } }], from("other"))],
    },
    ...["records", "retention", "evidence", "audit-log", "audit-logs", "audit-trail"].map((purpose) => ({
      name: `tagged as ${purpose}, kept`,
      props: { tags: { Purpose: purpose } },
      others: [rules([{ status: "Enabled", expiration: { days: 2192 } }])],
    })),
  ],
  invalid: [
    {
      name: "a day short",
      props: audit,
      others: [rules([{ status: "Enabled", expiration: { days: 2191 } }])],
      finds: "BucketLifecycleConfiguration.rules[0].expiration.days",
    },
    {
      name: "old versions a day short",
      props: record,
      others: [rules([{ status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 2191 } }])],
      finds: "BucketLifecycleConfiguration.rules[0].noncurrentVersionExpiration.noncurrentDays",
    },
    {
      name: "on a date",
      props: record,
      others: [rules([{ status: "Enabled", expiration: { date: "2030-01-01" } }])],
      finds: "BucketLifecycleConfiguration.rules[0].expiration.date",
    },
    {
      name: "inline, older token, second rule",
      type: V2,
      props: { ...audit, lifecycleRules: [{ enabled: true }, { enabled: true, expirations: [{ days: 365 }] }] },
      finds: "lifecycleRules[1].expirations[0].days",
    },
    {
      name: "inline old versions",
      props: { ...audit, lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 30 } }] },
      finds: "lifecycleRules[0].noncurrentVersionExpiration.days",
    },
    {
      name: "shorter than the team wants",
      props: record,
      others: [rules([{ status: "Enabled", expiration: { days: 3652 } }])],
      config: { minimumYears: 10 },
      finds: "BucketLifecycleConfiguration.rules[0].expiration.days",
    },
    {
      name: "inline, aws-native",
      type: "aws-native:s3:Bucket",
      props: { ...audit, lifecycleConfiguration: { rules: [{ status: "Enabled", expirationInDays: 365 }] } },
      finds: "lifecycleConfiguration.rules[0].expirationInDays",
    },
    {
      name: "inline, aws-native, on a date",
      type: "aws-native:s3:Bucket",
      props: { ...audit, lifecycleConfiguration: { rules: [{ status: "Enabled", expirationDate: "2030-01-01" }] } },
      finds: "lifecycleConfiguration.rules[0].expirationDate",
    },
    {
      name: "inline, aws-native, old versions",
      type: "aws-native:s3:Bucket",
      props: {
        ...audit,
        lifecycleConfiguration: { rules: [{ status: "Enabled", noncurrentVersionExpirationInDays: 30 }] },
      },
      finds: "lifecycleConfiguration.rules[0].noncurrentVersionExpirationInDays",
    },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    {
      name: "patient data in transit",
      props: { tags: { DataClassification: "phi" } },
      others: [rules([{ status: "Enabled", expiration: { days: 30 } }])],
      because: "exempt",
    },
    {
      name: "days not known",
      props: record,
      others: [rules([{ status: "Enabled", expiration: { days: unknownValue } }])],
      because: "unknown",
      finds: "BucketLifecycleConfiguration.rules[0].expiration.days",
    },
    {
      name: "its bucket nobody knows",
      props: record,
      others: [rules([], unknownString)],
      because: "unknown",
      finds: "BucketLifecycleConfiguration.bucket",
    },
  ],
});

testRule(s3PhiBucketForceDestroyDisabled, {
  valid: [
    { name: "left out", props: { tags: { DataClassification: "phi" } } },
    { name: "off, older token", type: V2, props: { forceDestroy: false } },
  ],
  invalid: [
    {
      name: "on, patient data",
      props: { forceDestroy: true, tags: { DataClassification: "phi" } },
      finds: "forceDestroy",
    },
    {
      name: "on, audit data",
      props: { forceDestroy: true, tags: { DataClassification: "audit" } },
      finds: "forceDestroy",
    },
    { name: "on, nothing said, older token", type: V2, props: { forceDestroy: true }, finds: "forceDestroy" },
  ],
  notJudged: [
    { name: "another type", type: QUEUE, props: {}, because: "other-type" },
    {
      name: "no patient data",
      props: { forceDestroy: true },
      defaultTags: { "phiguard:classification": "internal" },
      because: "exempt",
    },
    { name: "not known", props: { forceDestroy: unknownValue }, because: "unknown", finds: "forceDestroy" },
  ],
  alike: ["aws-native:s3:Bucket"],
});
