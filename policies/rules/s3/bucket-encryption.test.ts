import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  s3BucketCmk,
  s3BucketKeyEnabled,
  s3BucketServerSideEncryptionEnabled,
  s3DefaultEncryptionKms,
} from "./bucket-encryption";

const V2 = "aws:s3/bucketV2:BucketV2";
const NATIVE = "aws-native:s3:Bucket";
const COMPANION = "BucketServerSideEncryptionConfiguration";
const BY_DEFAULT = "applyServerSideEncryptionByDefault";
const ownKey = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const key: OtherResource = { type: "aws:kms/key:Key", name: "key" };

function beside(rule: unknown, bucket: unknown = from("subject")): OtherResource {
  return {
    type: `aws:s3/bucketServerSideEncryptionConfiguration:${COMPANION}`,
    name: "sse",
    props: { bucket, rules: [rule] },
  };
}

function by(sseAlgorithm: unknown, kmsMasterKeyId?: unknown): object {
  return { [BY_DEFAULT]: { sseAlgorithm, ...(kmsMasterKeyId === undefined ? {} : { kmsMasterKeyId }) } };
}

const logTarget: OtherResource[] = [
  { type: "aws:s3/bucket:Bucket", name: "notes" },
  {
    type: "aws:s3/bucketLogging:BucketLogging",
    name: "log",
    props: { bucket: from("notes"), targetBucket: from("subject") },
  },
];

