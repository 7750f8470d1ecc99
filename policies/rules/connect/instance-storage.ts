import type { InstanceStorageConfigArgs } from "@pulumi/aws/connect";
import { all, any, not, unnamed } from "../../answer";
import { customerKey, is, oneOf } from "../../predicates";
import { on } from "../../rule";

const instanceStorage = on<InstanceStorageConfigArgs>("aws:connect/instanceStorageConfig:InstanceStorageConfig");

export const connectStorageCmk = instanceStorage.rule({
  id: "connect-storage-cmk",
  title: "Amazon Connect keeps recordings, transcripts and media with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/connect/latest/adminguide/encryption-at-rest.html",
  says: "stores what callers say or write without a key of its own",
  fix: 'Set encryptionConfig: { encryptionType: "KMS", keyId: key.arn } in s3Config or kinesisVideoStreamConfig.',
  appliesWhen: ({ storageConfig }) => oneOf(storageConfig.storageType, ["S3", "KINESIS_VIDEO_STREAM"]),
  otherwise: "It streams to Kinesis or Firehose, where the stream's own encryption counts.",
  requires: ({ storageConfig: { storageType, s3Config, kinesisVideoStreamConfig } }) =>
    all(
      any(unnamed(not(is(storageType, "S3"))), customerKey(s3Config.encryptionConfig.keyId)),
      any(
        unnamed(not(is(storageType, "KINESIS_VIDEO_STREAM"))),
        customerKey(kinesisVideoStreamConfig.encryptionConfig.keyId),
      ),
    ),
});
