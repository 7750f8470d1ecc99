import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  kinesisStreamBackupRetentionCheck,
  kinesisStreamCmk,
  kinesisStreamEncrypted,
  kinesisVideoStreamCmk,
} from "./stream";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(kinesisStreamEncrypted, {
  valid: [
    { name: "KMS", props: { name: "vitals", shardCount: 1, encryptionType: "KMS", kmsKeyId } },
    { name: "KMS with Kinesis's own key", props: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" } },
  ],
  invalid: [
    { name: "left out", props: { name: "vitals", shardCount: 1 }, finds: "encryptionType" },
    { name: "none", props: { encryptionType: "NONE" }, finds: "encryptionType" },
    { name: "a key alone does not turn it on", props: { kmsKeyId }, finds: "encryptionType" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { encryptionType: unknownString }, because: "unknown", finds: "encryptionType" },
  ],
});

testRule(kinesisStreamCmk, {
  valid: [
    { name: "by ARN", props: { encryptionType: "KMS", kmsKeyId } },
    { name: "by alias", props: { encryptionType: "KMS", kmsKeyId: "alias/clinic" } },
    {
      name: "made in the same preview",
      props: { encryptionType: "KMS", kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { encryptionType: "KMS" }, finds: "kmsKeyId" },
    {
      name: "Kinesis's own key",
      props: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
      finds: "kmsKeyId",
    },
  ],
  notJudged: [
    another,
    { name: "of another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(kinesisStreamBackupRetentionCheck, {
  valid: [
    { name: "a week", props: { retentionPeriod: 168 } },
    { name: "a year", props: { retentionPeriod: 8760 } },
    { name: "the least that can be asked for", props: { retentionPeriod: 24 }, config: { minimumHours: 24 } },
    { name: "the most that can be asked for", props: { retentionPeriod: 8760 }, config: { minimumHours: 8760 } },
    { name: "as much as the team wants", props: { retentionPeriod: 48 }, config: { minimumHours: 48 } },
  ],
  invalid: [
    { name: "left out: a day", props: {}, finds: "retentionPeriod" },
    { name: "an hour short", props: { retentionPeriod: 167 }, finds: "retentionPeriod" },
    {
      name: "less than the team wants",
      props: { retentionPeriod: 168 },
      config: { minimumHours: 336 },
      finds: "retentionPeriod",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { retentionPeriod: unknownValue }, because: "unknown", finds: "retentionPeriod" },
  ],
});

testRule(kinesisVideoStreamCmk, {
  valid: [
    { name: "by ARN", props: { name: "ward", dataRetentionInHours: 24, kmsKeyId } },
    {
      name: "made in the same preview",
      props: { kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { name: "ward", dataRetentionInHours: 24 }, finds: "kmsKeyId" },
    { name: "the service's own key", props: { kmsKeyId: "alias/aws/kinesisvideo" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    { name: "of another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});
