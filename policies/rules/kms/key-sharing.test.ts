import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { kmsCmkPerDataClassification } from "./key-sharing";

const phi = { "phiguard:classification": "phi" };
const internal = { "phiguard:classification": "internal" };
const arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const key = { description: "Claims" };
const outputs = { arn, keyId: "1234abcd" };

const database = (name: string, tags: unknown, kmsKeyId: unknown): OtherResource => ({
  type: "aws:rds/instance:Instance",
  name,
  props: { tags, storageEncrypted: true, kmsKeyId },
});
const table = (tags: unknown, kmsKeyArn: unknown): OtherResource => ({
  type: "aws:dynamodb/table:Table",
  name: "t",
  props: { tags, serverSideEncryption: { enabled: true, kmsKeyArn } },
});
const bucket = (tags: unknown): OtherResource => ({
  type: "aws:s3/bucket:Bucket",
  name: "b",
  props: { bucket: "claims", tags },
});
const encryption = (kmsMasterKeyId: unknown, generation = ""): OtherResource => ({
  type: `aws:s3/bucketServerSideEncryptionConfiguration${generation}:BucketServerSideEncryptionConfiguration${generation}`,
  name: "e",
  props: {
    bucket: "claims",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
  },
});
const alias = (targetKeyId: unknown): OtherResource => ({
  type: "aws:kms/alias:Alias",
  name: "a",
  props: { name: "alias/claims", targetKeyId },
});

testRule(kmsCmkPerDataClassification, {
  valid: [
    {
      name: "patient data alone",
      props: key,
      outputs,
      others: [database("claims", phi, arn), table(phi, arn)],
    },
    { name: "other data alone", props: key, outputs, others: [database("menus", internal, arn), table(internal, arn)] },
    { name: "one store", props: key, outputs, others: [database("menus", unknownValue, arn)] },
    { name: "no store", props: key, others: [alias(from("subject"))] },
    {
      name: "another key for the other data",
      props: key,
      outputs,
      others: [
        { type: "aws:kms/key:Key", name: "k2" },
        database("claims", phi, from("subject")),
        database("menus", internal, from("k2")),
        { type: "aws:kms/alias:Alias", name: "a", props: { name: "alias/menus", targetKeyId: from("k2") } },
        table(internal, "alias/menus"),
      ],
    },
    {
      name: "a policy that speaks of the key",
      props: key,
      others: [
        database("claims", phi, from("subject")),
        { type: "aws:sqs/queue:Queue", name: "q", props: { tags: internal, policy: from("subject") } },
        { type: "aws:sqs/queue:Queue", name: "q2", props: { tags: { ...internal, key: from("subject") } } },
      ],
    },
    {
      name: "the bucket's encryption is of another key",
      props: key,
      outputs,
      others: [database("menus", internal, arn), bucket(phi), encryption("alias/other")],
    },
    { name: "Cloud Control key", type: "aws-native:kms:Key", props: key, others: [table(phi, from("subject"))] },
    {
      name: "an alias from elsewhere",
      props: key,
      others: [database("claims", phi, from("subject")), alias(unknownString)],
    },
  ],
  invalid: [
    {
      name: "a database of patient data and one of other data",
      props: key,
      outputs,
      others: [database("claims", phi, arn), database("menus", internal, arn)],
      finds: "Instance.tags",
    },
    {
      name: "by reference",
      props: key,
      others: [database("claims", phi, from("subject")), table(internal, from("subject"))],
      finds: "Table.tags",
    },
    {
      name: "by key id",
      props: key,
      outputs,
      others: [database("claims", phi, "1234abcd"), table(internal, arn)],
      finds: "Table.tags",
    },
    {
      name: "a store that nobody classified",
      props: key,
      outputs,
      others: [database("claims", undefined, arn), table(internal, arn)],
      finds: "Table.tags",
    },
    {
      name: "through an alias by name",
      props: key,
      others: [alias(from("subject")), database("claims", phi, from("subject")), table(internal, "alias/claims")],
      finds: "Table.tags",
    },
    {
      name: "through an alias by reference",
      props: key,
      others: [alias(from("subject")), database("claims", phi, from("a")), table(internal, from("subject"))],
      finds: "Table.tags",
    },
    ...["", "V2"].map((generation) => ({
      name: `a bucket by its encryption${generation}`,
      props: key,
      outputs,
      others: [database("menus", internal, arn), bucket(phi), encryption(arn, generation)],
      finds: "Instance.tags",
    })),
    {
      name: "a bucket of other data",
      props: key,
      outputs,
      others: [database("claims", phi, arn), bucket(internal), encryption(from("subject"))],
      finds: "Bucket.tags",
    },
    {
      name: "Cloud Control key",
      type: "aws-native:kms:Key",
      props: key,
      others: [database("claims", phi, from("subject")), table(internal, from("subject"))],
      finds: "Table.tags",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:kms/alias:Alias", props: {}, because: "other-type" },
    {
      name: "tags not known yet",
      props: key,
      outputs,
      others: [database("claims", phi, arn), database("menus", unknownValue, arn)],
      because: "unknown",
      finds: "tags",
    },
    {
      name: "tags not known yet, beside other data",
      props: key,
      outputs,
      others: [database("claims", unknownValue, arn), database("menus", internal, arn)],
      because: "unknown",
      finds: "tags",
    },
  ],
});
