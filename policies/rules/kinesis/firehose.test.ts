import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { kinesisFirehoseDeliveryStreamCmk, kinesisFirehoseDeliveryStreamEncrypted } from "./firehose";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const delivers = {
  destination: "extendedS3",
  extendedS3Configuration: {
    bucketArn: "arn:aws:s3:::claims-archive",
    roleArn: "arn:aws:iam::111122223333:role/firehose",
  },
};
const STREAM = "aws:kinesis/stream:Stream";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function reads(kinesisStreamArn: unknown): object {
  return {
    ...delivers,
    kinesisSourceConfiguration: { kinesisStreamArn, roleArn: "arn:aws:iam::111122223333:role/firehose" },
  };
}

function stream(props: object, name = "vitals"): OtherResource {
  return { type: STREAM, name, props: { name, ...props } };
}

const ARN = "arn:aws:kinesis:us-east-1:111122223333:stream/vitals";

testRule(kinesisFirehoseDeliveryStreamEncrypted, {
  valid: [
    { name: "encrypted", props: { ...delivers, serverSideEncryption: { enabled: true } } },
    {
      name: "reads from an encrypted stream",
      props: reads(from("vitals")),
      others: [stream({ encryptionType: "KMS" })],
    },
    {
      name: "reads from an encrypted stream beside one that is not",
      props: reads(from("vitals")),
      others: [stream({ encryptionType: "KMS" }), stream({}, "other")],
    },
    { name: "reads from a stream of elsewhere", props: reads(ARN), others: [stream({}, "other")] },
    { name: "reads from a stream of elsewhere, none here", props: reads(ARN) },
    { name: "reads from a stream of another stack", props: reads(unknownString), others: [stream({})] },
    {
      name: "reads from an MSK cluster",
      props: { ...delivers, mskSourceConfiguration: { mskClusterArn: unknownString, topicName: "vitals" } },
    },
    { name: "a source not known yet is a source", props: { ...delivers, mskSourceConfiguration: unknownValue } },
  ],
  invalid: [
    { name: "left out", props: delivers, finds: "serverSideEncryption.enabled" },
    {
      name: "turned off",
      props: { ...delivers, serverSideEncryption: { enabled: false } },
      finds: "serverSideEncryption.enabled",
    },
    {
      name: "a key without turning it on",
      props: { serverSideEncryption: { keyType: "CUSTOMER_MANAGED_CMK", keyArn } },
      finds: "serverSideEncryption.enabled",
    },
    {
      name: "reads from a stream that is not encrypted",
      props: reads(from("vitals")),
      others: [stream({})],
      finds: "Stream.encryptionType",
    },
    {
      name: "reads by ARN from a stream that is not encrypted",
      props: reads(ARN),
      others: [{ ...stream({ encryptionType: "NONE" }), outputs: { arn: ARN } }],
      finds: "Stream.encryptionType",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...delivers, serverSideEncryption: { enabled: unknownValue } },
      because: "unknown",
      finds: "serverSideEncryption.enabled",
    },
    {
      name: "the stream's encryption not known yet",
      props: reads(from("vitals")),
      others: [stream({ encryptionType: unknownString })],
      because: "unknown",
      finds: "Stream.encryptionType",
    },
  ],
});

const own = { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn };

testRule(kinesisFirehoseDeliveryStreamCmk, {
  valid: [
    { name: "a key of one's own", props: { ...delivers, serverSideEncryption: own } },
    {
      name: "made in the same preview",
      props: { ...delivers, serverSideEncryption: { ...own, keyArn: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: delivers,
      finds: ["serverSideEncryption.enabled", "serverSideEncryption.keyArn", "serverSideEncryption.keyType"],
    },
    {
      name: "AWS's key",
      props: { ...delivers, serverSideEncryption: { ...own, keyType: "AWS_OWNED_CMK" } },
      finds: "serverSideEncryption.keyType",
    },
    {
      name: "no key named",
      props: { ...delivers, serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } },
      finds: "serverSideEncryption.keyArn",
    },
    {
      name: "turned off",
      props: { ...delivers, serverSideEncryption: { ...own, enabled: false } },
      finds: "serverSideEncryption.enabled",
    },
  ],
  notJudged: [
    another,
    { name: "reads from a stream", props: reads(ARN), because: "exempt" },
    {
      name: "reads from a cluster",
      props: {
        ...delivers,
        mskSourceConfiguration: {
          mskClusterArn: "arn:aws:kafka:us-east-1:111122223333:cluster/vitals/7c1a",
          topicName: "vitals",
        },
      },
      because: "exempt",
    },
    {
      name: "a key of another stack",
      props: { serverSideEncryption: { ...own, keyArn: unknownString } },
      because: "unknown",
      finds: "serverSideEncryption.keyArn",
    },
  ],
});
