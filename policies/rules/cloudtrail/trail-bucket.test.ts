import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import {
  cloudtrailBucketAccessLogging,
  cloudtrailBucketMfaDelete,
  cloudtrailBucketNotPublic,
  cloudtrailLogBucketLocked,
} from "./trail-bucket";

const BUCKET = "aws:s3/bucket:Bucket";
const props = { s3BucketName: from("log") };
const log: OtherResource = { type: BUCKET, name: "log" };
const oldLog: OtherResource = { type: "aws:s3/bucketV2:BucketV2", name: "log" };
const otherType = { name: "another type", type: BUCKET, props: {}, because: "other-type" } as const;
const elsewhere = [
  {
    name: "a bucket of another program, by name",
    props: { s3BucketName: "archive-trail" },
    others: [log],
    because: "exempt",
  },
  {
    name: "a bucket handed over by another stack",
    props: { s3BucketName: from("archive") },
    others: [log, { type: "pulumi:pulumi:StackReference", name: "archive" }],
    because: "exempt",
  },
  {
    name: "a bucket nobody knows",
    props: { s3BucketName: unknownString },
    others: [log],
    because: "unknown",
    finds: "s3BucketName",
  },
] as const;

function beside(type: string, more: object, bucket: unknown = from("log")): OtherResource {
  return { type: `aws:s3/b${type.slice(1)}:${type}`, name: type, props: { bucket, ...more } };
}

const target: OtherResource = { type: BUCKET, name: "access" };

testRule(cloudtrailBucketAccessLogging, {
  valid: [
    { name: "logged", props, others: [log, target, beside("BucketLogging", { targetBucket: from("access") })] },
    {
      name: "older tokens",
      props,
      others: [oldLog, target, beside("BucketLoggingV2", { targetBucket: from("access") })],
    },
    {
      name: "by value, inline",
      props: { s3BucketName: "trail-log" },
      others: [{ ...log, props: { bucket: "trail-log", logging: { targetBucket: "access" } } }],
    },
  ],
  invalid: [
    { name: "not logged", props, others: [log], finds: "BucketLogging" },
    {
      name: "logged into itself",
      props,
      others: [log, beside("BucketLogging", { targetBucket: from("log") })],
      finds: "BucketLogging.targetBucket",
    },
    {
      name: "another bucket is logged",
      props,
      others: [log, target, beside("BucketLogging", { targetBucket: from("log") }, from("access"))],
      finds: "BucketLogging",
    },
  ],
  notJudged: [otherType, ...elsewhere],
});

const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = beside("BucketPublicAccessBlock", allOn);
const open = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
});

testRule(cloudtrailBucketNotPublic, {
  valid: [
    { name: "blocked", props, others: [log, block] },
    {
      name: "blocked, policy not known",
      props,
      others: [log, block, beside("BucketPolicy", { policy: unknownString })],
    },
    {
      name: "made by a component",
      props: { s3BucketName: from("audit") },
      others: [{ type: "clinic:audit:Log", name: "audit" }, { ...log, parent: "audit" }, block],
    },
  ],
  invalid: [
    { name: "no block", props, others: [log], finds: "BucketPublicAccessBlock" },
    {
      name: "one flag off",
      props,
      others: [log, beside("BucketPublicAccessBlock", { ...allOn, restrictPublicBuckets: false })],
      finds: "BucketPublicAccessBlock.restrictPublicBuckets",
    },
    { name: "public ACL", props, others: [{ ...log, props: { acl: "public-read" } }, block], finds: "Bucket.acl" },
    {
      name: "public policy, older token",
      props,
      others: [oldLog, block, beside("BucketPolicy", { policy: open })],
      finds: "BucketPolicy.policy.Statement[0].Principal",
    },
    {
      name: "the block of another bucket",
      props,
      others: [log, target, beside("BucketPublicAccessBlock", allOn, from("access"))],
      finds: "BucketPublicAccessBlock",
    },
  ],
  notJudged: [
    otherType,
    ...elsewhere,
    {
      name: "a block whose bucket nobody knows",
      props,
      others: [log, beside("BucketPublicAccessBlock", allOn, unknownString)],
      because: "unknown",
      finds: "BucketPublicAccessBlock.bucket",
    },
  ],
});

function lock(mode: string, period: object): OtherResource {
  return beside("BucketObjectLockConfiguration", { rule: { defaultRetention: { mode, ...period } } });
}

testRule(cloudtrailBucketMfaDelete, {
  valid: [
    {
      name: "MFA delete",
      props,
      others: [
        log,
        beside("BucketVersioning", { versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } }),
      ],
    },
    {
      name: "MFA delete, older tokens",
      props,
      others: [
        oldLog,
        beside("BucketVersioningV2", { versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } }),
      ],
    },
    { name: "a compliance lock", props, others: [log, lock("COMPLIANCE", { days: 90 })] },
  ],
  invalid: [
    { name: "neither", props, others: [log], finds: ["BucketObjectLockConfiguration", "BucketVersioning"] },
    {
      name: "a governance lock",
      props,
      others: [log, lock("GOVERNANCE", { years: 7 })],
      finds: ["BucketObjectLockConfiguration.rule.defaultRetention.mode", "BucketVersioning"],
    },
  ],
  notJudged: [otherType, ...elsewhere],
});

testRule(cloudtrailLogBucketLocked, {
  valid: [
    { name: "six years", props, others: [log, lock("COMPLIANCE", { years: 6 })] },
    { name: "in days, older token", props, others: [oldLog, lock("COMPLIANCE", { days: 2192 })] },
  ],
  invalid: [
    { name: "no lock", props, others: [log], finds: "BucketObjectLockConfiguration" },
    {
      name: "a year short",
      props,
      others: [log, lock("COMPLIANCE", { years: 5 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.years",
    },
    {
      name: "a day short",
      props,
      others: [log, lock("COMPLIANCE", { days: 2191 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.days",
    },
    {
      name: "governance",
      props,
      others: [log, lock("GOVERNANCE", { years: 6 })],
      finds: "BucketObjectLockConfiguration.rule.defaultRetention.mode",
    },
  ],
  notJudged: [otherType, ...elsewhere],
});
