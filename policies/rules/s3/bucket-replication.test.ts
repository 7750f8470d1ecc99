import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3BucketReplicationEnabled, s3CrrKmsDestinationEncrypted } from "./bucket-replication";

const V2 = "aws:s3/bucketV2:BucketV2";
const replica: OtherResource = { type: "aws:s3/bucket:Bucket", name: "replica", props: { region: "us-west-2" } };
const near: OtherResource = { type: "aws:s3/bucket:Bucket", name: "near", props: { region: "us-east-1" } };

function config(rules: unknown, bucket: unknown = from("subject")): OtherResource {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "crr",
    props: { bucket, role: "r", rules },
  };
}

function to(bucket: unknown, status: unknown = "Enabled"): object[] {
  return [{ status, destination: { bucket } }];
}

testRule(s3BucketReplicationEnabled, {
  valid: [
    { name: "beside it, to a replica in another region", props: {}, others: [replica, config(to(from("replica")))] },
    { name: "to a bucket of elsewhere", props: {}, others: [config(to("arn:aws:s3:::clinic-dr"))] },
    { name: "inline", props: { replicationConfiguration: { role: "r", rules: to("arn:aws:s3:::clinic-dr") } } },
    {
      name: "inline, older token",
      type: V2,
      props: {
        replicationConfigurations: [
          { role: "r", rules: [{ status: "Enabled", destinations: [{ bucket: from("replica") }] }] },
        ],
      },
      others: [replica],
    },
    {
      name: "one rule of two in force",
      props: {},
      others: [replica, config([...to(from("replica"), "Disabled"), ...to(from("replica"))])],
    },
    {
      name: "to two regions, one of them another",
      props: {},
      others: [replica, near, config([...to(from("near")), ...to(from("replica"))])],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "BucketReplicationConfig" },
    {
      name: "switched off",
      props: {},
      others: [replica, config(to(from("replica"), "Disabled"))],
      finds: "BucketReplicationConfig.rules[0].status",
    },
    { name: "to the same region", props: {}, others: [near, config(to(from("near")))], finds: "Bucket.region" },
    {
      name: "of another bucket",
      props: {},
      others: [replica, near, config(to(from("replica")), from("near"))],
      finds: "BucketReplicationConfig",
    },
    {
      name: "inline without a rule in force",
      type: V2,
      props: { replicationConfigurations: [{ rules: [{ status: "Disabled" }] }] },
      finds: "replicationConfigurations[0].rules[0].status",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "a replica itself",
      props: { region: "us-west-2" },
      others: [near, config(to(from("subject")), from("near"))],
      because: "exempt",
    },
    {
      name: "a replica of an inline replication",
      props: {},
      others: [
        {
          type: V2,
          name: "source",
          props: {
            replicationConfigurations: [
              { rules: [{ status: "Enabled", destinations: [{ bucket: from("subject") }] }] },
            ],
          },
        },
      ],
      because: "exempt",
    },
    { name: "no patient data", props: { tags: { DataClassification: "internal" } }, because: "exempt" },
    { name: "access logs", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    {
      name: "status not known",
      props: {},
      others: [config(to("arn:aws:s3:::clinic-dr", unknownString))],
      because: "unknown",
      finds: "BucketReplicationConfig.rules[0].status",
    },
    {
      name: "a replication whose bucket nobody knows",
      props: {},
      others: [config(to("arn:aws:s3:::clinic-dr"), unknownString)],
      because: "unknown",
      finds: "BucketReplicationConfig.bucket",
    },
    {
      name: "a replica of an inline replication, newer token",
      props: {},
      others: [
        {
          type: "aws:s3/bucket:Bucket",
          name: "source",
          props: { replicationConfiguration: { rules: to(from("subject")) } },
        },
      ],
      because: "exempt",
    },
    {
      name: "to a region not known",
      props: { region: "us-east-1" },
      region: "",
      others: [{ type: "aws:s3/bucket:Bucket", name: "far" }, config(to(from("far")))],
      because: "unknown",
      finds: "Bucket.region",
    },
  ],
  alike: ["aws-native:s3:Bucket"],
});

const key: OtherResource = { type: "aws:kms/key:Key", name: "key", props: { region: "us-west-2" } };
const nearKey: OtherResource = { type: "aws:kms/key:Key", name: "nearKey", props: { region: "us-east-1" } };
const source: OtherResource = { type: "aws:s3/bucket:Bucket", name: "source" };

function encrypted(replicaKmsKeyId: unknown, change: object = {}): object {
  const rule = {
    status: "Enabled",
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: { bucket: from("replica"), encryptionConfiguration: { replicaKmsKeyId } },
    ...change,
  };
  return { bucket: from("source"), role: "r", rules: [rule] };
}

const KEY_PATH = "rules[0].destination.encryptionConfiguration.replicaKmsKeyId";
const westKey = "arn:aws:kms:us-west-2:111122223333:key/7c1a";

testRule(s3CrrKmsDestinationEncrypted, {
  valid: [
    { name: "a key of the replica's region", props: encrypted(from("key")), others: [source, replica, key] },
    { name: "a key by ARN", props: encrypted(westKey), others: [source, replica] },
    { name: "a rule switched off", props: encrypted(undefined, { status: "Disabled" }), others: [source, replica] },
    {
      name: "inline",
      type: "aws:s3/bucket:Bucket",
      props: {
        replicationConfiguration: {
          rules: [
            {
              status: "Enabled",
              sourceSelectionCriteria: { sseKmsEncryptedObjects: { enabled: true } },
              destination: { bucket: "arn:aws:s3:::dr", replicaKmsKeyId: westKey },
            },
          ],
        },
      },
    },
    {
      name: "inline, older token",
      type: V2,
      props: {
        replicationConfigurations: [
          {
            rules: [
              {
                status: "Enabled",
                sourceSelectionCriterias: [{ sseKmsEncryptedObjects: [{ enabled: true }] }],
                destinations: [{ bucket: "arn:aws:s3:::dr", replicaKmsKeyId: westKey }],
              },
            ],
          },
        ],
      },
    },
    {
      name: "to a bucket of elsewhere, from one of elsewhere",
      props: {
        bucket: "claims",
        role: "r",
        rules: [
          {
            status: "Enabled",
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: { bucket: unknownString, encryptionConfiguration: { replicaKmsKeyId: westKey } },
          },
        ],
      },
    },
    {
      name: "inline, aws-native",
      type: "aws-native:s3:Bucket",
      props: {
        replicationConfiguration: {
          rules: [
            {
              status: "Enabled",
              sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
              destination: { bucket: "arn:aws:s3:::dr", encryptionConfiguration: { replicaKmsKeyID: westKey } },
            },
          ],
        },
      },
    },
    {
      name: "between buckets of elsewhere",
      props: encrypted(westKey, {
        destination: { bucket: "arn:aws:s3:::dr", encryptionConfiguration: { replicaKmsKeyId: westKey } },
      }),
      others: [source],
    },
    {
      name: "between buckets of elsewhere, by name",
      props: {
        bucket: "claims",
        role: "r",
        rules: [
          {
            status: "Enabled",
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: { bucket: "arn:aws:s3:::dr", encryptionConfiguration: { replicaKmsKeyId: westKey } },
          },
        ],
      },
    },
    ...["aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"].map((type) => ({
      name: `a ${type} of the replica's region`,
      props: encrypted(from("key")),
      others: [source, replica, { ...key, type }],
    })),
    { name: "a key by alias", props: encrypted("alias/clinic"), others: [source, replica] },
  ],
  invalid: [
    { name: "no key", props: encrypted(undefined), others: [source, replica], finds: KEY_PATH },
    { name: "AWS's key", props: encrypted("alias/aws/s3"), others: [source, replica], finds: KEY_PATH },
    {
      name: "a key of the source's region",
      props: encrypted(from("nearKey")),
      others: [source, replica, nearKey],
      finds: KEY_PATH,
    },
    {
      name: "a key of the source's region by ARN",
      props: encrypted("arn:aws:kms:us-east-1:111122223333:key/7c1a"),
      others: [source, replica],
      finds: KEY_PATH,
    },
    {
      name: "encrypted objects skipped",
      props: encrypted(westKey, { sourceSelectionCriteria: undefined }),
      others: [source, replica],
      finds: "rules[0].sourceSelectionCriteria.sseKmsEncryptedObjects",
    },
    {
      name: "inline without a key, older token",
      type: V2,
      props: {
        replicationConfigurations: [
          {
            rules: [
              {
                status: "Enabled",
                sourceSelectionCriterias: [{ sseKmsEncryptedObjects: [{ enabled: true }] }],
                destinations: [{ bucket: "arn:aws:s3:::dr" }],
              },
            ],
          },
        ],
      },
      finds: "replicationConfigurations[0].rules[0].destinations[0].replicaKmsKeyId",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "a bucket without replication inline", type: "aws:s3/bucket:Bucket", props: {}, because: "exempt" },
    {
      name: "a key of elsewhere",
      props: encrypted(unknownString),
      others: [source, replica],
      because: "unknown",
      finds: KEY_PATH,
    },
  ],
});
