import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3VectorsAndTablesCmk } from "./vectors-and-tables";

const TABLE_BUCKET = "aws:s3tables/tableBucket:TableBucket";
const TABLE = "aws:s3tables/table:Table";
const DIRECTORY_BUCKET = "aws:s3/directoryBucket:DirectoryBucket";
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const key: OtherResource = { type: "aws:kms/key:Key", name: "key" };
const encryptionConfiguration = { sseAlgorithm: "aws:kms", kmsKeyArn };

function vectors(by: object): object {
  return { vectorBucketName: "claims", encryptionConfigurations: [by] };
}

function tables(props: object = { encryptionConfiguration }, name = "claims"): OtherResource {
  return { type: TABLE_BUCKET, name, props: { name, ...props } };
}

function sse(bucket: unknown, by: object = { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }): OtherResource {
  return {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "sse",
    props: { bucket, rules: [{ applyServerSideEncryptionByDefault: by }] },
  };
}

const table = { name: "visits", namespace: "clinic", format: "ICEBERG", tableBucketArn: from("claims") };
const directory = { bucket: "claims--use1-az4--x-s3" };
const DEFAULT = "BucketServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault";

testRule(s3VectorsAndTablesCmk, {
  valid: [
    { name: "vectors", props: vectors({ sseType: "aws:kms", kmsKeyArn }) },
    {
      name: "vectors, a key made in the same preview",
      props: vectors({ sseType: "aws:kms", kmsKeyArn: from("key") }),
      others: [key],
    },
    { name: "a table bucket", type: TABLE_BUCKET, props: { name: "claims", encryptionConfiguration } },
    { name: "a table", type: TABLE, props: { ...table, encryptionConfiguration }, others: [tables({})] },
    { name: "a table that takes its bucket's", type: TABLE, props: table, others: [tables(), tables({}, "other")] },
    { name: "a directory bucket", type: DIRECTORY_BUCKET, props: directory, others: [sse(from("subject"))] },
  ],
  invalid: [
    { name: "vectors, left out", props: { vectorBucketName: "claims" }, finds: "encryptionConfigurations" },
    {
      name: "vectors, S3's own key",
      props: vectors({ sseType: "AES256" }),
      finds: ["encryptionConfigurations[0].kmsKeyArn", "encryptionConfigurations[0].sseType"],
    },
    {
      name: "vectors, AWS's key",
      props: vectors({ sseType: "aws:kms", kmsKeyArn: "alias/aws/s3" }),
      finds: "encryptionConfigurations[0].kmsKeyArn",
    },
    {
      name: "a table bucket, left out",
      type: TABLE_BUCKET,
      props: { name: "claims" },
      finds: ["encryptionConfiguration.kmsKeyArn", "encryptionConfiguration.sseAlgorithm"],
    },
    {
      name: "a table bucket, S3's own key",
      type: TABLE_BUCKET,
      props: { name: "claims", encryptionConfiguration: { ...encryptionConfiguration, sseAlgorithm: "AES256" } },
      finds: "encryptionConfiguration.sseAlgorithm",
    },
    {
      name: "a table in a bucket with a key, S3's own key",
      type: TABLE,
      props: { ...table, encryptionConfiguration: { sseAlgorithm: "AES256" } },
      others: [tables()],
      finds: ["encryptionConfiguration.kmsKeyArn", "encryptionConfiguration.sseAlgorithm"],
    },
    {
      name: "a table in a bucket without a key",
      type: TABLE,
      props: table,
      others: [tables({ encryptionConfiguration: { sseAlgorithm: "aws:kms" } })],
      finds: "TableBucket.encryptionConfiguration.kmsKeyArn",
    },
    {
      name: "a table in a bucket of elsewhere",
      type: TABLE,
      props: { ...table, tableBucketArn: "arn:aws:s3tables:us-east-1:111122223333:bucket/claims" },
      finds: "tableBucketArn",
    },
    {
      name: "a directory bucket, left out",
      type: DIRECTORY_BUCKET,
      props: directory,
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "a directory bucket, S3's own key",
      type: DIRECTORY_BUCKET,
      props: directory,
      others: [sse(from("subject"), { sseAlgorithm: "AES256", kmsMasterKeyId: kmsKeyArn })],
      finds: `${DEFAULT}.sseAlgorithm`,
    },
    {
      name: "a directory bucket, no key named",
      type: DIRECTORY_BUCKET,
      props: directory,
      others: [sse(from("subject"), { sseAlgorithm: "aws:kms" })],
      finds: `${DEFAULT}.kmsMasterKeyId`,
    },
    {
      name: "a directory bucket, of another bucket",
      type: DIRECTORY_BUCKET,
      props: directory,
      others: [{ type: DIRECTORY_BUCKET, name: "other" }, sse(from("other"))],
      finds: "BucketServerSideEncryptionConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a key of another stack",
      props: vectors({ sseType: "aws:kms", kmsKeyArn: unknownString }),
      because: "unknown",
      finds: "encryptionConfigurations[0].kmsKeyArn",
    },
    {
      name: "a table in a bucket of another stack",
      type: TABLE,
      props: { ...table, tableBucketArn: unknownString },
      because: "unknown",
      finds: "tableBucketArn",
    },
    {
      name: "an encryption whose bucket nobody knows",
      type: DIRECTORY_BUCKET,
      props: directory,
      others: [sse(unknownString)],
      because: "unknown",
      finds: "BucketServerSideEncryptionConfiguration.bucket",
    },
  ],
});
