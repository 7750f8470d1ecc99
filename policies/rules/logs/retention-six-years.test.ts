import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { logRetentionSixYears } from "./retention-six-years";

const LAKE = "aws:cloudtrail/eventDataStore:EventDataStore";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LIFECYCLE_V2 = "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2";
const BUCKET = "aws:s3/bucket:Bucket";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const audit = { DataClassification: "audit" };
const short = { name: "audit", retentionInDays: 365, tags: audit };

function trail(cloudWatchLogsGroupArn: unknown, s3BucketName: unknown): OtherResource {
  return { type: "aws:cloudtrail/trail:Trail", name: "trail", props: { cloudWatchLogsGroupArn, s3BucketName } };
}

const log: OtherResource = { type: BUCKET, name: "log", props: { bucket: "trail-log" } };

function lock(mode: string, years: number): OtherResource {
  return {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "lock",
    props: { bucket: from("log"), rule: { defaultRetention: { mode, years } } },
  };
}

function subscription(destinationArn: unknown, logGroup: unknown = from("subject")): OtherResource {
  return {
    type: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    name: "export",
    props: { logGroup, destinationArn, filterPattern: "" },
  };
}

function stream(bucketArn: unknown): OtherResource {
  return {
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    name: "stream",
    props: { destination: "extended_s3", extendedS3Configuration: { bucketArn } },
  };
}

function expiring(rule: object, status = "Enabled"): object {
  return { bucket: from("log"), rules: [{ id: "expire", status, ...rule }] };
}

const auditLog: OtherResource = { ...log, props: { tags: audit } };
const trailArn = "arn:aws:logs:us-east-1:111122223333:log-group:audit:*";

