import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3ObjectCmk } from "./object";

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function bucket(kmsMasterKeyId?: string, name = "claims"): OtherResource {
  const by = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
  return {
    type: "aws:s3/bucket:Bucket",
    name,
    props: { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: by } } },
  };
}

testRule(s3ObjectCmk, {
  valid: [
    { name: "a key by ARN", props: { bucket: "claims", key: "forms.pdf", kmsKeyId } },
    {
      name: "a key made in the same preview",
      props: { bucket: "claims", kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "the key of its bucket", props: { bucket: from("claims"), key: "forms.pdf" }, others: [bucket(kmsKeyId)] },
  ],
  invalid: [
    { name: "left out", props: { bucket: "claims", key: "forms.pdf" }, finds: "kmsKeyId" },
    { name: "S3's KMS key", props: { bucket: "claims", kmsKeyId: "alias/aws/s3" }, finds: "kmsKeyId" },
    {
      name: "S3's KMS key in a bucket with a key",
      props: { bucket: from("claims"), kmsKeyId: "alias/aws/s3" },
      others: [bucket(kmsKeyId)],
      finds: "kmsKeyId",
    },
    {
      name: "another encryption than that of its bucket",
      props: { bucket: from("claims"), serverSideEncryption: "AES256" },
      others: [bucket(kmsKeyId)],
      finds: "kmsKeyId",
    },
    { name: "in a bucket without a key", props: { bucket: from("claims") }, others: [bucket()], finds: "kmsKeyId" },
    {
      name: "another bucket has a key",
      props: { bucket: "claims" },
      others: [bucket(kmsKeyId, "other")],
      finds: "kmsKeyId",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a key of another stack",
      props: { bucket: "claims", kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
    {
      name: "in a bucket of another stack",
      props: { bucket: unknownString, key: "forms.pdf" },
      because: "unknown",
      finds: "bucket",
    },
  ],
  alike: ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/objectCopy:ObjectCopy"],
});