testRule(s3DefaultEncryptionKms, {
  valid: [
    { name: "beside it", props: {}, others: [beside(by("aws:kms"))] },
    { name: "twice encrypted", props: {}, others: [beside(by("aws:kms:dsse"))] },
    {
      name: "beside it, older token",
      type: V2,
      props: {},
      others: [
        {
          ...beside(by("aws:kms")),
          type: "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        },
      ],
    },
    { name: "inline", props: { serverSideEncryptionConfiguration: { rule: by("aws:kms") } } },
    {
      name: "inline, older token",
      type: V2,
      props: {
        serverSideEncryptionConfigurations: [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
        ],
      },
    },
    {
      name: "aws-native",
      type: NATIVE,
      props: {
        bucketEncryption: {
          serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
        },
      },
    },
    { name: "named by value", props: { bucket: "notes" }, others: [beside(by("aws:kms"), "notes")] },
    {
      name: "inline SSE-S3 that a companion replaces",
      props: { serverSideEncryptionConfiguration: { rule: by("AES256") } },
      others: [beside(by("aws:kms"))],
    },
    {
      name: "one rule of two beside it",
      props: {},
      others: [
        {
          ...beside({}),
          props: { bucket: from("subject"), rules: [{ bucketKeyEnabled: true }, by("aws:kms")] },
        },
      ],
    },
    {
      name: "one block of two, one rule of two, inline, older token",
      type: V2,
      props: { serverSideEncryptionConfigurations: [{ rules: [] }, { rules: [{}, by("aws:kms")] }] },
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: COMPANION },
    {
      name: "SSE-S3 beside it",
      props: {},
      others: [beside(by("AES256"))],
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "SSE-S3 inline",
      props: { serverSideEncryptionConfiguration: { rule: by("AES256") } },
      finds: `serverSideEncryptionConfiguration.rule.${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "KMS inline that a companion replaces",
      props: { serverSideEncryptionConfiguration: { rule: by("aws:kms") } },
      others: [beside(by("AES256"))],
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "a bucket key alone",
      props: {},
      others: [beside({ bucketKeyEnabled: true })],
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    { name: "aws-native without", type: NATIVE, props: {}, finds: COMPANION },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: V2, name: "other" }, beside(by("aws:kms"), from("other"))],
      finds: COMPANION,
    },
    {
      name: "a bucket that logs to itself is no log bucket",
      props: {},
      others: [
        {
          type: "aws:s3/bucketLogging:BucketLogging",
          name: "log",
          props: { bucket: from("subject"), targetBucket: from("subject") },
        },
      ],
      finds: COMPANION,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "access logs are delivered here", props: {}, others: logTarget, because: "exempt" },
    { name: "public", props: { tags: { DataClassification: "public" } }, because: "exempt" },
    {
      name: "access logs of a bucket with inline logging",
      props: {},
      others: [{ type: V2, name: "notes", props: { loggings: [{ targetBucket: from("subject") }] } }],
      because: "exempt",
    },
    {
      name: "load balancer logs are delivered here",
      props: {},
      others: [
        {
          type: "aws:lb/loadBalancer:LoadBalancer",
          name: "front",
          props: { accessLogs: { enabled: true, bucket: from("subject") } },
        },
      ],
      because: "exempt",
    },
    { name: "tagged as log bucket", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    {
      name: "algorithm not known",
      props: {},
      others: [beside(by(unknownString))],
      because: "unknown",
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "companion's bucket not known",
      props: {},
      others: [beside(by("aws:kms"), unknownString)],
      because: "unknown",
      finds: `${COMPANION}.bucket`,
    },
    {
      name: "SSE-S3 inline, companion's bucket not known",
      props: { serverSideEncryptionConfiguration: { rule: by("AES256") } },
      others: [beside(by("aws:kms"), unknownString)],
      because: "unknown",
      finds: `${COMPANION}.bucket`,
    },
    ...["alb", "elb", "elasticloadbalancing", "applicationloadbalancing"].map((module) => ({
      name: `load balancer logs are delivered here, ${module}`,
      props: {},
      others: [
        {
          type: `aws:${module}/loadBalancer:LoadBalancer`,
          name: "front",
          props: { accessLogs: { bucket: from("subject") } },
        },
      ],
      because: "exempt" as const,
    })),
    {
      name: "access logs of an aws-native bucket",
      props: {},
      others: [
        { type: NATIVE, name: "notes", props: { loggingConfiguration: { destinationBucketName: from("subject") } } },
      ],
      because: "exempt",
    },
    ...["phiguard:purpose", "Purpose", "purpose"].map((key) => ({
      name: `tagged as log bucket in ${key}`,
      props: { tags: { [key]: " Access-Logs " } },
      because: "exempt" as const,
    })),
  ],
});

testRule(s3BucketCmk, {
  valid: [
    { name: "by ARN", props: {}, others: [beside(by("aws:kms", ownKey))] },
    { name: "made in the same preview", props: {}, others: [key, beside(by("aws:kms", from("key")))] },
    {
      name: "inline, older token",
      type: V2,
      props: {
        serverSideEncryptionConfigurations: [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId: ownKey }] }] },
        ],
      },
    },
  ],
  invalid: [
    { name: "no configuration", props: {}, finds: COMPANION },
    {
      name: "no key: AWS takes its own",
      props: {},
      others: [beside(by("aws:kms"))],
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.kmsMasterKeyId`,
    },
    {
      name: "AWS's alias",
      props: { serverSideEncryptionConfiguration: { rule: by("aws:kms", "alias/aws/s3") } },
      finds: `serverSideEncryptionConfiguration.rule.${BY_DEFAULT}.kmsMasterKeyId`,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "access logs are delivered here", props: {}, others: logTarget, because: "exempt" },
    { name: "public", props: { tags: { DataClassification: "public" } }, because: "exempt" },
    {
      name: "a key from elsewhere",
      props: {},
      others: [beside(by("aws:kms", unknownString))],
      because: "unknown",
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.kmsMasterKeyId`,
    },
    {
      name: "companion's bucket not known",
      props: {},
      others: [beside(by("aws:kms", ownKey), unknownString)],
      because: "unknown",
      finds: `${COMPANION}.bucket`,
    },
  ],
  alike: [NATIVE],
});

testRule(s3BucketKeyEnabled, {
  valid: [
    { name: "on", props: {}, others: [beside({ ...by("aws:kms"), bucketKeyEnabled: true })] },
    {
      name: "on inline",
      props: { serverSideEncryptionConfiguration: { rule: { ...by("aws:kms"), bucketKeyEnabled: true } } },
    },
    {
      name: "on inline, older token",
      type: V2,
      props: {
        serverSideEncryptionConfigurations: [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }], bucketKeyEnabled: true }] },
        ],
      },
    },
  ],
  invalid: [
    { name: "left out", props: {}, others: [beside(by("aws:kms"))], finds: `${COMPANION}.rules[0].bucketKeyEnabled` },
    {
      name: "off",
      props: {},
      others: [beside({ ...by("aws:kms"), bucketKeyEnabled: false })],
      finds: `${COMPANION}.rules[0].bucketKeyEnabled`,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "twice encrypted", props: {}, others: [beside(by("aws:kms:dsse"))], because: "exempt" },
    { name: "SSE-S3", props: {}, others: [beside(by("AES256"))], because: "exempt" },
    { name: "nothing said", props: {}, because: "exempt" },
    { name: "access logs are delivered here", props: {}, others: logTarget, because: "exempt" },
    {
      name: "not known",
      props: {},
      others: [beside({ ...by("aws:kms"), bucketKeyEnabled: unknownValue })],
      because: "unknown",
      finds: `${COMPANION}.rules[0].bucketKeyEnabled`,
    },
    {
      name: "companion's bucket not known",
      props: {},
      others: [beside({ ...by("aws:kms"), bucketKeyEnabled: true }, unknownString)],
      because: "unknown",
      finds: `${COMPANION}.bucket`,
    },
    {
      name: "access logs are delivered here, though KMS encrypts",
      props: {},
      others: [...logTarget, beside(by("aws:kms"))],
      because: "exempt",
    },
  ],
  alike: [NATIVE],
});

testRule(s3BucketServerSideEncryptionEnabled, {
  valid: [
    { name: "left out: S3's own key", props: { bucket: "claims" } },
    { name: "S3's own key, named", props: {}, others: [beside(by("AES256"))] },
    { name: "KMS", props: {}, others: [beside(by("aws:kms", ownKey))] },
    { name: "twice encrypted, inline", props: { serverSideEncryptionConfiguration: { rule: by("aws:kms:dsse") } } },
    { name: "a bucket key alone", props: {}, others: [beside({ bucketKeyEnabled: true })] },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: V2, name: "other" }, beside(by("AES128"), from("other"))],
    },
  ],
  invalid: [
    {
      name: "an algorithm that S3 does not know",
      props: { bucket: "claims" },
      others: [beside(by("AES128"))],
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "inline",
      props: { serverSideEncryptionConfiguration: { rule: by("none") } },
      finds: `serverSideEncryptionConfiguration.rule.${BY_DEFAULT}.sseAlgorithm`,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "algorithm not known",
      props: {},
      others: [beside(by(unknownString))],
      because: "unknown",
      finds: `${COMPANION}.rules[0].${BY_DEFAULT}.sseAlgorithm`,
    },
    {
      name: "companion's bucket not known",
      props: {},
      others: [beside(by("AES256"), unknownString)],
      because: "unknown",
      finds: `${COMPANION}.bucket`,
    },
  ],
  alike: [V2, NATIVE],
});
