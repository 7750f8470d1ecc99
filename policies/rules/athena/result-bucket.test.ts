import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { athenaWorkgroupResultBucketOwnerAndControls } from "./result-bucket";

const another = {
  name: "another type",
  type: "aws:athena/database:Database",
  props: {},
  because: "other-type",
} as const;
const group = (resultConfiguration: object): object => ({
  name: "claims",
  configuration: { resultConfiguration: { outputLocation: "s3://clinic-results/claims/", ...resultConfiguration } },
});

const expectedBucketOwner = "111122223333";
const owned = { expectedBucketOwner };
const results: OtherResource = { type: "aws:s3/bucket:Bucket", name: "results", props: { bucket: "clinic-results" } };
const ofResults = { bucket: from("results") };
const encryption = (sseAlgorithm: string, of: object = ofResults): OtherResource => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "encryption",
  props: { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] },
});
const block = (blockPublicAcls: boolean): OtherResource => ({
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  name: "block",
  props: {
    ...ofResults,
    blockPublicAcls,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
});
const lifecycle = (rule: object, of: object = ofResults): OtherResource => ({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  name: "lifecycle",
  props: { ...of, rules: [{ id: "results", status: "Enabled", expiration: { days: 30 }, ...rule }] },
});
const guarded = [results, encryption("aws:kms"), block(true)];
const DAYS = "BucketLifecycleConfiguration.rules[0].expiration.days";
const unknownPlace = { ...owned, outputLocation: from("results") };

testRule(athenaWorkgroupResultBucketOwnerAndControls, {
  valid: [
    { name: "guarded bucket", props: group(owned), others: [...guarded, lifecycle({})] },
    { name: "by reference", props: group(unknownPlace), others: [...guarded, lifecycle({ filter: { prefix: "" } })] },
    {
      name: "expires below its prefix",
      props: group(owned),
      others: [...guarded, lifecycle({ filter: { prefix: "claims/" } })],
    },
    {
      name: "expires below a shorter, older prefix, after a day",
      props: group(owned),
      others: [...guarded, lifecycle({ prefix: "cl", expiration: { days: 1 } })],
    },
    {
      name: "inline rules",
      props: group(owned),
      others: [
        {
          ...results,
          props: { bucket: "clinic-results", lifecycleRules: [{ enabled: true, expiration: { days: 7 } }] },
        },
        encryption("aws:kms"),
        block(true),
      ],
    },
    {
      name: "rules of the second generation",
      props: group(owned),
      others: [
        {
          type: "aws:s3/bucketV2:BucketV2",
          name: "results",
          props: { bucket: "clinic-results", lifecycleRules: [{ enabled: true, expirations: [{ days: 7 }] }] },
        },
        encryption("aws:kms"),
        block(true),
      ],
    },
    {
      name: "Cloud Control bucket",
      props: group(owned),
      others: [
        {
          type: "aws-native:s3:Bucket",
          name: "results",
          props: {
            bucketName: "clinic-results",
            bucketEncryption: {
              serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
            },
            publicAccessBlockConfiguration: {
              blockPublicAcls: true,
              blockPublicPolicy: true,
              ignorePublicAcls: true,
              restrictPublicBuckets: true,
            },
            lifecycleConfiguration: { rules: [{ status: "Enabled", expirationInDays: 7 }] },
          },
        },
      ],
    },
    {
      name: "as many days as the team set",
      props: group(owned),
      others: [...guarded, lifecycle({ expiration: { days: 60 } })],
      config: { maximumDays: 60 },
    },
    {
      name: "as few days as the team set",
      props: group(owned),
      others: [...guarded, lifecycle({ expiration: { days: 1 } })],
      config: { maximumDays: 1 },
    },
    {
      name: "as many days as may be set",
      props: group(owned),
      others: [...guarded, lifecycle({ expiration: { days: 365 } })],
      config: { maximumDays: 365 },
    },
    {
      name: "either of two guarded buckets",
      props: group({ ...owned, outputLocation: from("results", "second") }),
      others: [
        ...guarded,
        lifecycle({}),
        {
          type: "aws:s3/bucket:Bucket",
          name: "second",
          props: {
            bucket: "clinic-second",
            serverSideEncryptionConfiguration: {
              rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
            },
            lifecycleRules: [{ enabled: true, expiration: { days: 7 } }],
          },
        },
        { ...block(true), name: "block-2", props: { ...block(true).props, bucket: from("second") } },
      ],
    },
  ],
  invalid: [
    {
      name: "no owner named",
      props: group({}),
      others: [...guarded, lifecycle({})],
      finds: "configuration.resultConfiguration.expectedBucketOwner",
    },
    {
      name: "no owner named, bucket of elsewhere",
      props: group({}),
      finds: "configuration.resultConfiguration.expectedBucketOwner",
    },
    {
      name: "no place named",
      props: { name: "claims", configuration: { resultConfiguration: owned } },
      finds: "configuration.resultConfiguration.outputLocation",
    },
    {
      name: "nothing set",
      props: { name: "claims" },
      finds: [
        "configuration.resultConfiguration.outputLocation",
        "configuration.resultConfiguration.expectedBucketOwner",
      ],
    },
    {
      name: "S3's own key",
      props: group(owned),
      others: [results, encryption("AES256"), block(true), lifecycle({})],
      finds: "BucketServerSideEncryptionConfiguration.rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
    },
    {
      name: "encryption of another bucket",
      props: group(owned),
      others: [
        results,
        { type: "aws:s3/bucket:Bucket", name: "b2" },
        encryption("aws:kms", { bucket: from("b2") }),
        block(true),
        lifecycle({}),
      ],
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "open block",
      props: group(owned),
      others: [results, encryption("aws:kms"), block(false), lifecycle({})],
      finds: "BucketPublicAccessBlock.blockPublicAcls",
    },
    { name: "results stay", props: group(owned), others: guarded, finds: "BucketLifecycleConfiguration" },
    {
      name: "a day too long",
      props: group(owned),
      others: [...guarded, lifecycle({ expiration: { days: 31 } })],
      finds: DAYS,
    },
    {
      name: "by reference, too long",
      props: group(unknownPlace),
      others: [...guarded, lifecycle({ expiration: { days: 90 } })],
      finds: DAYS,
    },
    {
      name: "rule off",
      props: group(owned),
      others: [...guarded, lifecycle({ status: "Disabled" })],
      finds: "BucketLifecycleConfiguration.rules[0].status",
    },
    {
      name: "for another prefix",
      props: group(owned),
      others: [...guarded, lifecycle({ filter: { prefix: "labs/" } })],
      finds: "BucketLifecycleConfiguration.rules[0].filter.prefix",
    },
    {
      name: "for another prefix, results at the top",
      props: group({ ...owned, outputLocation: "s3://clinic-results" }),
      others: [...guarded, lifecycle({ prefix: "labs/" })],
      finds: "BucketLifecycleConfiguration.rules[0].prefix",
    },
    {
      name: "for tagged objects",
      props: group(owned),
      others: [...guarded, lifecycle({ filter: { tag: { key: "a", value: "b" } } })],
      finds: "BucketLifecycleConfiguration.rules[0].filter.tag",
    },
    {
      name: "for objects below a prefix with a tag",
      props: group(owned),
      others: [...guarded, lifecycle({ filter: { and: { prefix: "claims/", tags: { a: "b" } } } })],
      finds: "BucketLifecycleConfiguration.rules[0].filter.and",
    },
    {
      name: "for tagged objects, inline",
      props: group(owned),
      others: [
        {
          ...results,
          props: {
            bucket: "clinic-results",
            lifecycleRules: [{ enabled: true, expiration: { days: 7 }, tags: { a: "b" } }],
          },
        },
        encryption("aws:kms"),
        block(true),
      ],
      finds: "Bucket.lifecycleRules[0].tags",
    },
    {
      name: "neither of two buckets guarded",
      props: group({ ...owned, outputLocation: from("results", "second") }),
      others: [
        ...guarded,
        { ...results, name: "second", props: { bucket: "clinic-second" } },
        encryption("aws:kms"),
        block(true),
      ],
      finds: ["BucketLifecycleConfiguration", "BucketServerSideEncryptionConfiguration", "BucketPublicAccessBlock"],
    },
  ],
  notJudged: [
    another,
    {
      name: "managed results",
      props: { name: "claims", configuration: { managedQueryResultsConfiguration: { enabled: true } } },
      because: "exempt",
    },
    {
      name: "owner named, bucket of elsewhere",
      props: group(owned),
      others: [{ ...results, props: { bucket: "clinic-other" } }],
      because: "exempt",
    },
    {
      name: "a place that can't be told",
      props: group({ ...owned, outputLocation: unknownString }),
      because: "unknown",
      finds: "configuration.resultConfiguration.outputLocation",
    },
    {
      name: "one of two buckets guarded",
      props: group({ ...owned, outputLocation: from("results", "second") }),
      others: [...guarded, lifecycle({}), { ...results, name: "second", props: { bucket: "clinic-second" } }],
      because: "unknown",
      finds: "configuration.resultConfiguration.outputLocation",
    },
    {
      name: "a prefix, and a path not known yet",
      props: group(unknownPlace),
      others: [...guarded, lifecycle({ filter: { prefix: "claims/" } })],
      because: "unknown",
      finds: "configuration.resultConfiguration.outputLocation",
    },
    {
      name: "encryption of a bucket not known yet",
      props: group(owned),
      others: [results, encryption("aws:kms", { bucket: unknownString }), block(true), lifecycle({})],
      because: "unknown",
      finds: "BucketServerSideEncryptionConfiguration.bucket",
    },
  ],
});
