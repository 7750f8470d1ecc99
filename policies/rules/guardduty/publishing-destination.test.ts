import { from, testRule, unknownString } from "../../testing/rule-tester";
import { guarddutyPublishingDestinationEncrypted } from "./publishing-destination";

const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const BUCKET = { type: "aws:s3/bucket:Bucket", name: "b", props: { bucket: "findings" } };
const lock = (defaultRetention: object) => ({
  type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  name: "l",
  props: { bucket: from("b"), rule: { defaultRetention } },
});
const expiry = (status: string, days: number) => ({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  name: "e",
  props: { bucket: from("b"), rules: [{ id: "all", status, expiration: { days } }] },
});
const to = { destinationArn: from("b"), kmsKeyArn };
const finds = "BucketObjectLockConfiguration";

testRule(guarddutyPublishingDestinationEncrypted, {
  valid: [
    {
      name: "own key, locked",
      props: { destinationArn: "arn:aws:s3:::findings", kmsKeyArn },
      others: [BUCKET, lock({ mode: "COMPLIANCE", years: 6 })],
    },
    { name: "locked for days", props: to, others: [BUCKET, lock({ days: 2192 })] },
    { name: "expired after seven years", props: to, others: [BUCKET, expiry("Enabled", 2192)] },
    {
      name: "bucket of another stack",
      props: { destinationArn: "arn:aws:s3:::elsewhere", kmsKeyArn },
      others: [BUCKET],
    },
  ],
  invalid: [
    { name: "no key", props: { destinationArn: "arn:aws:s3:::findings" }, finds: "kmsKeyArn" },
    {
      name: "AWS managed key",
      props: { ...to, kmsKeyArn: "alias/aws/s3" },
      others: [BUCKET, lock({ years: 6 })],
      finds: "kmsKeyArn",
    },
    { name: "kept by nothing", props: to, others: [BUCKET], finds },
    { name: "five years", props: to, others: [BUCKET, lock({ years: 5 })], finds },
    { name: "expired too soon", props: to, others: [BUCKET, expiry("Enabled", 2191)], finds },
    { name: "lifecycle off", props: to, others: [BUCKET, expiry("Disabled", 2557)], finds },
    {
      name: "seven years wanted",
      props: to,
      others: [BUCKET, lock({ years: 6 }), expiry("Enabled", 2192)],
      config: { minimumYears: 7 },
      finds,
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET.type, props: {}, because: "other-type" },
    {
      name: "key of another stack",
      props: { ...to, kmsKeyArn: unknownString },
      others: [BUCKET, lock({ years: 6 })],
      because: "unknown",
      finds: "kmsKeyArn",
    },
    {
      name: "bucket of another stack, not known yet",
      props: { destinationArn: unknownString, kmsKeyArn },
      others: [BUCKET],
      because: "unknown",
      finds: "destinationArn",
    },
  ],
});