testRule(logRetentionSixYears, {
  valid: [
    { name: "six years", props: { name: "audit", retentionInDays: 2192, tags: audit } },
    { name: "for ever", props: { retentionInDays: 0, tags: audit } },
    { name: "for ever, from YAML", props: { retentionInDays: "0", tags: audit } },
    { name: "left out: for ever", props: { tags: { Purpose: "audit" } } },
    { name: "as long as the team wants", props: { retentionInDays: 2557, tags: audit }, config: { minimumDays: 2557 } },
    {
      name: "a copy of what a trail keeps locked",
      props: { name: "audit", retentionInDays: 365 },
      others: [trail(trailArn, from("log")), log, lock("COMPLIANCE", 6)],
    },
    {
      name: "a copy of what a trail keeps in the archive",
      props: { retentionInDays: 365 },
      others: [trail(from("subject"), "clinic-log-archive")],
    },
    {
      name: "delivered to a locked bucket",
      props: short,
      others: [subscription(from("stream")), stream(from("log")), log, lock("COMPLIANCE", 6)],
    },
    {
      name: "handed on to the archive",
      props: short,
      others: [subscription("arn:aws:logs:us-east-1:444455556666:destination:archive")],
    },
    {
      name: "long enough, wherever it is exported to",
      props: { retentionInDays: 2192, tags: audit },
      others: [subscription(unknownString)],
    },
    { name: "event data store, left out: seven years", type: LAKE, props: {} },
    { name: "event data store", type: LAKE, props: { retentionPeriod: 2192 } },
    { name: "lifecycle", type: LIFECYCLE, props: expiring({ expiration: { days: 2192 } }), others: [auditLog] },
    {
      name: "lifecycle, older token",
      type: LIFECYCLE_V2,
      props: expiring({ expiration: { days: 2192 } }),
      others: [auditLog],
    },
    {
      name: "lifecycle that moves",
      type: LIFECYCLE,
      props: expiring({ transitions: [{ days: 90, storageClass: "GLACIER_IR" }] }),
      others: [auditLog],
    },
    {
      name: "lifecycle switched off",
      type: LIFECYCLE,
      props: expiring({ expiration: { days: 30 } }, "Disabled"),
      others: [auditLog],
    },
  ],
  invalid: [
    { name: "a year", props: short, finds: "retentionInDays" },
    { name: "a day less", props: { retentionInDays: 2191, tags: audit }, finds: "retentionInDays" },
    {
      name: "less than the team wants",
      props: { retentionInDays: 2556, tags: audit },
      config: { minimumDays: 2557 },
      finds: "retentionInDays",
    },
    {
      name: "a trail writes to it",
      props: { retentionInDays: 90 },
      others: [trail(from("subject"), from("log")), log],
      finds: "retentionInDays",
    },
    {
      name: "a trail writes to it, by ARN; its bucket can be emptied",
      props: { name: "audit", retentionInDays: 90 },
      others: [trail(trailArn, from("log")), log, lock("GOVERNANCE", 6)],
      finds: "retentionInDays",
    },
    {
      name: "a trail's bucket of this program, by name, without a lock",
      props: { name: "audit", retentionInDays: 90 },
      others: [trail(trailArn, "trail-log"), log],
      finds: "retentionInDays",
    },
    {
      name: "one lifecycle rule of two",
      type: LIFECYCLE,
      props: {
        bucket: from("log"),
        rules: [
          { status: "Enabled", expiration: { days: 2192 } },
          { status: "Enabled", expiration: { days: 90 } },
        ],
      },
      others: [auditLog],
      finds: "rules[1].expiration.days",
    },
    {
      name: "delivered to a bucket locked for a year",
      props: short,
      others: [subscription(from("stream")), stream(from("log")), log, lock("COMPLIANCE", 1)],
      finds: "retentionInDays",
    },
    {
      name: "a trail to another group, whose bucket is locked",
      props: short,
      others: [trail(from("other"), from("log")), { type: GROUP, name: "other" }, log, lock("COMPLIANCE", 6)],
      finds: "retentionInDays",
    },
    {
      name: "another group is handed on",
      props: short,
      others: [{ type: GROUP, name: "other" }, subscription("arn:aws:lambda:us-east-1:1:function:f", from("other"))],
      finds: "retentionInDays",
    },
    { name: "event data store, a day less", type: LAKE, props: { retentionPeriod: 2191 }, finds: "retentionPeriod" },
    {
      name: "lifecycle, a day less",
      type: LIFECYCLE,
      props: expiring({ expiration: { days: 2191 } }),
      others: [auditLog],
      finds: "rules[0].expiration.days",
    },
    {
      name: "lifecycle, older token",
      type: LIFECYCLE_V2,
      props: expiring({ expiration: { days: 365 } }),
      others: [auditLog],
      finds: "rules[0].expiration.days",
    },
    {
      name: "lifecycle with an end date",
      type: LIFECYCLE,
      props: expiring({ expiration: { date: "2027-01-01T00:00:00Z" } }),
      others: [auditLog],
      finds: "rules[0].expiration.date",
    },
    {
      name: "lifecycle of a trail's bucket",
      type: LIFECYCLE,
      props: expiring({ expiration: { days: 365 } }),
      others: [log, trail(undefined, from("log"))],
      finds: "rules[0].expiration.days",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "an application's log", props: { retentionInDays: 30 }, because: "exempt" },
    {
      name: "a trail writes to another group",
      props: { name: "claims", retentionInDays: 30 },
      others: [trail(trailArn, "archive")],
      because: "exempt",
    },
    {
      name: "lifecycle of another bucket",
      type: LIFECYCLE,
      props: expiring({ expiration: { days: 30 } }),
      others: [log],
      because: "exempt",
    },
    {
      name: "lifecycle of a bucket nobody can trace",
      type: LIFECYCLE,
      props: { ...expiring({ expiration: { days: 30 } }), bucket: unknownString },
      others: [auditLog],
      because: "unknown",
      finds: "bucket",
    },
    {
      name: "not known",
      props: { retentionInDays: unknownValue, tags: audit },
      because: "unknown",
      finds: "retentionInDays",
    },
    {
      name: "whom a subscription exports is not known",
      props: short,
      others: [subscription(unknownString, unknownString)],
      because: "unknown",
      finds: ["LogSubscriptionFilter.logGroup"],
    },
  ],
});
