import type { DirectoryBucketArgs, VectorsVectorBucketArgs } from "@pulumi/aws/s3";
import type { TableArgs, TableBucketArgs } from "@pulumi/aws/s3tables";
import { all, type Answer } from "../../answer";
import { customerKey, is, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { encryptionConfiguration, type EncryptionDefault } from "./bucket";

const TABLE = "aws:s3tables/table:Table";
const DIRECTORY_BUCKET = "aws:s3/directoryBucket:DirectoryBucket";

const tableBucket: Kind<TableBucketArgs> = { types: ["aws:s3tables/tableBucket:TableBucket"] };
const store = on<VectorsVectorBucketArgs & TableBucketArgs & TableArgs & DirectoryBucketArgs>(
  "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
  ...tableBucket.types,
  TABLE,
  DIRECTORY_BUCKET,
);

export const s3VectorsAndTablesCmk = store.relation({
  id: "s3-vectors-and-tables-cmk",
  title: "Vector, table and directory buckets encrypt with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html",
  says: "does not encrypt with a customer managed key",
  fix: 'Set encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: key.arn } (VectorsVectorBucket: encryptionConfigurations: [{ sseType: "aws:kms", kmsKeyArn: key.arn }]; DirectoryBucket: a BucketServerSideEncryptionConfiguration beside it).',
  why: "A table that says nothing takes the encryption of its table bucket.",
  adviseIfOpen: "A key of another stack is not known before the update, and nothing tells that it is a key.",
  requires: (p, stack, { type }) => {
    switch (type) {
      case DIRECTORY_BUCKET:
        return stack
          .partner(p, encryptionConfiguration, "bucket")
          .satisfies((companion) =>
            some(companion.rules, (rule) =>
              namesKey(rule.applyServerSideEncryptionByDefault as unknown as Reading<EncryptionDefault>),
            ),
          );
      case TABLE:
        return present(p.encryptionConfiguration).truth === true
          ? encrypts(p.encryptionConfiguration)
          : stack.named(p.tableBucketArn, tableBucket).satisfies((found) => encrypts(found.encryptionConfiguration));
      default:
        return type === tableBucket.types[0]
          ? encrypts(p.encryptionConfiguration)
          : some(p.encryptionConfigurations, (by) => all(is(by.sseType, "aws:kms"), customerKey(by.kmsKeyArn)));
    }
  },
});

function encrypts(by: Reading<TableBucketArgs["encryptionConfiguration"]>): Answer {
  return all(is(by.sseAlgorithm, "aws:kms"), customerKey(by.kmsKeyArn));
}

function namesKey(by: Reading<EncryptionDefault>): Answer {
  return all(is(by.sseAlgorithm, "aws:kms"), customerKey(by.kmsMasterKeyId));
}
