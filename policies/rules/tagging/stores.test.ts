import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { DATA_BEARING } from "./data-bearing-types";
import { phiDataStoreProtectOption, phiOwnerAndRetentionTagsRequired } from "./stores";

const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const three = { DataOwner: "cardiology", RetentionYears: "7", BackupTier: "daily" };
const phi = { "phiguard:classification": "phi" };

testRule(phiOwnerAndRetentionTagsRequired, {
  valid: [
    { name: "all three", type: TABLE, props: { tags: { ...phi, ...three } } },
    {
      name: "two by the provider",
      type: TABLE,
      props: { tags: { ...phi, DataOwner: "x" } },
      defaultTags: { RetentionYears: "7", BackupTier: "daily" },
    },
    {
      name: "what the team asks for",
      type: TABLE,
      props: { tags: { ...phi, steward: "x" } },
      config: { requiredTags: ["steward"] },
    },
  ],
  invalid: [
    ...Object.keys(three).map((key) => ({
      name: `no ${key}`,
      type: TABLE,
      props: { tags: { ...phi, ...three, [key]: undefined } },
      finds: `tags.${key}`,
    })),
    {
      name: "an empty one",
      type: TABLE,
      props: { tags: { ...phi, ...three, DataOwner: " " } },
      finds: "tags.DataOwner",
    },
    {
      name: "classified by the provider, a store without tags",
      type: TABLE,
      props: {},
      defaultTags: { ...phi, RetentionYears: "7", BackupTier: "daily" },
      finds: "tags.DataOwner",
    },
    {
      name: "classified by the provider, with tags of its own",
      type: BUCKET,
      props: { tags: { Name: "etl" } },
      defaultTags: { ...phi, DataOwner: "x", BackupTier: "daily" },
      finds: "tags.RetentionYears",
    },
    {
      name: "not what the team asks for",
      type: TABLE,
      props: { tags: { ...phi, ...three } },
      config: { requiredTags: ["steward"] },
      finds: "tags.steward",
    },
  ],
  notJudged: [
    { name: "another provider", type: "random:index/randomId:RandomId", props: {}, because: "other-type" },
    { name: "no classification", type: TABLE, props: {}, because: "exempt" },
    { name: "internal", type: TABLE, props: { tags: { DataClassification: "internal" } }, because: "exempt" },
    {
      name: "classified by the provider, a type that takes no tags",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      props: { bucket: unknownString },
      defaultTags: phi,
      because: "exempt",
    },
    ...[
      "aws:iam/role:Role",
      "aws:kms/key:Key",
      "aws:ec2/instance:Instance",
      "aws:lambda/function:Function",
      LOG_GROUP,
      "aws:sqs/queue:Queue",
      "aws:kinesis/stream:Stream",
    ].map((type) => ({ name: `${type} keeps no records`, type, props: { tags: phi }, because: "exempt" as const })),
    { name: "tags not known yet", type: TABLE, props: { tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "an owner not known yet",
      type: TABLE,
      props: { tags: { ...phi, ...three, DataOwner: unknownString } },
      because: "unknown",
      finds: "tags.DataOwner",
    },
  ],
});

const STORES_OF_CLOUD_CONTROL = [
  "AWS::HealthLake::FHIRDatastore",
  "AWS::HealthImaging::Datastore",
  "AWS::Omics::SequenceStore",
  "AWS::Omics::ReferenceStore",
  "AWS::Omics::VariantStore",
  "AWS::Omics::AnnotationStore",
];
const PASSED_ON = [
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:kinesis/stream:Stream",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  "aws:mq/broker:Broker",
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
];

testRule(phiDataStoreProtectOption, {
  valid: [
    { name: "protected", type: BUCKET, props: { tags: phi }, protect: true },
    { name: "kept when it is taken out of the program", type: BUCKET, props: { tags: phi }, retainOnDelete: true },
    ...STORES_OF_CLOUD_CONTROL.map((typeName) => ({
      name: `protected ${typeName}`,
      type: CLOUD_CONTROL,
      props: { typeName, desiredState: "{}" },
      protect: true,
    })),
  ],
  invalid: [
    { name: "not protected", type: BUCKET, props: { tags: phi }, protect: false, finds: "protect" },
    { name: "not kept", type: BUCKET, props: { tags: phi }, retainOnDelete: false, finds: "protect" },
    { name: "audit data", type: BUCKET, props: { tags: { DataClassification: "audit" } }, finds: "protect" },
    { name: "an audit log", type: LOG_GROUP, props: { tags: { DataClassification: "audit" } }, finds: "protect" },
    ...Object.keys(DATA_BEARING)
      .filter((type) => type !== CLOUD_CONTROL && type !== LOG_GROUP && !PASSED_ON.includes(type))
      .map((type) => ({ name: `${type}, nothing said`, type, props: {}, finds: "protect" })),
    ...STORES_OF_CLOUD_CONTROL.map((typeName) => ({
      name: `${typeName}, nothing said`,
      type: CLOUD_CONTROL,
      props: { typeName, desiredState: "{}" },
      finds: "protect",
    })),
  ],
  notJudged: [
    ...PASSED_ON.map((type) => ({
      name: `${type} passes data on`,
      type,
      props: {},
      because: "other-type" as const,
    })),
    { name: "no patient data", type: BUCKET, props: { tags: { DataClassification: "public" } }, because: "exempt" },
    { name: "a log, nothing said", type: LOG_GROUP, props: {}, because: "exempt" },
    { name: "a log of what handles patient data", type: LOG_GROUP, props: { tags: phi }, because: "exempt" },
    {
      name: "tags of a log not known",
      type: LOG_GROUP,
      props: { tags: unknownValue },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "Cloud Control of something else",
      type: CLOUD_CONTROL,
      props: { typeName: "AWS::Logs::QueryDefinition" },
      because: "exempt",
    },
    { name: "Cloud Control of nothing", type: CLOUD_CONTROL, props: {}, because: "exempt" },
    { name: "tags not known yet", type: BUCKET, props: { tags: unknownValue }, because: "unknown", finds: "tags" },
  ],
});
