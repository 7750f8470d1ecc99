import { from, testRule, unknownString } from "../../testing/rule-tester";
import { connectStorageCmk } from "./instance-storage";

const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const s3Key = "storageConfig.s3Config.encryptionConfig.keyId";
const videoKey = "storageConfig.kinesisVideoStreamConfig.encryptionConfig.keyId";

function encryption(keyId: unknown): object {
  return keyId === undefined ? {} : { encryptionConfig: { encryptionType: "KMS", keyId } };
}

function s3(keyId?: unknown): object {
  const s3Config = { bucketName: "claims-calls", bucketPrefix: "calls", ...encryption(keyId) };
  return { resourceType: "CALL_RECORDINGS", storageConfig: { storageType: "S3", s3Config } };
}

function video(keyId?: unknown): object {
  const kinesisVideoStreamConfig = { prefix: "calls", retentionPeriodHours: 24, ...encryption(keyId) };
  return {
    resourceType: "MEDIA_STREAMS",
    storageConfig: { storageType: "KINESIS_VIDEO_STREAM", kinesisVideoStreamConfig },
  };
}

testRule(connectStorageCmk, {
  valid: [
    { name: "bucket with a key", props: s3(key) },
    { name: "video with a key", props: video(key) },
    { name: "key made here", props: s3(from("key")), others: [{ type: "aws:kms/key:Key", name: "key" }] },
  ],
  invalid: [
    { name: "bucket without a key", props: s3(), finds: s3Key },
    { name: "bucket with AWS's key", props: s3("alias/aws/connect"), finds: s3Key },
    { name: "video without a key", props: video(), finds: videoKey },
    { name: "video with AWS's key", props: video("alias/aws/kinesisvideo"), finds: videoKey },
    { name: "no block", props: { storageConfig: { storageType: "S3" } }, finds: s3Key },
  ],
  notJudged: [
    { name: "another type", type: "aws:connect/instance:Instance", props: {}, because: "other-type" },
    {
      name: "to a stream",
      props: {
        storageConfig: {
          storageType: "KINESIS_STREAM",
          kinesisStreamConfig: { streamArn: "arn:aws:kinesis:us-east-1:111122223333:stream/calls" },
        },
      },
      because: "exempt",
    },
    { name: "key not known", props: s3(unknownString), because: "unknown", finds: s3Key },
  ],
});
